/// Which of the spans that patterns match count: what spaCy does with them.
enum SpacyRuler {
    /// A span that a pattern has matched.
    struct Span: Hashable {
        var start: Int
        var end: Int
        /// The number of the label and identity.
        var key: Int
        /// The number of the pattern.
        var pattern: Int

        func precedes(_ other: Span) -> Bool {
            (start, end, key, pattern) < (other.start, other.end, other.key, other.pattern)
        }
    }

    /// The filters of `Matcher.add`, each for the spans of one key.
    enum Greedy: String, Sendable, CaseIterable {
        /// The earlier span, of those that begin together the longer one.
        case first = "FIRST"
        /// The longer span, of those of one length the earlier one.
        case longest = "LONGEST"
    }

    /// Each span once a key, in text order; of several patterns the first one counts.
    static func distinct(_ spans: [Span]) -> [Span] {
        var result: [Span] = []
        for span in spans.sorted(by: { $0.precedes($1) }) {
            if let last = result.last, (last.start, last.end, last.key) == (span.start, span.end, span.key) { continue }
            result.append(span)
        }
        return result
    }

    /// The spans of each key that do not overlap, in text order.
    static func filtered(_ spans: [Span], _ greedy: Greedy, tokenCount: Int) -> [Span] {
        Dictionary(grouping: spans, by: \.key).values.flatMap { spans in
            let order =
                switch greedy {
                case .first: spans.sorted { ($0.start, -$0.end) < ($1.start, -$1.end) }
                case .longest: spans.sorted { ($1.end - $1.start, $0.start) < ($0.end - $0.start, $1.start) }
                }
            return withoutOverlap(order, tokenCount: tokenCount)
        }.sorted { $0.precedes($1) }
    }

    /// What an `EntityRuler` makes of spans: the longest ones, of one length the earlier ones, that do not overlap each
    /// other nor what is taken already. Where two patterns match the same span, the first one counts (in spaCy that is
    /// left to chance).
    static func entities(_ spans: [Span], isTaken: [Bool]) -> [Span] {
        let free = spans.filter { span in !isTaken[span.start..<span.end].contains(true) }
        let order = free.sorted {
            ($1.end - $1.start, $0.start, $0.pattern) < ($0.end - $0.start, $1.start, $1.pattern)
        }
        return withoutOverlap(order, tokenCount: isTaken.count).sorted { $0.precedes($1) }
    }

    private static func withoutOverlap(_ spans: [Span], tokenCount: Int) -> [Span] {
        var isTaken = [Bool](repeating: false, count: tokenCount)
        return spans.filter { span in
            guard !isTaken[span.start..<span.end].contains(true) else { return false }
            for token in span.start..<span.end { isTaken[token] = true }
            return true
        }
    }
}
