/// How often something took how long, to within 4 %. Its size does not depend on how often.
public struct DurationHistogram: Sendable, Hashable {
    /// Buckets for each doubling, as a power of two.
    private static let precision = 4

    private var counts: [Int] = []
    /// How many durations there are.
    public private(set) var count = 0
    /// The sum of all, in nanoseconds.
    public private(set) var nanoseconds = 0
    /// The greatest, in nanoseconds.
    public private(set) var greatest = 0

    /// Without any.
    public init() {}

    /// Adds a duration in nanoseconds.
    public mutating func add(_ duration: Int) {
        let duration = max(0, duration)
        let index = Self.index(of: duration)
        if index >= counts.count { counts += [Int](repeating: 0, count: index + 1 - counts.count) }
        counts[index] += 1
        count += 1
        nanoseconds += duration
        greatest = max(greatest, duration)
    }

    /// Adds all of another.
    public mutating func add(_ other: DurationHistogram) {
        if other.counts.count > counts.count {
            counts += [Int](repeating: 0, count: other.counts.count - counts.count)
        }
        for (index, count) in other.counts.enumerated() { counts[index] += count }
        count += other.count
        nanoseconds += other.nanoseconds
        greatest = max(greatest, other.greatest)
    }

    /// The duration, in nanoseconds, that a part of all do not exceed, from 0 to 1; 0 when there are none.
    public func quantile(_ part: Double) -> Int {
        let wanted = max(1, Int((part * Double(count)).rounded(.up)))
        var seen = 0
        for (index, count) in counts.enumerated() {
            seen += count
            if seen >= wanted { return min(Self.middle(of: index), greatest) }
        }
        return 0
    }

    private static func index(of duration: Int) -> Int {
        guard duration >= 1 << precision else { return duration }
        let shift = Int.bitWidth - 1 - duration.leadingZeroBitCount - precision
        return (shift << precision) + (duration >> shift)
    }

    private static func middle(of index: Int) -> Int {
        guard index >= 2 << precision else { return index }
        let shift = (index >> precision) - 1
        return (index - (shift << precision)) << shift + (1 << shift) / 2
    }
}
