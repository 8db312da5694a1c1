/// Finds the positions at which rules without an anchor may begin, all rules in one pass from right to left.
///
/// A deterministic automaton over a ``BackwardProgram``, made as far as documents need it. Its symbols are the classes of
/// tokens as far as the rules can tell them apart. A state is what is ready at a position because of steps in progress,
/// together with the symbol of the token there, from which follows what is ready because a rule may end anywhere; so
/// rules that are not in progress are in no state, however many there are.
///
/// Cost: a look-up a token and one an edge. What is new costs the steps that are alive at the position. What was made
/// is kept from document to document within a bound.
struct StartAutomaton {
    typealias LiveSet = BackwardProgram.LiveSet

    private struct State {
        var set: UInt32
        var symbol: UInt32
        /// The set that follows from the symbol.
        var fresh: UInt32
    }

    let program: BackwardProgram
    private let maximumFootprint: Int
    private var limit = 0
    private var alphabet: ClassAlphabet
    private var closure: BackwardClosure
    private var sets: [LiveSet] = []
    private var numbers: [LiveSet: UInt32] = [:]
    /// The rules of all sets, one set after the other: those that can begin anywhere, then those at the start of the unit.
    private(set) var rules: [UInt32] = []
    private var ruleRanges: [(anywhere: Range<Int>, atStart: Range<Int>)] = []
    private var freshOfSymbol: [UInt32] = []
    private var states: [State] = []
    /// For each state whether rules may begin there; apart from the states, as it is read at each token.
    private var hasRules: [Bool] = []
    private var stateNumbers = PairTable()
    private var transitions = PairTable()
    private var edgeTransitions = PairTable()
    private var unions = PairTable()
    private var footprint = 0
    /// The state at each position of the unit, for edges to look back at.
    private var trail: [UInt32] = []
    private var unit = 0..<0
    private var state: UInt32 = 0
    /// How many transitions were made, for tests.
    private(set) var constructions = 0

    init(_ program: BackwardProgram, maximumFootprint: Int) {
        self.program = program
        self.maximumFootprint = maximumFootprint
        alphabet = ClassAlphabet(program.usesTest)
        closure = BackwardClosure(program)
    }

    /// Forgets all that was made of classes that have been forgotten.
    mutating func forget() {
        alphabet = ClassAlphabet(program.usesTest)
        clear()
    }

    /// Stands at the end of a unit.
    mutating func begin(_ unit: Range<Int>, hasEdges: Bool) {
        if states.isEmpty || footprint > maximumFootprint { clear() }
        limit = maximumFootprint
        self.unit = unit
        state = number(of: number(of: program.end), ClassAlphabet.none)
        trail.removeAll(keepingCapacity: true)
        guard hasEdges else { return }
        trail.append(contentsOf: repeatElement(0, count: unit.count + 1))
        trail[unit.count] = state
    }

    /// Goes over the token at a position to the place before it, and tells whether rules may begin there.
    mutating func step(to position: Int, _ input: SearchInput) -> Bool {
        let symbol = alphabet.symbol(ofClass: input.classes[position], input)
        if let next = transitions.find(state, symbol) {
            state = next
        } else {
            state = construct(symbol, position)
        }
        if !trail.isEmpty {
            takeEdges(at: position, symbol, input)
            trail[position - unit.lowerBound] = state
        }
        return hasRules[Int(state)]
    }

    /// The rules that may begin at a position, as indices of ``rules``; some may be in both.
    func rules(at position: Int) -> (Range<Int>, Range<Int>) {
        let state = states[Int(state)]
        let (set, fresh) = (ruleRanges[Int(state.set)], ruleRanges[Int(state.fresh)])
        guard position == unit.lowerBound else { return (set.anywhere, fresh.anywhere) }
        return (
            set.anywhere.lowerBound..<set.atStart.upperBound, fresh.anywhere.lowerBound..<fresh.atStart.upperBound
        )
    }

    private mutating func takeEdges(at position: Int, _ symbol: UInt32, _ input: SearchInput) {
        for edge in input.edges(at: position) {
            let (kind, end) = (input.edges[edge].kind, Int(input.edges[edge].end))
            guard program.usesEdge[Int(kind)], end <= unit.upperBound else { continue }
            let source = trail[end - unit.lowerBound]
            let added = edgeTransitions.find(source, kind) ?? construct(source, kind)
            let set = union(states[Int(state)].set, added)
            state = number(of: set, symbol)
        }
    }
}

// MARK: - Making states

extension StartAutomaton {
    /// Starts anew. Symbols stay, and states in use are numbered anew by who calls.
    private mutating func clear() {
        sets = []
        numbers = [:]
        rules = []
        ruleRanges = []
        freshOfSymbol = []
        states = []
        hasRules = []
        stateNumbers = PairTable()
        transitions = PairTable()
        edgeTransitions = PairTable()
        unions = PairTable()
        footprint = 0
        _ = number(of: LiveSet())
    }

