/// Finds the preferred path of one rule from one position: the match that Perl would give.
///
/// The paths are tried in the order of preference, and a pair of step and position is gone through once in a unit: what
/// came of it is remembered for this start and all later ones. From most pairs no match is reached; from those that lie
/// on the path of a match, and that a later start may come to because the match claimed less than it took, the rest of
/// the path is known. That bounds the work of a rule on a unit by steps times positions, whatever the pattern and the
/// claim (Pike's machine with a depth-first order, as in RE2's BitState; here the marks outlive a search). Several edges
/// from one position are simply several ways to try, so annotations of any length fit in.
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
    struct Event {
        enum Kind: UInt32 { case mark, open, close, edge }

        var kind: Kind
        var value: UInt32
        var position: UInt32
        /// The event before this one while a path is searched for, the one behind it in a rest; −1 for none.
        var link: Int32
    }

    /// A match.
    struct Found {
        var end: Int
        /// The last event of this search.
        fileprivate var trace: Int32
        /// Where the path goes on that an earlier search has gone, in ``rests``; −1 where this search came to the end.
        fileprivate var rest: Int32
    }

    /// The rest of a path from a pair of step and position.
    private struct Rest {
        var event: Int32
        var end: UInt32
    }

    /// 64 MB of marks.
    static let maximumMarks = 1 << 29

    private(set) var looks: LookTable
    private var branches: [Branch] = []
    private var traces: [Event] = []
    private var marks: [UInt64] = []
    /// What happens on the way from marked pairs to a match.
    private var events: [Event] = []
    private var rests: [Rest] = []
    private var restOfMark = MarkTable()
    /// How many marks the rule in hand has in the unit.
    private var markCount = 0
    private var unit = 0..<0
    private var program = Program(entry: 0, end: 0)
    #if DEBUG
        /// How many steps have been taken, for tests of what a search costs.
        private(set) var stepCount = 0
    #endif

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
        if !rests.isEmpty {
            rests.removeAll(keepingCapacity: true)
            events.removeAll(keepingCapacity: true)
        }
        markCount = count
        let words = (count + 63) / 64
        if marks.count < words {
            marks = [UInt64](repeating: 0, count: words)
        } else {
            marks.withUnsafeMutableBufferPointer { $0[..<words].update(repeating: 0) }
        }
    }

    /// The match that starts at a position. Starts come in text order; after a match ``settle(_:next:)`` comes first.
    mutating func search(from start: Int, _ input: SearchInput) -> Found? {
        traces.removeAll(keepingCapacity: true)
        branches.removeAll(keepingCapacity: true)
        var branch = Branch(step: UInt32(program.entry), position: UInt32(start), trace: -1)
        while true {
            if let found = follow(branch, input) { return found }
            guard let next = branches.popLast() else { return nil }
            branch = next
        }
    }

    /// Goes one way until it ends or matches; other ways are put aside.
    private mutating func follow(_ branch: Branch, _ input: SearchInput) -> Found? {
        var index = Int(branch.step)
        var position = Int(branch.position)
        var trace = branch.trace
        while true {
            #if DEBUG
                stepCount += 1
            #endif
            let step = input.code[index]
            if step.mark >= 0 {
                let bit = bit(step.mark, position)
                guard mark(bit) else { return rest(behind: bit, trace) }
                note(.mark, bit, position, &trace)
            }
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
            case .match: return Found(end: position, trace: trace, rest: -1)
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

    private mutating func note(_ kind: Event.Kind, _ value: UInt32, _ position: Int, _ trace: inout Int32) {
        traces.append(Event(kind: kind, value: value, position: UInt32(position), link: trace))
        trace = Int32(traces.count - 1)
    }
}

// MARK: - Marks

extension PathSearch {
    private func bit(_ mark: Int32, _ position: Int) -> UInt32 {
        UInt32((position - unit.lowerBound) * program.markCount + Int(mark))
    }

    /// Marks a pair; gives false when it was marked before.
    private mutating func mark(_ bit: UInt32) -> Bool {
        marks.withUnsafeMutableBufferPointer { marks in
            let isNew = marks[Int(bit >> 6)] >> UInt64(bit & 63) & 1 == 0
            marks[Int(bit >> 6)] |= 1 << UInt64(bit & 63)
            return isNew
        }
    }

    private mutating func clear(_ bit: UInt32) { marks[Int(bit >> 6)] &= ~(1 << UInt64(bit & 63)) }

    /// The match that is known to be reached from a marked pair.
    private func rest(behind bit: UInt32, _ trace: Int32) -> Found? {
        guard !rests.isEmpty, let rest = restOfMark.find(bit) else { return nil }
        return Found(end: Int(rests[Int(rest)].end), trace: trace, rest: Int32(rest))
    }

    /// Sets right what a search that found a match has marked, for starts from a position on.
    ///
    /// The pairs on the path lead to a match. Where the next start may come to many of them, the rest of the path is
    /// remembered; else the marks are taken away.
    mutating func settle(_ found: Found, next: Int) {
        guard program.markCount > 0 else { return }
        if program.hasEmptyLoop { clearBesidePath(found) }
        var rest = Rest(event: found.rest < 0 ? -1 : rests[Int(found.rest)].event, end: UInt32(found.end))
        var index = found.trace
        while index >= 0, traces[Int(index)].position >= UInt32(next) {
            let event = traces[Int(index)]
            index = event.link
            if event.kind != .mark {
                events.append(Event(kind: event.kind, value: event.value, position: event.position, link: rest.event))
                rest.event = Int32(events.count - 1)
            } else if next < found.end {
                _ = mark(event.value)
                if rests.isEmpty { restOfMark.reset(count: markCount) }
                rests.append(rest)
                restOfMark.insert(event.value, UInt32(rests.count - 1))
            } else {
                clear(event.value)
            }
        }
    }

    /// In a loop that can go round without a token a pair may have been given up only because the loop was being tried.
    /// The loop then lies on the path, and such a pair at one of its positions.
    private mutating func clearBesidePath(_ found: Found) {
        var positions: Set<UInt32> = []
        var index = found.trace
        while index >= 0 {
            positions.insert(traces[Int(index)].position)
            index = traces[Int(index)].link
        }
        for trace in traces where trace.kind == .mark && positions.contains(trace.position) { clear(trace.value) }
    }

    /// What happened on the path of a match, in order.
    func path(of found: Found) -> [Event] {
        var path: [Event] = []
        var index = found.trace
        while index >= 0 {
            let trace = traces[Int(index)]
            if trace.kind != .mark { path.append(trace) }
            index = trace.link
        }
        path.reverse()
        index = found.rest < 0 ? -1 : rests[Int(found.rest)].event
        while index >= 0 {
            path.append(events[Int(index)])
            index = events[Int(index)].link
        }
        return path
    }
}
