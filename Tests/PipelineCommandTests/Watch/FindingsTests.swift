import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineCommand

@Suite("Changes between two runs")
struct FindingsTests {
    private func findings(_ spans: [(Range<Int>, String, Value.Object)], score: Double? = nil) throws -> Findings {
        var document = Document(id: "a", text: "Lena went to Bonn in the very early spring of that year.")
        for (bytes, label, attributes) in spans {
            try document.annotate(
                bytes: bytes, layer: "entities", label: label, attributes: attributes,
                provenance: Provenance(stage: "s"))
        }
        if let score { document.setScore(Score(value: score, reasons: []), name: "tension") }
        var findings = Findings()
        findings.add(document)
        return findings
    }

    @Test func gainedLostAndChangedAreToldApart() throws {
        let old = try findings(
            [(0..<4, "PER", [:]), (13..<17, "LOC", ["id": 1]), (13..<17, "LOC", ["id": 2])], score: 1)
        let new = try findings([(13..<17, "LOC", ["id": 3]), (5..<9, "VERB", [:])], score: 2.5)
        let change = FindingsChange(from: old, to: new)
        #expect(
            change.entries.map { "\($0.kind.rawValue)\($0.key.kind)" } == [
                "−entities PER", "+entities VERB", "~entities LOC", "−entities LOC", "~score tension",
            ])
        #expect(change.entries[2].before == "s · id 1")
        #expect(change.entries[2].finding.details == "s · id 3")
        #expect(change.count(.lost) == 2)
    }

    @Test func theSameIsNoChange() throws {
        let findings = try findings([(0..<4, "PER", [:]), (0..<4, "PER", [:])])
        #expect(FindingsChange(from: findings, to: findings).entries.isEmpty)
        #expect(findings.count == 2 && findings.documents == 1)
    }

    @Test func anExcerptIsOneLineOfWholeWords() throws {
        let text = DocumentText("One two\nthree\u{1B}[2J four five six seven eight nine ten eleven twelve thirteen")
        let excerpt = Excerpt(of: 23..<27, in: text, width: 12)
        #expect(excerpt.line(isColored: false) == "… [2J four [five] six seven…", "\(excerpt)")
        #expect(Excerpt(of: 0..<text.count, in: text).part.count <= 120)
        #expect(!Excerpt(of: 0..<text.count, in: text).part.unicodeScalars.contains { $0.value < 32 })
        let wide = DocumentText("é👍é👍é👍é")
        for start in stride(from: 0, to: 14, by: 6) {
            #expect(Excerpt(of: start..<start + 2, in: wide, width: 3).part == "é")
        }
    }
}
