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
    private var starts: StartCollector
    /// Where the time of each rule is counted, and the place of the first there.
    private let profile: (work: WorkProfile, first: Int)?

    /// - Parameter automatonFootprint: the bytes that the automaton may keep.
    init(
        _ program: PhaseProgram, values: TokenValues, automatonFootprint: Int = 16 << 20,
        profile: (work: WorkProfile, first: Int)? = nil
    ) {
        self.profile = profile
        self.program = program
        classifier = TokenClassifier(program, values: values)
        edges = EdgeTable(program, values: values)
        automaton = StartAutomaton(program.backward, maximumFootprint: automatonFootprint)
        search = PathSearch(looks: program.looks)
        starts = StartCollector(program.starts)
    }

    /// The matches of all rules in each of the units: for one rule leftmost and without overlap of claims.
    ///
    /// - Throws: ``PathSearch/UnitTooLong``.
    mutating func matches(
        in document: Document, units: [Range<Int>], _ values: TokenValues
    ) throws -> [RawMatch] {
        prepare(document, values)
        var matches: [RawMatch] = []
        try withInput { matcher, input in
            for unit in units { try matcher.run(unit, input, &matches) }
        }
        return matches
    }

    private mutating func prepare(_ document: Document, _ values: TokenValues) {
        classifier.classify(values)
        if epoch != classifier.epoch {
            automaton.forget()
            epoch = classifier.epoch
        }
        edges.build(document, values)
    }

    /// Lends the tables to a search. The arrays are held here, so that the pointers stay good while the rest of the
    /// matcher changes.
    private mutating func withInput(_ body: (inout PhaseMatcher, SearchInput) throws -> Void) rethrows {
        let (table, all) = (classifier.classTable, edges.edges)
        let (groups, anchors, rows) = (classifier.groups, classifier.anchors, classifier.rows)
        let numbers = [
            classifier.classes, classifier.tests, program.entries, edges.offsets, edges.byEnd, edges.endOffsets,
        ]
        let areBitsExact = program.tests.count <= 64
        try Self.lend(program.code, classifier.sketches) { code, sketches in
            try Self.lend(table, rows) { table, rows in
                try Self.lend(groups, anchors) { groups, anchors in
                    try all.withUnsafeBufferPointer { all in
                        try Self.lend(numbers) { lent in
                            let input = SearchInput(
                                code: code, classes: lent[0], sketches: sketches, classTable: table,
                                areBitsExact: areBitsExact, tests: lent[1], rows: rows, groups: groups,
                                anchors: anchors, entries: lent[2], edges: all, offsets: lent[3], byEnd: lent[4],
                                endOffsets: lent[5])
                            try body(&self, input)
                        }
                    }
                }
            }
        }
    }

    private static func lend<First, Second>(
        _ first: [First], _ second: [Second],
        _ body: (UnsafeBufferPointer<First>, UnsafeBufferPointer<Second>) throws -> Void
    ) rethrows {
        try first.withUnsafeBufferPointer { first in try second.withUnsafeBufferPointer { try body(first, $0) } }
    }

    private static func lend(
        _ arrays: [[UInt32]], _ lent: [UnsafeBufferPointer<UInt32>] = [],
        _ body: ([UnsafeBufferPointer<UInt32>]) throws -> Void
    ) rethrows {
        guard lent.count < arrays.count else { return try body(lent) }
        try arrays[lent.count].withUnsafeBufferPointer { try lend(arrays, lent + [$0], body) }
    }

    /// Calls a function with each rule and each token of a unit at which it may begin, in no order.
    mutating func forEachStart(
        in document: Document, unit: Range<Int>, _ values: TokenValues, _ body: (Int, Int, SearchInput) throws -> Void
    ) rethrows {
        prepare(document, values)
        try withInput { matcher, input in
            matcher.collectStarts(unit, input)
            defer { matcher.starts.clear() }
            for rule in matcher.starts.rules.map(Int.init) {
                matcher.starts.load(rule, unit, input)
                for position in matcher.starts.positions { try body(rule, Int(position), input) }
            }
        }
    }

    /// Finds out which rules can begin where, or have an anchor there.
    private mutating func collectStarts(_ unit: Range<Int>, _ input: SearchInput) {
        starts.collect(unit, input)
        if !program.backward.isEmpty { runAutomaton(unit, input) }
    }

    private mutating func run(_ unit: Range<Int>, _ input: SearchInput, _ matches: inout [RawMatch]) throws {
        collectStarts(unit, input)
        guard !starts.rules.isEmpty else { return }
        search.begin(unit)
        for index in starts.rules.indices {
            let rule = Int(starts.rules[index])
            guard let (work, first) = profile else {
                try run(rule: rule, unit, input, &matches)
                continue
            }
            let (start, count) = (WorkProfile.now, matches.count)
            try run(rule: rule, unit, input, &matches)
            work.add(rule: first + rule, since: start, matches: matches.count - count)
        }
        starts.clear()
    }

    private mutating func run(
        rule: Int, _ unit: Range<Int>, _ input: SearchInput, _ matches: inout [RawMatch]
    ) throws {
        let approach = program.starts.approaches[rule]
        if approach.simpleLength > 0, approach.walk < 0 {
            addSimple(rule, Int(approach.simpleLength), &matches)
        } else {
            starts.load(rule, unit, input)
            if !starts.positions.isEmpty { try searchPaths(of: rule, unit, input, &matches) }
        }
    }

    private mutating func runAutomaton(_ unit: Range<Int>, _ input: SearchInput) {
        automaton.begin(unit, hasEdges: !input.edges.isEmpty)
        for position in unit.reversed() where automaton.step(to: position, input) {
            automaton.forEachRule(at: position) { starts.add($0, position) }
        }
    }

    /// Where a rule without branches and captures can begin, it has matched.
    private mutating func addSimple(_ rule: Int, _ length: Int, _ matches: inout [RawMatch]) {
        var next = 0
        var index = starts.firstPlace(of: rule)
        while index >= 0 {
            let start = Int(starts.places[index].position)
            index = Int(starts.places[index].next)
            guard start >= next else { continue }
            next = start + length
            matches.append(RawMatch(rule: rule, tokens: start..<next, claim: start..<next, runs: []))
        }
    }

    private mutating func searchPaths(
        of rule: Int, _ unit: Range<Int>, _ input: SearchInput, _ matches: inout [RawMatch]
    ) throws {
        try search.begin(program.rules[rule].program)
        var next = 0
        for position in starts.positions.reversed() where Int(position) >= next {
            let start = Int(position)
            guard let found = search.search(from: start, input) else { continue }
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
