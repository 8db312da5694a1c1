/// Finds the preferred path of one rule from one position: the match that Perl would give.
///
/// The paths are tried in the order of preference, and a pair of step and position from which no match was reached is
/// marked and never tried again, at this start or a later one of the same unit. That bounds the work of a rule on a unit
/// by steps times positions, whatever the pattern (Pike's machine with a depth-first order, as in RE2's BitState; here
/// the marks outlive a search, which also bounds the sum over all starts). Several edges from one position are simply
/// several ways to try, so annotations of any length fit in.
///
/// A path never comes to a step twice at one position. Perl allows that in a loop that can go round without taking a
/// token, such as `(a*?)*`; there the preferred match may be another one than Perl's.
struct PathSearch {
    /// Thrown when the marks of a rule on a unit would need too much memory.
    struct UnitTooLong: Error {}

    /// A way that is still to be tried.
    private struct Branch {
        var step: UInt32
        var position: UInt32
        var trace: Int32
    }

    /// Something that happened on the way to a place, linked to what happened before.
    struct Trace {
        enum Kind: UInt32 { case mark, open, close, edge }

        var parent: Int32
        var kind: Kind
        var value: UInt32
        var position: UInt32
    }

    /// 64 MB of marks.
    static let maximumMarks = 1 << 29

    private(set) var looks: LookTable
    private var branches: [Branch] = []
    private(set) var traces: [Trace] = []
    private var marks: [UInt64] = []
    private var unit = 0..<0
    private var program = Program(entry: 0, end: 0)

    init(looks: [LookProgram]) { self.looks = LookTable(looks) }

    mutating func begin(_ unit: Range<Int>) {
        self.unit = unit
        looks.begin(unit)
    }

    /// Makes ready for the starts of a rule in the unit.
    mutating func begin(_ program: Program) throws(UnitTooLong) {
        self.program = program
        guard program.markCount > 0 else { return }
        let (count, overflow) = (unit.count + 1).multipliedReportingOverflow(by: program.markCount)
        guard !overflow, count <= Self.maximumMarks else { throw UnitTooLong() }
        let words = (count + 63) / 64
        if marks.count < words {
            marks = [UInt64](repeating: 0, count: words)
        } else {
            marks.withUnsafeMutableBufferPointer { $0[..<words].update(repeating: 0) }
        }
    }

    /// The match that starts at a position.
    ///
    /// - Returns: its end and the last of its traces; `nil` when there is none.
    mutating func search(from start: Int, _ input: SearchInput) -> (end: Int, trace: Int32)? {
        traces.removeAll(keepingCapacity: true)
        branches.removeAll(keepingCapacity: true)
        branches.append(Branch(step: UInt32(program.entry), position: UInt32(start), trace: -1))
        while let branch = branches.popLast() {
            if let found = follow(branch, input) {
                unmark(found.trace)
                return found
            }
        }
        return nil
    }

    /// Goes one way until it ends or matches; other ways are put aside.
    private mutating func follow(_ branch: Branch, _ input: SearchInput) -> (end: Int, trace: Int32)? {
        var index = Int(branch.step)
        var position = Int(branch.position)
        var trace = branch.trace
        while true {
            let step = input.code[index]
            if step.mark >= 0, !mark(step.mark, position, &trace) { return nil }
            index += 1
            switch step.operation {
            case .token:
                guard position < unit.upperBound, input.holds(step.a, at: position) else { return nil }
                position += 1
            case .any:
                guard position < unit.upperBound else { return nil }
                position += 1
            case .edge:
                queueEdges(step.a, index, position, trace, input)
                return nil
            case .split:
                branches.append(Branch(step: step.b, position: UInt32(position), trace: trace))
                index = Int(step.a)
            case .jump: index = Int(step.a)
            case .open: note(.open, step.a, position, &trace)
            case .close: note(.close, step.a, position, &trace)
            case .match: return (position, trace)
            default: guard condition(step, position, input) else { return nil }
            }
        }
    }

    private mutating func condition(_ step: Instruction, _ position: Int, _ input: SearchInput) -> Bool {
        switch step.operation {
        case .look: looks.holds(Int(step.a), at: position, input) == (step.b == 0)
        case .peekAhead:
            (position < unit.upperBound && input.holds(step.a, at: position)) == (step.b == 0)
        case .peekBehind:
            (position > unit.lowerBound && input.holds(step.a, at: position - 1)) == (step.b == 0)
        case .unitStart: position == unit.lowerBound
        default: position == unit.upperBound
        }
    }

    /// The last edge put aside is tried first, so they go in from the least preferred.
    private mutating func queueEdges(
        _ kind: UInt32, _ index: Int, _ position: Int, _ trace: Int32, _ input: SearchInput
    ) {
        for number in input.edges(at: position).reversed() {
            let edge = input.edges[number]
            guard edge.kind == kind, Int(edge.end) <= unit.upperBound else { continue }
            var taken = trace
            note(.edge, UInt32(number), position, &taken)
            branches.append(Branch(step: UInt32(index), position: edge.end, trace: taken))
        }
    }

    private mutating func note(_ kind: Trace.Kind, _ value: UInt32, _ position: Int, _ trace: inout Int32) {
        traces.append(Trace(parent: trace, kind: kind, value: value, position: UInt32(position)))
        trace = Int32(traces.count - 1)
    }

    /// Marks a step at a position; gives false when it was marked before.
    private mutating func mark(_ mark: Int32, _ position: Int, _ trace: inout Int32) -> Bool {
        let bit = (position - unit.lowerBound) * program.markCount + Int(mark)
        let isNew = marks.withUnsafeMutableBufferPointer { marks in
            let isNew = marks[bit >> 6] >> UInt64(bit & 63) & 1 == 0
            marks[bit >> 6] |= 1 << UInt64(bit & 63)
            return isNew
        }
        if isNew { note(.mark, UInt32(bit), position, &trace) }
        return isNew
    }

    /// Takes the marks from the path that matched: another start may reach the same match. In a loop that can go round
    /// without a token a step may have been given up only because the loop was being tried, so all marks of the search
    /// are taken away.
    private mutating func unmark(_ last: Int32) {
        guard program.markCount > 0 else { return }
        if program.hasEmptyLoop {
            for trace in traces where trace.kind == .mark { clear(trace.value) }
            return
        }
        var index = last
        while index >= 0 {
            let trace = traces[Int(index)]
            if trace.kind == .mark { clear(trace.value) }
            index = trace.parent
        }
    }

    private mutating func clear(_ bit: UInt32) { marks[Int(bit >> 6)] &= ~(1 << UInt64(bit & 63)) }
}
