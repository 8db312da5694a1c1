/// A division of the tokens into runs: sentences or paragraphs.
///
/// The runs follow each other without a gap and cover all tokens.
public struct Segmentation: Sendable, Hashable {
    /// The first token of each run, ascending.
    public private(set) var starts: [UInt32] = []
    /// The number of tokens that are covered.
    public private(set) var tokenCount = 0

    /// A division of no tokens.
    public init() {}

    /// A division by the first tokens of the runs.
    ///
    /// - Precondition: the starts ascend, begin with 0 unless there are no tokens, and lie below the token count.
    public init(starts: [UInt32], tokenCount: Int) {
        precondition(starts.first ?? 0 == 0 && starts.isEmpty == (tokenCount == 0), "runs cover all tokens")
        precondition(zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 }, "runs are in order")
        precondition(Int(starts.last ?? 0) <= max(0, tokenCount - 1), "runs lie inside the tokens")
        self.starts = starts
        self.tokenCount = tokenCount
    }

    /// The number of runs.
    public var count: Int { starts.count }

    /// Whether nothing has been divided.
    public var isEmpty: Bool { starts.isEmpty }

    /// The tokens of a run.
    public subscript(index: Int) -> Range<Int> {
        let end = index + 1 < starts.count ? Int(starts[index + 1]) : tokenCount
        return Int(starts[index])..<end
    }

    /// The run that holds a token. Cost: a binary search.
    ///
    /// - Precondition: the token is one of those covered.
    public func index(ofToken token: Int) -> Int {
        var low = 0
        var high = starts.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if Int(starts[middle]) <= token { low = middle } else { high = middle }
        }
        return low
    }

    /// All runs in order.
    public var ranges: [Range<Int>] { (0..<count).map { self[$0] } }
}
