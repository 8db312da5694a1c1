import PipelineCore
import PipelineScore
import Testing

@Suite("Weights")
struct WeightsTests {
    @Test(arguments: [
        (-5.0, "low"), (0.999, "low"), (1, "medium"), (2.5, "medium"), (3, "high"), (1e9, "high"),
    ])
    func aLevelBeginsAtItsThreshold(_ value: Double, _ level: String) {
        let weights = Weights(name: "t", levels: [.init("high", from: 3), .init("medium", from: 1)], entries: [])
        #expect(weights.level(of: value) == level)
    }

    @Test func thresholdsMayBeNegativeAndTheLowestLevelHasAName() {
        let weights = Weights(
            name: "t", levels: [.init("good", from: 0), .init("bad", from: -2)], lowest: "worst", entries: [])
        #expect([-2.5, -2, -0.1, 0].map(weights.level) == ["worst", "bad", "bad", "good"])
    }

    @Test func withoutLevelsThereIsNone() {
        #expect(Weights(name: "t", entries: []).level(of: 5) == nil)
    }

    @Test func levelsAreSortedByTheirThreshold() {
        let weights = Weights(
            name: "t", levels: [.init("c", from: 3), .init("a", from: -1), .init("b", from: 0)], entries: [])
        #expect(weights.levels.map(\.name) == ["a", "b", "c"])
    }
}
