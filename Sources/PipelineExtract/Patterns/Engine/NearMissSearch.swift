/// Finds how near a rule came to a match: the furthest of its elements that was reached, and where it failed.
///
/// Goes through all pairs of step and position that are reached from any start of a unit; nothing here is fast.
struct NearMissSearch {
    /// A step that could not be taken.
    struct Miss {
        var start: Int
        /// Where the step failed: a token, or the end of the unit.
        var position: Int
        var step: Int
        var unit: Range<Int>
    }

    /// Units with more pairs than this are left out.
    static let maximumPairs = 1 << 26

    private let program: PhaseProgram
    private let part: Program
    private var looks: LookTable
    private(set) var best: Miss?

    init(_ program: PhaseProgram, rule: Int) {
        self.program = program
        part = program.rules[rule].program
        looks = LookTable(program.looks)
    }

    /// Looks at a unit; the miss that was found in one before is kept when it is as good.
    mutating func run(_ unit: Range<Int>, _ input: SearchInput) {
        let (pairs, overflow) = part.count.multipliedReportingOverflow(by: unit.count + 1)
        guard !overflow, pairs <= Self.maximumPairs else { return }
        looks.begin(unit)
        var seen = [Bool](repeating: false, count: pairs)
        for start in unit {
            var work = [(step: part.entry, position: start)]
            while let (step, position) = work.popLast() {
                let pair = (position - unit.lowerBound) * part.count + step - part.entry
                guard !seen[pair] else { continue }
                seen[pair] = true
                let next = successors(step, position, unit, input)
                if next.isEmpty, input.code[step].operation != .match {
                    consider(Miss(start: start, position: position, step: step, unit: unit))
                }
                work += next
            }
        }
    }

    /// The later element counts, then the way over more tokens.
    private mutating func consider(_ miss: Miss) {
        func rank(_ miss: Miss) -> (UInt32, Int) {
            (program.places[miss.step].lowerBound, miss.position - miss.start)
        }
        if let best, rank(best) >= rank(miss) { return }
        best = miss
    }

    private mutating func successors(
        _ index: Int, _ position: Int, _ unit: Range<Int>, _ input: SearchInput
    ) -> [(step: Int, position: Int)] {
        let step = input.code[index]
        func pass(_ holds: Bool, taking count: Int = 0) -> [(step: Int, position: Int)] {
            holds ? [(index + 1, position + count)] : []
        }
        switch step.operation {
        case .token: return pass(position < unit.upperBound && input.holds(step.a, at: position), taking: 1)
        case .any: return pass(position < unit.upperBound, taking: 1)
        case .edge:
            return input.edges(at: position).map { input.edges[$0] }
                .filter { $0.kind == step.a && Int($0.end) <= unit.upperBound }.map { (index + 1, Int($0.end)) }
        case .split: return [(Int(step.b), position), (Int(step.a), position)]
        case .jump: return [(Int(step.a), position)]
        case .open, .close: return pass(true)
        case .match: return []
        case .look: return pass(looks.holds(Int(step.a), at: position, input) == (step.b == 0))
        case .peekAhead:
            return pass((position < unit.upperBound && input.holds(step.a, at: position)) == (step.b == 0))
        case .peekBehind:
            return pass((position > unit.lowerBound && input.holds(step.a, at: position - 1)) == (step.b == 0))
        case .unitStart: return pass(position == unit.lowerBound)
        case .unitEnd: return pass(position == unit.upperBound)
        }
    }
}
