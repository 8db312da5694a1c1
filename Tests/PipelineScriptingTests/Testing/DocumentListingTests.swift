import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

struct DocumentListingTests {
    @Test func allThatIsFoundIsListed() throws {
        var document = Document(id: "a", metadata: ["desk": "world"], text: "Léna saw\nOslo")
        let by = Provenance(stage: "s", phase: "p", rule: "r")
        let who = try document.annotate(bytes: 0..<5, layer: "entities", label: "PER", provenance: by)
        let place = try document.annotate(
            bytes: 10..<14, layer: "entities", label: "LOC", attributes: ["id": 7], provenance: by)
        try document.annotate(bytes: 6..<14, layer: "cues", label: "CUE", provenance: by)
        try document.relate(
            label: "VISIT", arguments: [Relation.Argument("who", [who]), Relation.Argument("what", [place])],
            provenance: by)
        document.setScore(
            Score(value: 2, level: "high", reasons: [Score.Reason(rule: "x", weight: 2, bytes: 0..<5)]), name: "fame")
        #expect(
            DocumentListing.lines(document) == [
                "cues", "  5-13  CUE  saw Oslo  by p/r", "entities", "  0-4  PER  Léna  by p/r",
                "  9-13  LOC  Oslo  id=7  by p/r", "relations", "  VISIT  who: Léna | what: Oslo  by p/r", "scores",
                "  fame  2.0 high", "    2.0 x  Léna", "meta", "  desk = \"world\"",
            ])
    }

    @Test func aDifferenceIsShort() {
        let old = (1...20).map { "line \($0)" }
        var new = old
        new[9] = "other"
        new.append("last")
        #expect(
            LineDifference.lines(from: old, to: new) == [
                "…", "  line 8", "  line 9", "- line 10", "+ other", "  line 11", "  line 12", "…", "  line 19",
                "  line 20",
                "+ last",
            ])
        #expect(LineDifference.lines(from: old, to: old).isEmpty)
    }
}
