internal import PipelineCore

/// A match before the policy has judged it.
struct RawMatch {
    /// One run of a capture.
    struct Run {
        var capture: Int
        var tokens: Range<Int>
        /// The edge that the run consists of, if it is exactly one.
        var edge: Edge?
    }

    var rule: Int
    var tokens: Range<Int>
    var claim: Range<Int>
    /// The runs in text order of their ends.
    var runs: [Run]

    /// Whether a capture took part.
    func has(_ capture: Int) -> Bool { runs.contains { $0.capture == capture } }
}

/// Runs all rules of a phase over documents. One a worker; keeps its tables and buffers from document to document.
struct PhaseMatcher {
    let program: PhaseProgram
    private var classifier: TokenClassifier
    private var edges: EdgeTable
    private(set) var automaton: StartAutomaton
    private(set) var search: PathSearch
    /// The classes that the automaton knows are those of this epoch.
    private var epoch = 0
    /// For each rule the first of its starts in the unit, as a position in ``starts``; −1 for none.
    private var firstStart: [Int32]
    /// Starts of rules, each with the next one of the same rule.
    private var starts: [(position: UInt32, next: Int32)] = []
    private var startedRules: [UInt32] = []

    /// - Parameter automatonFootprint: the bytes that the automaton may keep.
    init(_ program: PhaseProgram, values: TokenValues, automatonFootprint: Int = 16 << 20) {
        self.program = program
        classifier = TokenClassifier(program, values: values)
        edges = EdgeTable(program, values: values)
        automaton = StartAutomaton(program.backward, maximumFootprint: automatonFootprint)
        search = PathSearch(looks: program.looks)
        firstStart = [Int32](repeating: -1, count: program.rules.count)
    }

    /// The matches of all rules in each of the units: for one rule leftmost and without overlap of claims.
    ///
    /// - Throws: ``PathSearch/UnitTooLong``.
    mutating func matches(
        in document: Document, units: [Range<Int>], _ values: TokenValues
    ) throws -> [RawMatch] {
        classifier.classify(values)
        if epoch != classifier.epoch {
            automaton.forget()
            epoch = classifier.epoch
        }
        edges.build(document, values)
        var matches: [RawMatch] = []
        try withInput { matcher, input in
            for unit in units { try matcher.run(unit, input, &matches) }
        }
        return matches
    }

    /// Lends the tables to a search. The arrays are held here, so that the pointers stay good while the rest of the
    /// matcher changes.
    private mutating func withInput(_ body: (inout PhaseMatcher, SearchInput) throws -> Void) rethrows {
        let (code, bits, anchors, all) = (program.code, classifier.bits, classifier.anchors, edges.edges)
        let areBitsExact = program.tests.count <= 64
        let numbers = [
            classifier.classes, classifier.tests, classifier.testOffsets, classifier.anchorOffsets, program.entries,
            edges.offsets, edges.byEnd, edges.endOffsets,
        ]
        try code.withUnsafeBufferPointer { code in
            try bits.withUnsafeBufferPointer { bits in
                try anchors.withUnsafeBufferPointer { anchors in
                    try all.withUnsafeBufferPointer { all in
                        try Self.lend(numbers) { lent in
                            let input = SearchInput(
                                code: code, classes: lent[0], bits: bits, areBitsExact: areBitsExact, tests: lent[1],
                                testOffsets: lent[2],
                                anchors: anchors, anchorOffsets: lent[3], entries: lent[4], edges: all,
                                offsets: lent[5], byEnd: lent[6], endOffsets: lent[7])
                            try body(&self, input)
                        }
                    }
                }
            }
        }
    }

    private static func lend(
        _ arrays: [[UInt32]], _ lent: [UnsafeBufferPointer<UInt32>] = [],
        _ body: ([UnsafeBufferPointer<UInt32>]) throws -> Void
    ) rethrows {
        guard lent.count < arrays.count else { return try body(lent) }
        try arrays[lent.count].withUnsafeBufferPointer { try lend(arrays, lent + [$0], body) }
    }

