import PipelineCore
import PipelineTestSupport
import Testing

struct SegmentationTests {
    @Test func dividesNothing() {
        #expect(Segmentation().isEmpty)
        #expect(Segmentation().ranges.isEmpty)
        #expect(Segmentation(starts: [], tokenCount: 0) == Segmentation())
    }

    @Test func coversAllTokens() {
        let runs = Segmentation(starts: [0, 3, 4], tokenCount: 9)
        #expect(runs.count == 3)
        #expect(runs.ranges == [0..<3, 3..<4, 4..<9])
        #expect(runs[2] == 4..<9)
    }

    @Test func findsTheRunOfEachToken() {
        var random = SeededRandom(seed: 5)
        for _ in 0..<100 {
            let tokens = random.number(in: 1..<40)
            let starts = [0] + (1..<tokens).filter { _ in random.number(in: 0..<3) == 0 }.map(UInt32.init)
            let runs = Segmentation(starts: starts, tokenCount: tokens)
            for token in 0..<tokens { #expect(runs[runs.index(ofToken: token)].contains(token)) }
            #expect(runs.ranges.flatMap(Array.init) == Array(0..<tokens))
        }
    }

    @Test func refusesRunsThatDoNotCoverTheTokens() async {
        await #expect(processExitsWith: .failure) { _ = Segmentation(starts: [1], tokenCount: 3) }
        await #expect(processExitsWith: .failure) { _ = Segmentation(starts: [0, 2, 2], tokenCount: 3) }
        await #expect(processExitsWith: .failure) { _ = Segmentation(starts: [0, 3], tokenCount: 3) }
        await #expect(processExitsWith: .failure) { _ = Segmentation(starts: [], tokenCount: 3) }
    }
}
