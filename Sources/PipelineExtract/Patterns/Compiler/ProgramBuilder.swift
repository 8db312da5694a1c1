internal import PipelineCore

/// Turns the trees of a phase's patterns into code (Thompson's construction), with one number for equal tests, edges
/// and lookarounds.
struct ProgramBuilder {
    /// The greatest count of a repetition.
    static let maximumCount = 64
    /// The longest program of one rule.
    static let maximumLength = 10_000

    /// The longest program of all rules of a phase together.
    static let maximumTotal = 4_000_000

    /// Thrown when a program grows too long.
    struct TooLong: Error {
        /// The quantifier that is to blame, if one is: of several within each other the outermost.
        var range: Range<Int>?
        /// Whether it is all rules together that are too long.
        var isPhase = false
    }

    let macros: [String: PatternNode]
    private(set) var code: [Instruction] = []
    /// For each step the part of the rule's pattern that it comes from; empty where that is none in particular.
    private(set) var places: [Range<UInt32>] = []
    private var place: Range<UInt32> = 0..<0
    /// How many macros are being written out; what comes of one has the place of its name.
    private var macroDepth = 0
    private(set) var tests: [TestFormula] = []
    private(set) var atoms: [Atom] = []
    private(set) var edgeKinds: [EdgeKind] = []
    private(set) var looks: [LookProgram] = []
    private var testNumbers: [TestFormula: UInt32] = [:]
    private var atomNumbers: [Atom: UInt32] = [:]
    private var edgeNumbers: [EdgeKind: UInt32] = [:]
    private var lookNumbers: [PatternKey: UInt32] = [:]
    /// The capture names of the rule in hand.
    private var captures: [String] = []
    private var limit = 0

    private let maximumTotal: Int

    init(macros: [String: PatternNode], maximumTotal: Int = Self.maximumTotal) {
        self.macros = macros
        self.maximumTotal = maximumTotal
    }

    /// Adds a rule's program.
    ///
    /// - Returns: the program and the names of its captures in the order of the pattern.
    mutating func add(_ node: PatternNode) throws(TooLong) -> (program: Program, captures: [String]) {
        captures = []
        place = 0..<0
        macroDepth = 0
        limit = code.count + Self.maximumLength
        // Lookarounds stand before the rule that first uses them.
        try prepareLooks(node)
        let entry = code.count
        limit = entry + Self.maximumLength
        try emit(node, isReversed: false)
        try append(Instruction(operation: .match))
        var program = Program(entry: entry, end: code.count)
        program.hasEmptyLoop = hasEmptyLoop(node)
        assignMarks(&program)
        let steps = code[entry..<code.count - 1]
        if steps.allSatisfy({ $0.operation == .token || $0.operation == .any }) { program.fixedLength = steps.count }
        return (program, captures)
    }

    private mutating func append(_ instruction: Instruction) throws(TooLong) {
        guard code.count < maximumTotal else { throw TooLong(isPhase: true) }
        guard code.count < limit else { throw TooLong() }
        code.append(instruction)
        places.append(place)
    }

