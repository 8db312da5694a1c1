/// The programs of some rules as they are read from right to left.
///
/// A step is *alive* at a position when a match is reached from there. A step that takes something is *ready* at a
/// position when the step behind it is alive there: it is alive wherever what it takes ends at that position. So the
/// steps that are alive at a token follow from those that are ready behind it, and a rule can begin where its first step
/// is alive.
///
/// Lookaround always counts as passed. That makes more steps alive than are, never fewer.
struct BackwardProgram: Sendable {
    /// What is ready, and which rules can begin.
    struct LiveSet: Sendable, Hashable {
        /// Steps that take a token, ordered by their test.
        var tokens: [UInt32] = []
        /// Steps that take an edge, ordered by its kind.
        var edges: [UInt32] = []
        /// The rules that can begin here.
        var rules: [UInt32] = []
        /// The rules that can begin here if the unit does.
        var rulesAtStart: [UInt32] = []

        func hash(into hasher: inout Hasher) {
            tokens.withUnsafeBytes { hasher.combine(bytes: $0) }
            edges.withUnsafeBytes { hasher.combine(bytes: $0) }
            rules.withUnsafeBytes { hasher.combine(bytes: $0) }
        }
    }

    let code: [Instruction]
    /// For each step the splits and jumps that lead to it, one step after the other.
    private let sources: [UInt32]
    private let sourceOffsets: [UInt32]
    /// For each step the rule that begins with it, plus 1.
    private var ruleOfEntry: [UInt32]
    /// The tests of the rules.
    private(set) var usesTest: [Bool]
    /// Whether edges of a kind are taken.
    private(set) var usesEdge: [Bool]
    /// For each test, with any token at the end, the steps that are ready everywhere because a match is behind them.
    private(set) var lastByTest: [[UInt32]]
    /// The same for each kind of edge.
    private(set) var lastByEdge: [[UInt32]]
    /// What is ready at the end of the unit alone.
    private(set) var end = LiveSet()
    let isEmpty: Bool

    init(_ code: [Instruction], _ rules: [(number: Int, program: Program)], testCount: Int, edgeCount: Int) {
        self.code = code
        isEmpty = rules.isEmpty
        (sources, sourceOffsets) = Self.sources(code)
        ruleOfEntry = [UInt32](repeating: 0, count: rules.isEmpty ? 0 : code.count)
        usesTest = [Bool](repeating: false, count: testCount)
        usesEdge = [Bool](repeating: false, count: edgeCount)
        lastByTest = [[UInt32]](repeating: [], count: testCount + 1)
        lastByEdge = [[UInt32]](repeating: [], count: edgeCount)
        guard !rules.isEmpty else { return }
        var matches: [UInt32] = []
        for (number, program) in rules {
            ruleOfEntry[program.entry] = UInt32(number) + 1
            matches.append(UInt32(program.end - 1))
            for step in code[program.entry..<program.end] {
                if step.operation == .token { usesTest[Int(step.a)] = true }
                if step.operation == .edge { usesEdge[Int(step.a)] = true }
            }
        }
        var closure = BackwardClosure(self)
        let last = closure.live(behind: matches)
        for step in last.tokens { lastByTest[testIndex(step)].append(step) }
        for step in last.edges { lastByEdge[Int(code[Int(step)].a)].append(step) }
        end = closure.live(behind: matches, isEnd: true)
        let everywhere = Set(last.tokens + last.edges)
        end.tokens.removeAll { everywhere.contains($0) }
        end.edges.removeAll { everywhere.contains($0) }
    }

