/// Tells at which positions of a unit the lookarounds of a phase hold: one bit a position, found in one pass over the
/// unit when a lookaround is first asked for.
///
/// A pass is a simulation of the body's automaton that may begin anywhere: bodies that look behind are run from left to
/// right, those that look ahead backwards from right to left. Cost: tokens times steps of the body.
struct LookTable {
    private let looks: [LookProgram]
    private var holds: [[Bool]]
    private var isKnown: [Bool]
    private var unit = 0..<0

    init(_ looks: [LookProgram]) {
        self.looks = looks
        holds = looks.map { _ in [] }
        isKnown = looks.map { _ in false }
    }

    /// Forgets what was found in another unit.
    mutating func begin(_ unit: Range<Int>) {
        self.unit = unit
        for index in isKnown.indices { isKnown[index] = false }
    }

    /// Whether the body of a lookaround matches before or behind a position.
    mutating func holds(_ look: Int, at position: Int, _ input: SearchInput) -> Bool {
        if !isKnown[look] {
            holds[look] = run(looks[look], input)
            isKnown[look] = true
        }
        return holds[look][position - unit.lowerBound]
    }

    private mutating func run(_ look: LookProgram, _ input: SearchInput) -> [Bool] {
        var result = [Bool](repeating: false, count: unit.count + 1)
        var run = Simulation(look, unit: unit, input)
        for step in 0...unit.count {
            let position = look.isAhead ? unit.upperBound - step : unit.lowerBound + step
            run.begin(at: position)
            while let index = run.next() {
                if advance(&run, index, position, input) { result[position - unit.lowerBound] = true }
            }
        }
        return result
    }

    /// Takes one step; gives whether the body has matched.
    private mutating func advance(
        _ run: inout Simulation, _ index: Int, _ position: Int, _ input: SearchInput
    ) -> Bool {
        let step = input.code[index]
        switch step.operation {
        case .match: return true
        case .token, .any, .edge: run.take(step, index, position, input)
        case .split:
            run.reach(Int(step.a))
            run.reach(Int(step.b))
        case .jump: run.reach(Int(step.a))
        case .open, .close: run.reach(index + 1)
        case .look:
            if holds(Int(step.a), at: position, input) == (step.b == 0) { run.reach(index + 1) }
        case .peekAhead:
            let isThere = position < unit.upperBound && input.holds(step.a, at: position)
            if isThere == (step.b == 0) { run.reach(index + 1) }
        case .peekBehind:
            let isThere = position > unit.lowerBound && input.holds(step.a, at: position - 1)
            if isThere == (step.b == 0) { run.reach(index + 1) }
        case .unitStart: if position == unit.lowerBound { run.reach(index + 1) }
        case .unitEnd: if position == unit.upperBound { run.reach(index + 1) }
        }
        return false
    }
}

/// The steps that are alive at each position while a body is run.
private struct Simulation {
    private let entry: Int
    private let count: Int
    private let isAhead: Bool
    private let unit: Range<Int>
    /// Steps to come, a row a position. Without edges two rows are enough, used in turn.
    private var rows: [[Int]]
    private var seen: [Int]
    private var work: [Int] = []
    private var position = 0

    init(_ look: LookProgram, unit: Range<Int>, _ input: SearchInput) {
        entry = look.program.entry
        count = look.program.count
        isAhead = look.isAhead
        self.unit = unit
        let hasEdges = (entry..<look.program.end).contains { input.code[$0].operation == .edge }
        rows = [[Int]](repeating: [], count: hasEdges ? unit.count + 1 : min(2, unit.count + 1))
        seen = [Int](repeating: -1, count: count)
    }

    private func row(_ position: Int) -> Int { (position - unit.lowerBound) % rows.count }

    mutating func begin(at position: Int) {
        self.position = position
        work.removeAll(keepingCapacity: true)
        let row = row(position)
        for step in rows[row] { reach(step) }
        rows[row].removeAll(keepingCapacity: true)
        reach(entry)
    }

    /// A step that is alive at the position and has not been looked at.
    mutating func next() -> Int? { work.popLast() }

    mutating func reach(_ step: Int) {
        guard seen[step - entry] != position else { return }
        seen[step - entry] = position
        work.append(step)
    }

    /// Takes a token or the edges of a kind, in the direction of the run.
    mutating func take(_ step: Instruction, _ index: Int, _ position: Int, _ input: SearchInput) {
        if step.operation == .edge { return takeEdges(step.a, index, position, input) }
        let token = isAhead ? position - 1 : position
        guard unit.contains(token), step.operation == .any || input.holds(step.a, at: token) else { return }
        queue(index + 1, at: isAhead ? token : token + 1)
    }

    private mutating func takeEdges(_ kind: UInt32, _ index: Int, _ position: Int, _ input: SearchInput) {
        if isAhead {
            for entry in input.edges(endingAt: position) {
                let edge = input.edges[Int(input.byEnd[entry])]
                if edge.kind == kind, Int(edge.start) >= unit.lowerBound { queue(index + 1, at: Int(edge.start)) }
            }
        } else {
            for entry in input.edges(at: position) {
                let edge = input.edges[entry]
                if edge.kind == kind, Int(edge.end) <= unit.upperBound { queue(index + 1, at: Int(edge.end)) }
            }
        }
    }

    /// A row may name a step several times, once for each edge that leads to it.
    private mutating func queue(_ step: Int, at position: Int) { rows[row(position)].append(step) }
}
