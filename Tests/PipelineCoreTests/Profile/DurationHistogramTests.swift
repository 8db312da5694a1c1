import PipelineTestSupport
import Testing

@testable import PipelineCore

struct DurationHistogramTests {
    @Test func quantilesAreWithinFourPercent() {
        var random = SeededRandom(seed: 5)
        for _ in 0..<20 {
            var histogram = DurationHistogram()
            let most = 1 << random.number(in: 1..<40)
            let durations = (0..<random.number(in: 1..<400)).map { _ in random.number(in: 0..<most) }
            for duration in durations { histogram.add(duration) }
            let sorted = durations.sorted()
            for part in [0, 0.01, 0.5, 0.99, 1] {
                let place = max(1, Int((part * Double(sorted.count)).rounded(.up))) - 1
                let error = abs(histogram.quantile(part) - sorted[place])
                #expect(Double(error) <= 0.04 * Double(sorted[place]), "\(part) of \(sorted.count)")
            }
            #expect(histogram.count == durations.count && histogram.greatest == sorted.last)
            #expect(histogram.nanoseconds == durations.reduce(0, +))
        }
    }

    @Test func addsUp() {
        var (one, two, both) = (DurationHistogram(), DurationHistogram(), DurationHistogram())
        for duration in [3, 900, 70_000] {
            one.add(duration)
            both.add(duration)
        }
        for duration in [4, 1 << 50] {
            two.add(duration)
            both.add(duration)
        }
        one.add(two)
        #expect(one == both)
    }

    @Test func ofNothingIsNothing() {
        #expect(DurationHistogram().quantile(0.5) == 0)
    }
}