    private mutating func emit(_ node: PatternNode, isReversed: Bool) throws(TooLong) {
        switch node {
        // Calls have been written out.
        case .empty, .call: break
        case .placed(let node, let range):
            let outer = place
            if macroDepth == 0 { place = UInt32(range.lowerBound)..<UInt32(range.upperBound) }
            try emit(node, isReversed: isReversed)
            place = outer
        case .test(let test): try append(step(for: test))
        case .annotation(let test): try append(Instruction(operation: .edge, a: number(of: .annotation(test))))
        case .list(let name): try append(Instruction(operation: .edge, a: number(of: .list(name.name))))
        case .macro(let name):
            macroDepth += 1
            try emit(macros[name.name] ?? .empty, isReversed: isReversed)
            macroDepth -= 1
        case .sequence(let nodes):
            for node in isReversed ? nodes.reversed() : nodes { try emit(node, isReversed: isReversed) }
        case .alternation(let nodes): try emitAlternation(nodes, isReversed: isReversed)
        case .repetition(let node, let repetition):
            do {
                try emit(node, repetition, isReversed: isReversed)
            } catch {
                // What a macro repeats has no place in this pattern.
                throw TooLong(range: macroDepth == 0 ? repetition.range : error.range, isPhase: error.isPhase)
            }
        case .capture(let name, let node):
            let number = number(ofCapture: name.name)
            try append(Instruction(operation: .open, a: number))
            try emit(node, isReversed: isReversed)
            try append(Instruction(operation: .close, a: number))
        case .look(let look, let body): try append(step(for: look, body))
        case .unitStart: try append(Instruction(operation: .unitStart))
        case .unitEnd: try append(Instruction(operation: .unitEnd))
        }
    }

    private mutating func emitAlternation(_ nodes: [PatternNode], isReversed: Bool) throws(TooLong) {
        var exits: [Int] = []
        for (index, node) in nodes.enumerated() {
            guard index < nodes.count - 1 else {
                try emit(node, isReversed: isReversed)
                break
            }
            let split = code.count
            try append(Instruction(operation: .split, a: UInt32(split + 1)))
            try emit(node, isReversed: isReversed)
            exits.append(code.count)
            try append(Instruction(operation: .jump))
            code[split].b = UInt32(code.count)
        }
        for exit in exits { code[exit].a = UInt32(code.count) }
    }

    private mutating func emit(
        _ node: PatternNode, _ repetition: PatternNode.Repetition, isReversed: Bool
    ) throws(TooLong) {
        for _ in 0..<repetition.minimum { try emit(node, isReversed: isReversed) }
        guard let maximum = repetition.maximum else {
            let head = code.count
            try append(Instruction(operation: .split))
            try emit(node, isReversed: isReversed)
            try append(Instruction(operation: .jump, a: UInt32(head)))
            setSplit(head, into: head + 1, past: code.count, isLazy: repetition.isLazy)
            return
        }
        var splits: [Int] = []
        for _ in repetition.minimum..<max(repetition.minimum, maximum) {
            splits.append(code.count)
            try append(Instruction(operation: .split))
            try emit(node, isReversed: isReversed)
        }
        for split in splits { setSplit(split, into: split + 1, past: code.count, isLazy: repetition.isLazy) }
    }

    private mutating func setSplit(_ split: Int, into body: Int, past: Int, isLazy: Bool) {
        code[split].a = UInt32(isLazy ? past : body)
        code[split].b = UInt32(isLazy ? body : past)
    }

    /// Gives a mark to each step that can be reached in more than one way at one position. The others need none: a
    /// chain of them runs as often as the step before it.
    private mutating func assignMarks(_ program: inout Program) {
        var ways = [Int](repeating: 0, count: program.count)
        // A search begins at the first step.
        ways[0] = 1
        for index in program.entry..<program.end {
            for next in successors(of: index) { ways[next - program.entry] += 1 }
            if code[index].operation == .edge { ways[index + 1 - program.entry] += 2 }
        }
        for index in program.entry..<program.end where ways[index - program.entry] > 1 {
            code[index].mark = Int32(program.markCount)
            program.markCount += 1
        }
    }

    private func successors(of index: Int) -> [Int] {
        switch code[index].operation {
        case .split: [Int(code[index].a), Int(code[index].b)]
        case .jump: [Int(code[index].a)]
        case .match: []
        default: [index + 1]
        }
    }
}

// MARK: - Numbers

extension ProgramBuilder {
    private mutating func number(ofCapture name: String) -> UInt32 {
        if let known = captures.firstIndex(of: name) { return UInt32(known) }
        captures.append(name)
        return UInt32(captures.count - 1)
    }

