/// Which of a phase's matches count when their claims overlap.
public enum Policy: String, Sendable, CaseIterable {
    /// The longer one; then the higher priority, the earlier start, the earlier rule.
    case longest
    /// The higher priority; then the longer one, the earlier start, the earlier rule.
    case priority
    /// The earlier start; then the longer one, the higher priority, the earlier rule.
    case first
    /// The set with the greatest total score; then the one that covers more tokens.
    case best
    /// All of them.
    case all
}

/// What a policy looks at.
struct Candidate: Sendable {
    var claim: Range<Int>
    var priority: Int
    var score: Double
    /// The position of the rule in its phase.
    var rule: Int
}

extension Policy {
    /// The positions of the candidates that count, in text order of their claims.
    ///
    /// Cost: a sort. `best` is weighted interval scheduling by dynamic programming.
    func resolve(_ candidates: [Candidate]) -> [Int] {
        switch self {
        case .all: return Self.textOrder(candidates.count) { (candidates[$0].claim, candidates[$0].rule) }
        case .best: return Self.best(candidates)
        case .first:
            return Self.leftmost(candidates, candidates.indices.sorted { precedes(candidates[$0], candidates[$1]) })
        case .longest, .priority:
            return Self.greedy(candidates, candidates.indices.sorted { precedes(candidates[$0], candidates[$1]) })
        }
    }

    /// The positions of some claims of rules in text order: by start, then end, then rule.
    ///
    /// Cost: linear in the claims and the tokens from the first start to the last, as few claims have one start.
    static func textOrder(_ count: Int, _ claim: (Int) -> (claim: Range<Int>, rule: Int)) -> [Int] {
        let starts = (0..<count).map { claim($0).claim.lowerBound }
        guard let first = starts.min(), let last = starts.max() else { return [] }
        // How many claims start before a token; then where the next claim that starts there goes.
        var places = [Int32](repeating: 0, count: last - first + 2)
        for start in starts { places[start - first + 1] += 1 }
        for index in places.indices.dropFirst() { places[index] += places[index - 1] }
        var order = [Int](repeating: 0, count: count)
        for index in 0..<count {
            let start = starts[index] - first
            order[Int(places[start])] = index
            places[start] += 1
        }
        var begin = 0
        for end in places.dropLast().map({ Int($0) }) {
            if end - begin > 1 {
                order[begin..<end].sort {
                    let (left, right) = (claim($0), claim($1))
                    return (left.claim.upperBound, left.rule, $0) < (right.claim.upperBound, right.rule, $1)
                }
            }
            begin = end
        }
        return order
    }

    private func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
        let (l, r) = (left.claim, right.claim)
        switch self {
        case .priority:
            return (-left.priority, -l.count, l.lowerBound, left.rule)
                < (-right.priority, -r.count, r.lowerBound, right.rule)
        case .first:
            return (l.lowerBound, -l.count, -left.priority, left.rule)
                < (r.lowerBound, -r.count, -right.priority, right.rule)
        default:
            return (-l.count, -left.priority, l.lowerBound, left.rule)
                < (-r.count, -right.priority, r.lowerBound, right.rule)
        }
    }

    private static func leftmost(_ candidates: [Candidate], _ order: [Int]) -> [Int] {
        var end = 0
        return order.filter { index in
            guard candidates[index].claim.lowerBound >= end else { return false }
            end = candidates[index].claim.upperBound
            return true
        }
    }

    /// Takes candidates in order unless they overlap one that has been taken. Cost: the tokens of all claims.
    private static func greedy(_ candidates: [Candidate], _ order: [Int]) -> [Int] {
        guard let start = candidates.map(\.claim.lowerBound).min(), let end = candidates.map(\.claim.upperBound).max()
        else { return [] }
        var isTaken = [Bool](repeating: false, count: end - start)
        let taken = order.filter { index in
            let claim = candidates[index].claim.lowerBound - start..<candidates[index].claim.upperBound - start
            guard !isTaken[claim].contains(true) else { return false }
            for token in claim { isTaken[token] = true }
            return true
        }
        return taken.sorted { candidates[$0].claim.lowerBound < candidates[$1].claim.lowerBound }
    }

    /// For the candidates by end, the best total of the first so many; then back from the end.
    private static func best(_ candidates: [Candidate]) -> [Int] {
        let order = candidates.indices.sorted {
            (candidates[$0].claim.upperBound, candidates[$0].claim.lowerBound, candidates[$0].rule)
                < (candidates[$1].claim.upperBound, candidates[$1].claim.lowerBound, candidates[$1].rule)
        }
        let ends = order.map { candidates[$0].claim.upperBound }
        var totals: [(score: Double, tokens: Int)] = [(0, 0)]
        var previous: [Int] = []
        for index in order {
            let candidate = candidates[index]
            let before = partition(ends, count: previous.count, limit: candidate.claim.lowerBound)
            previous.append(before)
            let with = (totals[before].score + candidate.score, totals[before].tokens + candidate.claim.count)
            totals.append(max(totals[totals.count - 1], with, by: <))
        }
        var taken: [Int] = []
        var count = order.count
        while count > 0 {
            if totals[count] == totals[count - 1] {
                count -= 1
            } else {
                taken.append(order[count - 1])
                count = previous[count - 1]
            }
        }
        return taken.reversed()
    }

    private static func max(
        _ left: (score: Double, tokens: Int), _ right: (score: Double, tokens: Int),
        by isLess: ((Double, Int), (Double, Int)) -> Bool
    ) -> (score: Double, tokens: Int) { isLess(left, right) ? right : left }

    /// How many of the first ends do not lie behind a limit.
    private static func partition(_ ends: [Int], count: Int, limit: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] <= limit { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
