/// How the starts of a rule are found from one of its steps: against the direction of the text, over what may stand
/// before the step. Lookaround counts as passed, so that more starts are found than there are, never fewer.
struct StartWalk: Sendable {
    /// A step that may be gone through before the anchor.
    struct Step: Sendable {
        var operation: Instruction.Operation
        /// The test, or the kind of edge.
        var number: UInt32
        /// The steps that may come at once before it, one bit each, and ``beginning`` if it may be the first one.
        var before: UInt64
    }

    /// The bit that says that the rule begins at a position.
    static let beginning: UInt64 = 1 << 63
    /// The greatest number of steps.
    static let maximumLength = 63

    private(set) var steps: [Step] = []
    /// What may come at once before the anchor.
    private(set) var last: UInt64 = 0

    /// - Returns: `nil` when there are too many steps before the anchor.
    init?(_ code: [Instruction], _ program: Program, anchor: Int) {
        let taking = (program.entry..<anchor).filter { code[$0].takesSomething }
        guard taking.count <= Self.maximumLength else { return nil }
        steps = taking.map { Step(operation: code[$0].operation, number: code[$0].a, before: 0) }
        let bits = Dictionary(uniqueKeysWithValues: taking.enumerated().map { ($1, $0) })
        let origins = [(Self.beginning, program.entry)] + taking.enumerated().map { (1 << UInt64($0), $1 + 1) }
        for (bit, origin) in origins {
            for next in Self.reached(code, from: origin) {
                if next == anchor { last |= bit } else if let number = bits[next] { steps[number].before |= bit }
            }
        }
    }

    /// Whether annotations or phrases may stand before the anchor.
    var hasEdges: Bool { steps.contains { $0.operation == .edge } }

    /// The steps that take something and are come to from a step at one position.
    private static func reached(_ code: [Instruction], from origin: Int) -> [Int] {
        var found: [Int] = []
        var seen: Set<Int> = []
        var work = [origin]
        while let index = work.popLast() {
            guard seen.insert(index).inserted else { continue }
            let step = code[index]
            if step.takesSomething {
                found.append(index)
            } else if step.operation == .split || step.operation == .jump {
                work += step.targets.map(Int.init)
            } else if step.operation != .match {
                work.append(index + 1)
            }
        }
        return found
    }

    /// The one test that the token before the anchor has to pass, if it has to pass one.
    var testBefore: UInt32? {
        guard last & Self.beginning == 0 else { return nil }
        let candidates = steps.indices.filter { last >> UInt64($0) & 1 == 1 }.map { steps[$0] }
        guard let test = candidates.first?.number else { return nil }
        return candidates.allSatisfy { $0.operation == .token && $0.number == test } ? test : nil
    }
}
