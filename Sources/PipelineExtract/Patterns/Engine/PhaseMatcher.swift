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
}

/// Runs all rules of a phase over documents. One a worker; keeps its tables and buffers from document to document.
struct PhaseMatcher {
    let program: PhaseProgram
    private var classifier: TokenClassifier
    private var edges: EdgeTable
    private var search: PathSearch
    /// For each rule the latest of its starts in the unit, as a position in ``starts``; −1 for none.
    private var lastStart: [Int32]
    /// Starts of rules, each with the start before it of the same rule.
    private var starts: [(position: UInt32, previous: Int32)] = []
    private var startedRules: [UInt32] = []
    private var ruleStarts: [Int] = []

    init(_ program: PhaseProgram, values: TokenValues) {
        self.program = program
        classifier = TokenClassifier(program, values: values)
        edges = EdgeTable(program, values: values)
        search = PathSearch(looks: program.looks)
        lastStart = [Int32](repeating: -1, count: program.rules.count)
    }

    /// The matches of all rules in each of the units: for one rule leftmost and without overlap of claims.
    ///
    /// - Throws: ``PathSearch/UnitTooLong``.
    mutating func matches(
        in document: Document, units: [Range<Int>], _ values: TokenValues
    ) throws -> [RawMatch] {
        classifier.classify(values)
        edges.build(document, values)
        // Held here so that the pointers stay good while the rest of the matcher changes.
        let (code, classes, bits) = (program.code, classifier.classes, classifier.bits)
        let (all, offsets, byEnd, endOffsets) = (edges.edges, edges.offsets, edges.byEnd, edges.endOffsets)
        var matches: [RawMatch] = []
        try code.withUnsafeBufferPointer { code in
            try classes.withUnsafeBufferPointer { classes in
                try bits.withUnsafeBufferPointer { bits in
                    try all.withUnsafeBufferPointer { all in
                        try offsets.withUnsafeBufferPointer { offsets in
                            try byEnd.withUnsafeBufferPointer { byEnd in
                                try endOffsets.withUnsafeBufferPointer { endOffsets in
                                    let input = SearchInput(
                                        code: code, classes: classes, bits: bits, wordCount: classifier.wordCount,
                                        edges: all, offsets: offsets, byEnd: byEnd, endOffsets: endOffsets)
                                    for unit in units { try run(unit, input, &matches) }
                                }
                            }
                        }
                    }
                }
            }
        }
        return matches
    }

    private mutating func run(_ unit: Range<Int>, _ input: SearchInput, _ matches: inout [RawMatch]) throws {
        collectStarts(unit, input)
        guard !startedRules.isEmpty else { return }
        search.begin(unit)
        for rule in startedRules {
            try run(Int(rule), input, &matches)
            lastStart[Int(rule)] = -1
        }
        startedRules.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
    }

    /// Finds out which rules can begin where.
    private mutating func collectStarts(_ unit: Range<Int>, _ input: SearchInput) {
        let hasEdges = !input.edges.isEmpty
        for position in unit {
            let rules = classifier.rules[Int(input.classes[position])]
            for rule in rules { addStart(rule, position) }
            guard hasEdges else { continue }
            for edge in input.edges(at: position) {
                for rule in program.rulesByEdge[Int(input.edges[edge].kind)] { addStart(rule, position) }
            }
        }
    }

    private mutating func addStart(_ rule: UInt32, _ position: Int) {
        let last = lastStart[Int(rule)]
        if last < 0 {
            startedRules.append(rule)
        } else if starts[Int(last)].position == UInt32(position) {
            return
        }
        starts.append((UInt32(position), last))
        lastStart[Int(rule)] = Int32(starts.count - 1)
    }

    private mutating func run(_ rule: Int, _ input: SearchInput, _ matches: inout [RawMatch]) throws {
        ruleStarts.removeAll(keepingCapacity: true)
        var index = lastStart[rule]
        while index >= 0 {
            ruleStarts.append(Int(starts[Int(index)].position))
            index = starts[Int(index)].previous
        }
        try search.begin(program.rules[rule].program)
        var next = 0
        for start in ruleStarts.reversed() where start >= next {
            guard let (end, trace) = search.search(from: start, input) else { continue }
            let match = makeMatch(rule, start..<end, trace, input)
            matches.append(match)
            next = match.claim.upperBound
        }
    }

    /// Reads the captures off the path.
    private func makeMatch(_ rule: Int, _ tokens: Range<Int>, _ last: Int32, _ input: SearchInput) -> RawMatch {
        var match = RawMatch(rule: rule, tokens: tokens, claim: tokens, runs: [])
        guard !program.rules[rule].captures.isEmpty else { return match }
        var path: [PathSearch.Trace] = []
        var index = last
        while index >= 0 {
            let trace = search.traces[Int(index)]
            if trace.kind != .mark { path.append(trace) }
            index = trace.parent
        }
        var open: [(start: Int, edge: Edge?)?] = program.rules[rule].captures.map { _ in nil }
        for trace in path.reversed() {
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

    private static func hull(of capture: Int, in match: RawMatch) -> Range<Int>? {
        let runs = match.runs.filter { $0.capture == capture }
        guard let first = runs.first, let last = runs.last else { return nil }
        return first.tokens.lowerBound..<last.tokens.upperBound
    }
}
