import PipelineCore
import Testing

struct AnnotationTests {
    private let stage = Provenance(stage: "test")

    @Test func ordersIdentities() throws {
        var document = Document(id: "a", text: "one two")
        let first = try document.annotate(bytes: 4..<7, layer: "l", label: "A", provenance: stage)
        let second = try document.annotate(bytes: 0..<3, layer: "l", label: "A", provenance: stage)
        #expect(first < second)
        #expect([first.number, second.number] == [0, 1])
    }

    @Test func findsArgumentsByName() throws {
        var document = Document(id: "a", text: "one two")
        let first = try document.annotate(bytes: 0..<3, layer: "l", label: "A", provenance: stage)
        try document.relate(label: "R", arguments: [.init("source", [first])], provenance: stage)
        #expect(document.relations[0]["source"] == [first])
        #expect(document.relations[0]["cue"].isEmpty)
    }

    @Test func addsUpReasons() {
        var document = Document(id: "a", text: "one two")
        document.addReason(.init(rule: "clash", weight: 3, bytes: 0..<3), toScore: "tension")
        document.addReason(.init(rule: "calm", weight: -0.5), toScore: "tension")
        #expect(document.scores["tension"]?.value == 2.5)
        #expect(document.scores["tension"]?.reasons.map(\.rule) == ["clash", "calm"])
        #expect(document.scores["tension"]?.level == nil)
        document.setScore(Score(value: 1, level: "low"), name: "tension")
        #expect(document.scores["tension"] == Score(value: 1, level: "low"))
    }

    @Test func tenthsAddUpToWhatOneWouldWrite() {
        var document = Document(id: "a", text: "")
        for _ in 0..<3 { document.addReason(.init(rule: "r", weight: 0.1), toScore: "tension") }
        #expect(document.scores["tension"]?.value == 0.3)
        document.addReason(.init(rule: "r", weight: 1e300), toScore: "tension")
        #expect(document.scores["tension"]?.value == 1e300)
    }
}