    mutating func number(of kind: EdgeKind) -> UInt32 {
        if let known = edgeNumbers[kind] { return known }
        edgeKinds.append(kind)
        edgeNumbers[kind] = UInt32(edgeKinds.count - 1)
        return UInt32(edgeKinds.count - 1)
    }

    private mutating func step(for test: TokenTest) -> Instruction {
        let formula = formula(of: test)
        if formula == .any { return Instruction(operation: .any) }
        return Instruction(operation: .token, a: number(of: formula))
    }

    private mutating func number(of formula: TestFormula) -> UInt32 {
        if let known = testNumbers[formula] { return known }
        tests.append(formula)
        testNumbers[formula] = UInt32(tests.count - 1)
        return UInt32(tests.count - 1)
    }

    private mutating func formula(of test: TokenTest) -> TestFormula {
        switch test {
        case .any: return .any
        case .atom(let atom):
            if let known = atomNumbers[atom] { return .atom(known) }
            atoms.append(atom)
            atomNumbers[atom] = UInt32(atoms.count - 1)
            return .atom(UInt32(atoms.count - 1))
        case .not(let test): return .not(formula(of: test))
        case .and(let tests): return .and(tests.map { formula(of: $0) })
        case .or(let tests): return .or(tests.map { formula(of: $0) })
        }
    }
}

// MARK: - Lookaround

extension ProgramBuilder {
    private mutating func step(for look: PatternNode.Look, _ body: PatternNode) -> Instruction {
        let isNegative: UInt32 = look.isNegative ? 1 : 0
        if case .test(let test) = body.bare {
            let operation: Instruction.Operation = look.isAhead ? .peekAhead : .peekBehind
            return Instruction(operation: operation, a: number(of: formula(of: test)), b: isNegative)
        }
        return Instruction(operation: .look, a: lookNumbers[key(look, body)] ?? 0, b: isNegative)
    }

    private func key(_ look: PatternNode.Look, _ body: PatternNode) -> PatternKey {
        PatternKey(.look(PatternNode.Look(isAhead: look.isAhead, isNegative: false), body), macros)
    }

    /// Compiles the bodies of all lookarounds of a pattern, inner ones first. Bodies that look ahead are compiled
    /// backwards, because they are run from right to left.
    private mutating func prepareLooks(_ node: PatternNode) throws(TooLong) {
        switch node {
        case .sequence(let nodes), .alternation(let nodes):
            for node in nodes { try prepareLooks(node) }
        case .repetition(let node, _), .capture(_, let node), .placed(let node, _): try prepareLooks(node)
        case .macro(let name): try prepareLooks(macros[name.name] ?? .empty)
        case .look(let look, let body):
            try prepareLooks(body)
            if case .test = body.bare { return }
            let key = key(look, body)
            guard lookNumbers[key] == nil else { return }
            let entry = code.count
            limit = entry + Self.maximumLength
            try emit(body, isReversed: look.isAhead)
            try append(Instruction(operation: .match))
            lookNumbers[key] = UInt32(looks.count)
            looks.append(LookProgram(isAhead: look.isAhead, program: Program(entry: entry, end: code.count)))
        default: break
        }
    }

    private func hasEmptyLoop(_ node: PatternNode) -> Bool {
        switch node {
        case .sequence(let nodes), .alternation(let nodes): nodes.contains { hasEmptyLoop($0) }
        case .repetition(let body, let repetition):
            repetition.maximum == nil && body.canBeEmpty(macros) || hasEmptyLoop(body)
        case .capture(_, let body), .placed(let body, _): hasEmptyLoop(body)
        case .macro(let name): hasEmptyLoop(macros[name.name] ?? .empty)
        default: false
        }
    }
}

/// What lets a program take several tokens at once.
enum EdgeKind: Sendable, Hashable {
    case annotation(AnnotationTest)
    case list(String)
}

/// The body of a lookaround.
struct LookProgram: Sendable {
    var isAhead: Bool
    var program: Program
}
