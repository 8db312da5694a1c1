public import PipelineCore

extension PatternStage {
    /// Does what the stage does with a document, and says of each rule why it matched or did not.
    ///
    /// Cost: many times that of the stage itself; meant for one document at a time. A unit that is too long for a rule
    /// of its size is left out of the search for what did not match.
    ///
    /// - Parameters:
    ///   - document: a tokenized document; it is left as the stage leaves it.
    ///   - rules: the names of the rules to speak of; all when `nil`.
    ///   - nearMisses: whether to look for how near rules without a match came, which costs most of the time.
    ///   - worker: runs the functions of the rules.
    /// - Returns: one explanation a rule, in the order of the rules.
    /// - Throws: what the stage throws.
    public func explain(
        _ document: inout Document, rules: Set<String>? = nil, nearMisses: Bool = true, for worker: Worker = Worker()
    ) throws -> [RuleExplanation] {
        var instance = makePatternInstance(for: worker)
        return try instance.explain(&document, rules, nearMisses: nearMisses)
    }
}

extension PatternInstance {
    mutating func explain(
        _ document: inout Document, _ rules: Set<String>?, nearMisses: Bool
    ) throws -> [RuleExplanation] {
        guard !document.tokens.isEmpty else {
            return emitters.flatMap { emitter in
                emitter.phase.rules.filter { rules?.contains($0.name) ?? true }.map { $0.explanation([], nil) }
            }
        }
        values.load(document)
        return try emitters.indices.flatMap { try explain($0, &document, rules, nearMisses) }
    }

    private mutating func explain(
        _ index: Int, _ document: inout Document, _ rules: Set<String>?, _ nearMisses: Bool
    ) throws -> [RuleExplanation] {
        let emitter = emitters[index]
        values.loadLayers(document)
        let units = emitter.phase.within.ranges(in: document)
        let found = try find(index, document, units)
        let explained = try PhaseOutcome(found, emitter, &document)
        for match in explained.counting where !emitter.isGuard(match) { try emitter.emit(match, into: &document) }
        return emitter.phase.rules.enumerated().filter { rules?.contains($1.name) ?? true }.map { number, rule in
            let matches = explained.matches(of: number)
            let miss = nearMisses && matches.isEmpty ? matchers[index].nearMiss(of: number, units: units) : nil
            return rule.explanation(matches, miss.map { nearMiss($0, rule, emitter.phase.program) })
        }
    }
}

/// What came of all matches of a phase.
private struct PhaseOutcome {
    /// Those that count, in text order.
    private(set) var counting: [RawMatch] = []
    private var explained: [(rule: Int, match: ExplainedMatch)] = []

    init(_ found: [RawMatch], _ emitter: MatchEmitter, _ document: inout Document) throws {
        let passed = try found.map { try emitter.passes($0, &document) }
        let candidates = found.indices.filter { passed[$0] }
        let winners = emitter.phase.policy.resolve(candidates.map { emitter.candidate(found[$0]) })
            .map { candidates[$0] }
        counting = winners.map { found[$0] }
        let wins = Set(winners)
        let losers = candidates.filter { !wins.contains($0) }
        let order = found.indices.sorted { found[$0].tokens.lowerBound < found[$1].tokens.lowerBound }
        for index in order {
            let raw = found[index]
            let rivals = wins.contains(index) ? losers : passed[index] ? winners : []
            let overlapping = rivals.filter { found[$0].claim.overlaps(raw.claim) }
                .map { emitter.pending(found[$0]).match }
            let outcome: ExplainedMatch.Outcome =
                if wins.contains(index) {
                    emitter.isGuard(raw) ? .isGuard : .counts
                } else {
                    overlapping.first.map { .lost(to: $0) } ?? .refused
                }
            let match = ExplainedMatch(
                match: emitter.pending(raw).match, outcome: outcome, terms: emitter.terms(raw),
                beaten: wins.contains(index) ? overlapping : [])
            explained.append((raw.rule, match))
        }
    }

    func matches(of rule: Int) -> [ExplainedMatch] { explained.filter { $0.rule == rule }.map(\.match) }
}

extension MatchEmitter {
    /// The terms of a match's score.
    fileprivate func terms(_ raw: RawMatch) -> [ExplainedMatch.Term] {
        let rule = phase.rules[raw.rule]
        let names = phase.program.rules[raw.rule].captures
        return [ExplainedMatch.Term(capture: nil, weight: rule.score ?? 1)]
            + rule.terms.filter { raw.has($0.capture) }.map {
                ExplainedMatch.Term(capture: names[$0.capture], weight: $0.weight)
            }
    }
}

extension CompiledRule {
    fileprivate var name: String { provenance.rule ?? "" }

    fileprivate func explanation(_ matches: [ExplainedMatch], _ miss: NearMiss?) -> RuleExplanation {
        RuleExplanation(
            provenance: provenance, pattern: text.source, makes: labels, matches: matches, nearMiss: miss)
    }

    private var labels: [String] {
        emissions.compactMap { emission in
            switch emission {
            case .annotation(let label, _, _, _), .relation(let label, _, _, _): label
            case .function: nil
            }
        }
    }
}

extension PatternInstance {
    private func nearMiss(_ miss: NearMissSearch.Miss, _ rule: CompiledRule, _ program: PhaseProgram) -> NearMiss {
        let place = Int(program.places[miss.step].lowerBound)..<Int(program.places[miss.step].upperBound)
        let problem = PatternProblem(range: place, message: "")
        let element = String(decoding: Array(rule.text.source.utf8)[place], as: UTF8.self)
        let token = miss.position < miss.unit.upperBound ? miss.position : nil
        return NearMiss(
            tokens: miss.start..<miss.position, token: token, element: element,
            test: token.flatMap { failedTest(element, program.code[miss.step], program, token: $0) }, place: place,
            location: rule.text.error(problem).location)
    }

    /// Of tests joined by `&` the first one that a token does not pass.
    private func failedTest(
        _ element: String, _ step: Instruction, _ program: PhaseProgram, token: Int
    ) -> String? {
        guard step.operation == .token, case .and(let parts) = program.tests[Int(step.a)] else { return nil }
        let texts = Conjunction.parts(of: element)
        guard texts.count == parts.count else { return nil }
        var truth: Set<UInt32> = []
        for evaluator in program.evaluators {
            let column = values.index(of: evaluator.source)
            truth.formUnion(evaluator.atoms(of: values.table(column)[values.numbers(column)[token]]))
        }
        return parts.firstIndex { !$0.holds(truth.contains) }.map { texts[$0] }
    }
}

extension PatternSetMatcher {
    /// Says of each pattern what it matches in a document, or how near it came; in the order of the patterns.
    ///
    /// Cost: many times that of a search.
    public func explain(_ document: Document) throws -> [RuleExplanation] {
        var copy = document
        var instance = PatternInstance(phases, stage: "", worker: Worker())
        let found = try instance.explain(&copy, nil, nearMisses: true)
        let order = positions.flatMap { $0 }
        return order.indices.sorted { order[$0] < order[$1] }.map { found[$0] }
    }
}
