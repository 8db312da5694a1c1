import PipelineCore
import PipelineFormats
import PipelineTestSupport
import Testing

@Suite("write.summary")
struct SummaryWriterTests {
    private let maker = Provenance(stage: "s")

    @Test func aDocumentWithNothingInItIsALine() throws {
        #expect(try SummaryWriter(path: "-").text(Document(id: "a", text: "x")) == "── a\n\n")
    }

    @Test func entitiesRelationsAndScoresHaveRows() throws {
        var document = try Document.whitespaceTokenized("Lena Orlova met Karim in Oslo . Lena left Oslo", id: "n1")
        document.metadata = ["desk": "world", "n": 2]
        let lena = try document.annotate(tokens: 0..<2, layer: "entities", label: "PER", provenance: maker)
        try document.annotate(tokens: 3..<4, layer: "entities", label: "PER", provenance: maker)
        try document.annotate(
            tokens: 7..<8, layer: "entities", label: "PER", attributes: ["entity": "Lena Orlova"], provenance: maker)
        try document.annotate(tokens: 5..<6, layer: "entities", label: "LOC", provenance: maker)
        let left = try document.annotate(tokens: 8..<10, layer: "events", label: "GO", provenance: maker)
        try document.relate(
            label: "EVENT", arguments: [.init("agent", [lena]), .init("trigger", [lena, left])],
            attributes: ["class": "move"], provenance: maker)
        document.setScore(
            Score(
                value: 2.5, level: "high",
                reasons: [.init(rule: "a", weight: 2), .init(rule: "b", weight: -1.5), .init(rule: "a", weight: 2)]),
            name: "tension")
        document.setScore(Score(value: 0), name: "calm")
        #expect(
            try SummaryWriter(path: "-").text(document) == """
                ── n1
                   meta        desk = world · n = 2
                   calm        0
                   tension     2.5 (high) · a ×2 +4 · b -1.5
                   LOC         Oslo
                   PER         Lena Orlova ×2 · Karim
                   EVENT       agent: Lena Orlova · trigger: Lena Orlova … left Oslo · [class = move]


                """)
    }

    @Test func longTextsAreCutAndLineEndsAreBlanks() throws {
        var document = Document(id: "a", text: "one two\nthree four five six seven")
        let all = try document.annotate(bytes: 0..<33, layer: "q", label: "Q", provenance: maker)
        try document.relate(label: "R", arguments: [.init("q", [all])], provenance: maker)
        let component = try #require(Formats.writers["summary"])
        let table = Setting.Table(items: ["-"], fields: ["width": 20])
        #expect(
            try component.make(from: table).text(document)
                == "── a\n   R           q: one two three four …\n\n")
    }

    /// Regression: a value with a line end began a line that looked like a row of its own.
    @Test func aValueStaysInItsRow() throws {
        let document = Document(id: "a", metadata: ["title": "one\n   two"], text: "")
        #expect(try SummaryWriter(path: "-").text(document) == "── a\n   meta        title = one two\n\n")
    }
}