    /// Keeps no more than the states that the unit still needs. When these alone are many, the next time comes later.
    private mutating func shrink(_ position: Int) {
        var kept: [UInt32: (set: LiveSet, symbol: UInt32)] = [:]
        let start = trail.isEmpty ? 0 : position + 1 - unit.lowerBound
        for number in [state] + trail[start...] where kept[number] == nil {
            kept[number] = (sets[Int(states[Int(number)].set)], states[Int(number)].symbol)
        }
        clear()
        let renumbered = kept.mapValues { number(of: number(of: $0.set), $0.symbol) }
        state = renumbered[state] ?? 0
        for index in trail.indices.dropFirst(start) { trail[index] = renumbered[trail[index]] ?? 0 }
        limit = max(maximumFootprint, footprint * 2)
    }

    private mutating func construct(_ symbol: UInt32, _ position: Int) -> UInt32 {
        if footprint > limit { shrink(position) }
        constructions += 1
        let (set, fresh) = (states[Int(state)].set, states[Int(state)].fresh)
        var alive: [UInt32] = []
        alphabet.select(sets[Int(set)].tokens, symbol, program, into: &alive)
        alphabet.select(sets[Int(fresh)].tokens, symbol, program, into: &alive)
        let next = number(of: number(of: closure.live(behind: alive)), symbol)
        transitions.insert(state, symbol, next)
        footprint += 24
        return next
    }

    /// What becomes ready in front of edges of a kind that end where the unit is in a state.
    private mutating func construct(_ source: UInt32, _ kind: UInt32) -> UInt32 {
        let (set, fresh) = (states[Int(source)].set, states[Int(source)].fresh)
        let steps = sets[Int(set)].edges + sets[Int(fresh)].edges
        let alive = steps.filter { program.code[Int($0)].a == kind } + program.lastByEdge[Int(kind)]
        let added = number(of: closure.live(behind: alive))
        edgeTransitions.insert(source, kind, added)
        footprint += 24
        return added
    }

    private mutating func union(_ left: UInt32, _ right: UInt32) -> UInt32 {
        if right == 0 || left == right { return left }
        if left == 0 { return right }
        if let known = unions.find(left, right) { return known }
        let joined = number(of: sets[Int(left)].union(sets[Int(right)], program))
        unions.insert(left, right, joined)
        footprint += 24
        return joined
    }

    private mutating func number(of set: LiveSet) -> UInt32 {
        if let known = numbers[set] { return known }
        let number = UInt32(sets.count)
        sets.append(set)
        numbers[set] = number
        let start = rules.count
        rules += set.rules
        let middle = rules.count
        rules += set.rulesAtStart
        ruleRanges.append((start..<middle, middle..<rules.count))
        footprint += 200 + set.count * 8
        return number
    }

    private mutating func number(of set: UInt32, _ symbol: UInt32) -> UInt32 {
        if let known = stateNumbers.find(set, symbol) { return known }
        let fresh = fresh(symbol)
        let number = UInt32(states.count)
        states.append(State(set: set, symbol: symbol, fresh: fresh))
        hasRules.append([set, fresh].contains { sets[Int($0)].hasRules })
        stateNumbers.insert(set, symbol, number)
        footprint += 40
        return number
    }

    /// What is ready before a token because a rule may end with it.
    private mutating func fresh(_ symbol: UInt32) -> UInt32 {
        guard symbol != ClassAlphabet.none else { return 0 }
        if freshOfSymbol.count <= Int(symbol) {
            freshOfSymbol += [UInt32](repeating: .max, count: Int(symbol) + 1 - freshOfSymbol.count)
        }
        if freshOfSymbol[Int(symbol)] == .max {
            var alive = program.lastByTest[program.usesTest.count]
            for test in alphabet.tests(of: symbol) { alive += program.lastByTest[Int(test)] }
            freshOfSymbol[Int(symbol)] = number(of: closure.live(behind: alive))
        }
        return freshOfSymbol[Int(symbol)]
    }
}

extension BackwardProgram.LiveSet {
    var count: Int { tokens.count + edges.count + rules.count + rulesAtStart.count }
    var hasRules: Bool { !rules.isEmpty || !rulesAtStart.isEmpty }

    func union(_ other: Self, _ program: BackwardProgram) -> Self {
        var joined = Self()
        joined.tokens = program.ordered(Array(Set(tokens).union(other.tokens)))
        joined.edges = program.ordered(Array(Set(edges).union(other.edges)))
        joined.rules = Set(rules).union(other.rules).sorted()
        joined.rulesAtStart = Set(rulesAtStart).union(other.rulesAtStart).sorted()
        return joined
    }
}
