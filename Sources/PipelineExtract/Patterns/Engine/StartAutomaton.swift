/// Finds the positions at which rules without an anchor may begin, all rules in one pass from right to left.
///
/// A deterministic automaton over a ``BackwardProgram``, made as far as documents need it. Its symbols are the classes of
/// tokens as far as the rules can tell them apart. A state is what is ready at a position because of steps in progress,
/// together with the symbol of the token there, from which follows what is ready because a rule may end anywhere; so
/// rules that are not in progress are in no state, however many there are.
///
/// Cost: a look-up a token and one an edge. What is new costs the steps that are alive at the position. What was made
/// is kept from document to document within a bound. Where texts make it start over again and again, keeping does not pay,
/// and for a while the steps that are alive are worked out at each token and not kept.
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
    private var rules: [UInt32] = []
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
    /// How many tokens have been gone over.
    private var tokens = 0
    /// How many tokens had been gone over when it last started over.
    private var lastRestart = 0
    private var wastedRestarts = 0
    /// Nothing is kept before so many tokens have been gone over.
    private var looseUntil = 0
    private var loose: LooseState?

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
        tokens += unit.count
        loose = nil
        if tokens < looseUntil {
            loose = LooseState(live: program.end, fresh: 0, trail: [], hasEdges: hasEdges, unit)
            return trail.removeAll(keepingCapacity: true)
        }
        state = number(of: number(of: program.end), ClassAlphabet.none)
        trail.removeAll(keepingCapacity: true)
        guard hasEdges else { return }
        trail.append(contentsOf: repeatElement(0, count: unit.count + 1))
        trail[unit.count] = state
    }

    /// Goes over the token at a position to the place before it, and tells whether rules may begin there.
    mutating func step(to position: Int, _ input: SearchInput) -> Bool {
        let symbol = alphabet.symbol(ofClass: input.classes[position], input)
        if loose != nil { return stepLoosely(to: position, symbol, input) }
        if let next = transitions.find(state, symbol) {
            state = next
        } else {
            if footprint > limit, startsOver(position) { return stepLoosely(to: position, symbol, input) }
            state = construct(symbol)
        }
        if !trail.isEmpty {
            takeEdges(at: position, symbol, input)
            trail[position - unit.lowerBound] = state
        }
        return hasRules[Int(state)]
    }

    /// Calls a function with the rules that may begin at a position; with some of them twice.
    func forEachRule(at position: Int, _ body: (UInt32) -> Void) {
        if let loose {
            for rule in loose.live.rules { body(rule) }
            if position == unit.lowerBound { for rule in loose.live.rulesAtStart { body(rule) } }
            return forEachRule(of: loose.fresh, position, body)
        }
        forEachRule(of: states[Int(state)].set, position, body)
        forEachRule(of: states[Int(state)].fresh, position, body)
    }

    private func forEachRule(of set: UInt32, _ position: Int, _ body: (UInt32) -> Void) {
        let (anywhere, atStart) = ruleRanges[Int(set)]
        let end = position == unit.lowerBound ? atStart.upperBound : anywhere.upperBound
        for index in anywhere.lowerBound..<end { body(rules[index]) }
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

    private mutating func construct(_ symbol: UInt32) -> UInt32 {
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

// MARK: - Without keeping

extension StartAutomaton {
    /// It started over for nothing when not even so many tokens were gone over for each state.
    static let leastUse = 8
    /// Nothing is kept after it has started over for nothing so many times.
    static let maximumWaste = 3
    /// For how many tokens nothing is kept.
    static let looseLength = 1 << 17

    /// What a state stands for, at one position.
    private struct LooseState {
        var live: LiveSet
        /// The set that follows from the symbol.
        var fresh: UInt32
        /// For each position of the unit the steps that are ready there and take an edge; empty without edges.
        var trail: [[UInt32]]

        init(live: LiveSet, fresh: UInt32, trail: [[UInt32]], hasEdges: Bool, _ unit: Range<Int>) {
            (self.live, self.fresh, self.trail) = (live, fresh, trail)
            guard hasEdges, trail.isEmpty else { return }
            self.trail = [[UInt32]](repeating: [], count: unit.count + 1)
            self.trail[unit.count] = live.edges
        }
    }

    /// Makes room, or begins to do without what is kept, which it tells.
    private mutating func startsOver(_ position: Int) -> Bool {
        let passed = tokens - (position - unit.lowerBound) - lastRestart
        lastRestart += passed
        wastedRestarts = passed < Self.leastUse * states.count ? wastedRestarts + 1 : 0
        guard wastedRestarts >= Self.maximumWaste else {
            shrink(position)
            return false
        }
        wastedRestarts = 0
        looseUntil = tokens + Self.looseLength
        let edges = trail.map { number in
            [states[Int(number)].set, states[Int(number)].fresh].flatMap { sets[Int($0)].edges }
        }
        let symbol = states[Int(state)].symbol
        let live = sets[Int(states[Int(state)].set)]
        trail.removeAll(keepingCapacity: true)
        clear()
        loose = LooseState(live: live, fresh: fresh(symbol), trail: edges, hasEdges: !edges.isEmpty, unit)
        return true
    }

    private mutating func stepLoosely(to position: Int, _ symbol: UInt32, _ input: SearchInput) -> Bool {
        guard var loose else { return false }
        var alive: [UInt32] = []
        alphabet.select(loose.live.tokens, symbol, program, into: &alive)
        alphabet.select(sets[Int(loose.fresh)].tokens, symbol, program, into: &alive)
        loose.live = closure.live(behind: alive)
        loose.fresh = fresh(symbol)
        if !loose.trail.isEmpty { takeEdges(at: position, &loose, input) }
        let hasRules = loose.live.hasRules || sets[Int(loose.fresh)].hasRules
        self.loose = loose
        return hasRules
    }

    private mutating func takeEdges(at position: Int, _ loose: inout LooseState, _ input: SearchInput) {
        for edge in input.edges(at: position) {
            let (kind, end) = (input.edges[edge].kind, Int(input.edges[edge].end))
            guard program.usesEdge[Int(kind)], end <= unit.upperBound else { continue }
            let alive = loose.trail[end - unit.lowerBound].filter { program.code[Int($0)].a == kind }
            let added = closure.live(behind: alive + program.lastByEdge[Int(kind)])
            loose.live = loose.live.union(added, program)
        }
        loose.trail[position - unit.lowerBound] = loose.live.edges + sets[Int(loose.fresh)].edges
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
