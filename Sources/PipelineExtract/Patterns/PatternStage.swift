public import PipelineCore

/// Finds what token patterns describe and makes annotations and relations of it.
///
/// ```swift
/// let stage = try PatternStage(phases: [
///     Phase(name: "roles", rules: [
///         Rule(name: "head-of", pattern: #" role:("head" "of" "the"? <ORG/>) who:<PER/> "#,
///              emit: [.relation(label: "ROLE", arguments: [("person", "who"), ("role", "role")])]),
///     ]),
/// ])
/// ```
///
/// Cost: for each phase a few array look-ups a token, then for each rule that can begin at a token at most its steps
/// times the tokens of the sentence, whatever the pattern. Nothing backtracks.
public struct PatternStage: Stage {
    /// The name in messages and provenance.
    public let name: String
    /// What a document must have before it can work.
    public let requires: [Feature]
    /// What a document has once it has worked.
    public let assigns: [Feature]
    /// Where it is written in a definition, if it is.
    public let location: SourceLocation?
    /// What is suspicious but not wrong in the rules.
    public let warnings: [PipelineError]
    /// The arguments of the relations that the rules make.
    public let schema: Schema
    private let phases: [CompiledPhase]
    /// For each required feature the first element that needs it.
    private let places: [Feature: SourceLocation]

    /// A stage from rules.
    ///
    /// - Parameters:
    ///   - name: the name in messages and provenance.
    ///   - sets: the rules.
    ///   - layer: the layer of what rules make that do not say it themselves; else the name of their phase.
    ///   - label: the label of what rules make that do not say it themselves.
    ///   - location: where it is defined, for messages.
    ///   - split: cuts the strings of patterns and lists into tokens as the tokenizer does.
    /// - Throws: ``PipelineCore/PipelineError`` with code `pattern.invalid` or `definition.invalid` and all that is
    ///   wrong.
    public init(
        name: String = "extract.patterns", sets: [RuleSet], layer: String? = nil, label: String? = nil,
        location: SourceLocation? = nil, split: @escaping @Sendable (String) -> [String] = WordSplitter.split
    ) throws(PipelineError) {
        try self.init(
            name: name, sets: sets, layer: layer, label: label, location: location, split: split, errors: [])
    }

    /// A stage from phases without lists and macros.
    ///
    /// - Throws: ``PipelineCore/PipelineError`` with code `pattern.invalid` or `definition.invalid` and all that is
    ///   wrong.
    public init(
        name: String = "extract.patterns", phases: [Phase], layer: String? = nil, label: String? = nil,
        split: @escaping @Sendable (String) -> [String] = WordSplitter.split
    ) throws(PipelineError) {
        try self.init(name: name, sets: [RuleSet(phases: phases)], layer: layer, label: label, split: split)
    }

    init(
        name: String, sets: [RuleSet], layer: String?, label: String?, location: SourceLocation?,
        split: @escaping @Sendable (String) -> [String], errors: [PipelineError]
    ) throws(PipelineError) {
        var compiler = RuleCompiler(
            stage: name, defaults: RuleCompiler.Defaults(layer: layer, label: label), split: split)
        compiler.errors = errors
        for set in sets { compiler.add(set) }
        try compiler.check()
        self.name = name
        self.location = location
        phases = compiler.phases
        warnings = compiler.warnings
        schema = compiler.schema
        requires = compiler.requires.sorted { $0.rawValue < $1.rawValue }
        assigns = compiler.assigns.sorted { $0.rawValue < $1.rawValue }
        places = compiler.places
    }

    /// The first element of a pattern that needs a feature.
    public func place(requiring feature: Feature) -> SourceLocation? { places[feature] }

    /// The instance that one worker uses for all its documents.
    public func makeInstance(for worker: Worker) -> any StageInstance { makePatternInstance(for: worker) }

    func makePatternInstance(for worker: Worker) -> PatternInstance {
        PatternInstance(phases, stage: name, worker: worker)
    }
}

/// What one worker keeps for a ``PatternStage``.
struct PatternInstance: StageInstance {
    var values: TokenValues
    var matchers: [PhaseMatcher]
    let emitters: [MatchEmitter]

    init(_ phases: [CompiledPhase], stage: String, worker: Worker) {
        let values = TokenValues(phases.map(\.program), forms: .shared(by: worker))
        self.values = values
        matchers = phases.map { phase in
            let profile = worker.profile.map { work in
                let names = phase.rules.map(\.provenance.by)
                return (work, work.addRules(names, of: stage))
            }
            return PhaseMatcher(phase.program, values: values, profile: profile)
        }
        emitters = phases.map { MatchEmitter(phase: $0, stage: stage, worker: worker) }
    }

    mutating func process(_ document: inout Document, _ context: StageContext) throws {
        guard !document.tokens.isEmpty else { return }
        values.load(document)
        for index in matchers.indices {
            let emitter = emitters[index]
            let matches = try matches(index, &document)
            for number in emitter.order(of: matches) { try emitter.emit(matches[number], into: &document) }
        }
    }

    /// The matches of a phase that pass their conditions.
    private mutating func matches(_ index: Int, _ document: inout Document) throws -> [RawMatch] {
        let emitter = emitters[index]
        values.loadLayers(document)
        let matches = try find(index, document, emitter.phase.within.ranges(in: document))
        guard emitter.hasConditions else { return matches }
        return try matches.filter { try emitter.passes($0, &document) }
    }

    mutating func find(_ index: Int, _ document: Document, _ units: [Range<Int>]) throws -> [RawMatch] {
        do {
            let matches = try matchers[index].matches(in: document, units: units, values)
            guard case .layer = emitters[index].phase.within else { return matches }
            // Annotations of a layer may overlap, and what lies in two of them is found twice.
            var seen: Set<[Int]> = []
            return matches.filter {
                seen.insert([$0.rule, $0.tokens.lowerBound, $0.tokens.upperBound, $0.claim.lowerBound]).inserted
            }
        } catch is PathSearch.UnitTooLong {
            throw PipelineError.unitTooLong(emitters[index].phase.name)
        }
    }
}

extension PipelineError {
    static func unitTooLong(_ phase: String) -> PipelineError {
        PipelineError(
            .stageFailed, "phase '\(phase)' cannot search a unit of this length with rules of this size",
            remedy: "search within sentences or paragraphs")
    }
}

extension TokenValues {
    /// The values that some programs look at.
    init(_ programs: [PhaseProgram], forms: TokenForms = TokenForms()) {
        var sources: [TokenSource] = []
        for program in programs {
            let used = program.evaluators.map(\.source) + program.edges.lists.map(\.list.source)
            for source in used where !sources.contains(source) { sources.append(source) }
        }
        self.init(sources, forms: forms)
    }
}
