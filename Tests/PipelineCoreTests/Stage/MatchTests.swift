import PipelineCore
import Testing

struct MatchTests {
    @Test func findsCapturesByName() {
        let match = Match(
            tokens: 2..<9, claim: 3..<5, captures: [.init(name: "who", runs: [3..<4, 6..<7])], score: 1.5,
            provenance: Provenance(stage: "s"))
        #expect(match["who"] == [3..<4, 6..<7])
        #expect(match["cue"].isEmpty)
    }
}