    private static func sources(_ code: [Instruction]) -> ([UInt32], [UInt32]) {
        var pairs: [(target: UInt32, source: UInt32)] = []
        for (index, step) in code.enumerated() where step.operation == .split || step.operation == .jump {
            pairs.append((step.a, UInt32(index)))
            if step.operation == .split { pairs.append((step.b, UInt32(index))) }
        }
        var offsets = [UInt32](repeating: 0, count: code.count + 2)
        for pair in pairs { offsets[Int(pair.target) + 1] += 1 }
        for index in 1..<offsets.count { offsets[index] += offsets[index - 1] }
        var next = offsets
        var sources = [UInt32](repeating: 0, count: pairs.count)
        for pair in pairs {
            sources[Int(next[Int(pair.target)])] = pair.source
            next[Int(pair.target)] += 1
        }
        return (sources, offsets)
    }

    /// The splits and jumps that lead to a step.
    func sources(of step: UInt32) -> ArraySlice<UInt32> {
        sources[Int(sourceOffsets[Int(step)])..<Int(sourceOffsets[Int(step) + 1])]
    }

    /// The rule that begins with a step.
    func rule(beginningAt step: UInt32) -> UInt32? {
        let rule = ruleOfEntry[Int(step)]
        return rule == 0 ? nil : rule - 1
    }

    /// Steps in the order of a ``LiveSet``.
    func ordered(_ steps: [UInt32]) -> [UInt32] {
        guard steps.count > 1 else { return steps }
        return steps.map { UInt64(testIndex($0)) << 32 | UInt64($0) }.sorted().map { UInt32(truncatingIfNeeded: $0) }
    }

    /// The test that a step takes a token by, or the number behind all tests for any token; the kind of edge that it
    /// takes.
    func testIndex(_ step: UInt32) -> Int {
        let step = code[Int(step)]
        return step.operation == .any ? usesTest.count : Int(step.a)
    }
}

/// Finds what follows for the steps before from steps that are alive. Keeps its buffers.
struct BackwardClosure {
    private let program: BackwardProgram
    private var seen: [UInt32]
    private var round: UInt32 = 0
    private var work: [UInt32] = []
    private var starts: [UInt32] = []

    init(_ program: BackwardProgram) {
        self.program = program
        seen = [UInt32](repeating: 0, count: program.isEmpty ? 0 : program.code.count)
    }

    /// What is ready at a position where some steps are alive.
    mutating func live(behind steps: [UInt32], isEnd: Bool = false) -> BackwardProgram.LiveSet {
        var set = BackwardProgram.LiveSet()
        begin(steps)
        while let step = work.popLast() {
            if let rule = program.rule(beginningAt: step) { set.rules.append(rule) }
            for source in program.sources(of: step) { reach(source) }
            guard step > 0 else { continue }
            switch program.code[Int(step) - 1].operation {
            case .token, .any: set.tokens.append(step - 1)
            case .edge: set.edges.append(step - 1)
            case .open, .close, .look, .peekAhead, .peekBehind: reach(step - 1)
            case .unitEnd: if isEnd { reach(step - 1) }
            case .unitStart: starts.append(step - 1)
            case .split, .jump, .match: break
            }
        }
        if !starts.isEmpty { set.rulesAtStart = rulesAtStart() }
        set.tokens = program.ordered(set.tokens)
        set.edges = program.ordered(set.edges)
        set.rules.sort()
        return set
    }

    private mutating func begin(_ steps: [UInt32]) {
        round += 1
        work.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        for step in steps { reach(step) }
    }

    private mutating func reach(_ step: UInt32) {
        guard seen[Int(step)] != round else { return }
        seen[Int(step)] = round
        work.append(step)
    }

    /// The rules whose first step is alive at the start of the unit beyond those that are anyway.
    private mutating func rulesAtStart() -> [UInt32] {
        var rules: [UInt32] = []
        for start in starts { reach(start) }
        while let step = work.popLast() {
            if let rule = program.rule(beginningAt: step) { rules.append(rule) }
            for source in program.sources(of: step) { reach(source) }
            guard step > 0 else { continue }
            switch program.code[Int(step) - 1].operation {
            case .open, .close, .look, .peekAhead, .peekBehind, .unitStart, .unitEnd: reach(step - 1)
            default: break
            }
        }
        return rules.sorted()
    }
}