    private mutating func run(_ unit: Range<Int>, _ input: SearchInput, _ matches: inout [RawMatch]) throws {
        collectStarts(unit, input)
        guard !startedRules.isEmpty else { return }
        search.begin(unit)
        for rule in startedRules {
            try run(Int(rule), unit, input, &matches)
            firstStart[Int(rule)] = -1
        }
        startedRules.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
    }

    /// Finds out which rules can begin where, from right to left.
    private mutating func collectStarts(_ unit: Range<Int>, _ input: SearchInput) {
        for position in unit.reversed() {
            for index in input.anchors(at: position) {
                let anchor = input.anchors[index]
                if let start = input.start(of: anchor, at: position, in: unit) { addStart(anchor.rule, start) }
            }
        }
        guard !program.backward.isEmpty else { return }
        automaton.begin(unit, hasEdges: !input.edges.isEmpty)
        for position in unit.reversed() where automaton.step(to: position, input) {
            let (first, second) = automaton.rules(at: position)
            for index in first { addStart(automaton.rules[index], position) }
            for index in second { addStart(automaton.rules[index], position) }
        }
    }

    private mutating func addStart(_ rule: UInt32, _ position: Int) {
        let next = firstStart[Int(rule)]
        if next < 0 {
            startedRules.append(rule)
        } else if starts[Int(next)].position == UInt32(position) {
            return
        }
        starts.append((UInt32(position), next))
        firstStart[Int(rule)] = Int32(starts.count - 1)
    }

    private mutating func run(
        _ rule: Int, _ unit: Range<Int>, _ input: SearchInput, _ matches: inout [RawMatch]
    ) throws {
        var index = firstStart[rule]
        let first = Int(starts[Int(index)].position)
        let required = program.rules[rule].program.required
        if let required, !input.holds(required, within: first..<unit.upperBound) { return }
        try search.begin(program.rules[rule].program)
        var next = 0
        while index >= 0 {
            let start = Int(starts[Int(index)].position)
            index = starts[Int(index)].next
            guard start >= next, let found = search.search(from: start, input) else { continue }
            let match = makeMatch(rule, start, found, input)
            matches.append(match)
            next = match.claim.upperBound
            search.settle(found, next: next)
        }
    }

    /// Reads the captures off the path.
    private func makeMatch(_ rule: Int, _ start: Int, _ found: PathSearch.Found, _ input: SearchInput) -> RawMatch {
        let tokens = start..<found.end
        var match = RawMatch(rule: rule, tokens: tokens, claim: tokens, runs: [])
        guard !program.rules[rule].captures.isEmpty else { return match }
        var open: [(start: Int, edge: Edge?)?] = program.rules[rule].captures.map { _ in nil }
        for trace in search.path(of: found) {
            let value = Int(trace.value)
            switch trace.kind {
            case .open: open[value] = (Int(trace.position), nil)
            case .close:
                guard let (start, edge) = open[value], start < Int(trace.position) else { break }
                let run = start..<Int(trace.position)
                match.runs.append(
                    RawMatch.Run(
                        capture: value, tokens: run, edge: edge.flatMap { Int($0.end) == run.upperBound ? $0 : nil }))
                open[value] = nil
            case .edge:
                for capture in open.indices where open[capture]?.start == Int(trace.position) {
                    open[capture]?.edge = input.edges[value]
                }
            case .mark: break
            }
        }
        if let claim = program.rules[rule].claim { match.claim = Self.hull(of: claim, in: match) ?? tokens }
        return match
    }

    /// How near a rule came to a match in some units of the document that has last been searched; `nil` when it matches.
    mutating func nearMiss(of rule: Int, units: [Range<Int>]) -> NearMissSearch.Miss? {
        var search = NearMissSearch(program, rule: rule)
        withInput { _, input in
            for unit in units { search.run(unit, input) }
        }
        return search.best
    }

    private static func hull(of capture: Int, in match: RawMatch) -> Range<Int>? {
        let runs = match.runs.filter { $0.capture == capture }
        guard let first = runs.first, let last = runs.last else { return nil }
        return first.tokens.lowerBound..<last.tokens.upperBound
    }
}
