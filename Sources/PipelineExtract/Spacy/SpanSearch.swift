internal import PipelineCore

/// Finds all spans that a rule matches from one start: every way to match, not the preferred one alone.
///
/// The states of the program are kept as a set, so that the work is the length of the span times the steps, however many
/// ways there are. For programs of tests and repetitions.
struct SpanSearch {
    private var steps: [UInt32] = []
    private var next: [UInt32] = []
    private var pending: [UInt32] = []
    /// For each step of the phase the last round in which it was reached.
    private var rounds: [UInt32]
    private var round: UInt32 = 0

    init(_ program: PhaseProgram) { rounds = [UInt32](repeating: 0, count: program.code.count) }

    /// Calls a function with the end of each span that is not empty, the shorter ones first.
    mutating func forEachEnd(
        of rule: Int, from start: Int, before limit: Int, _ input: SearchInput, _ body: (Int) throws -> Void
    ) rethrows {
        steps.removeAll(keepingCapacity: true)
        begin()
        _ = reach(input.entries[rule], input, into: \.steps)
        var position = start
        while position < limit, !steps.isEmpty {
            next.removeAll(keepingCapacity: true)
            begin()
            var matches = false
            for step in steps {
                let instruction = input.code[Int(step)]
                guard instruction.operation == .any || input.holds(instruction.a, at: position) else { continue }
                if reach(step + 1, input, into: \.next) { matches = true }
            }
            position += 1
            swap(&steps, &next)
            if matches { try body(position) }
        }
    }

    private mutating func begin() {
        if round == .max {
            rounds = [UInt32](repeating: 0, count: rounds.count)
            round = 0
        }
        round += 1
    }

    /// Adds the steps that take a token and are reached from a step without one; tells whether a match is.
    private mutating func reach(
        _ step: UInt32, _ input: SearchInput, into set: WritableKeyPath<SpanSearch, [UInt32]>
    ) -> Bool {
        var matches = false
        pending.append(step)
        while let step = pending.popLast() {
            guard rounds[Int(step)] != round else { continue }
            rounds[Int(step)] = round
            let instruction = input.code[Int(step)]
            switch instruction.operation {
            case .token, .any: self[keyPath: set].append(step)
            case .split: pending += [instruction.b, instruction.a]
            case .jump: pending.append(instruction.a)
            case .match: matches = true
            default: pending.append(step + 1)
            }
        }
        return matches
    }
}
