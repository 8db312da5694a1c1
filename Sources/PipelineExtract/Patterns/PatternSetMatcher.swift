public import PipelineCore

/// Patterns that were compiled together, for stages that search and make nothing of the matches themselves.
public struct PatternSetMatcher: PatternMatcher {
    /// What a document must have before it can work.
    public let requires: [Feature]
    /// What is suspicious but not wrong in what it was made from.
    public let warnings: [PipelineError]
    let phases: [CompiledPhase]
    /// For each phase the positions of its patterns among all patterns.
    let positions: [[Int]]

    /// Compiles patterns.
    ///
    /// - Parameters:
    ///   - patterns: the patterns, each with its name.
    ///   - definitions: a table whose `lists` and `macros` the patterns may use; its other entries are not looked at.
    ///   - stage: the stage's name, for provenance.
    ///   - split: cuts the strings of patterns and lists into tokens as the tokenizer does.
    /// - Throws: ``PipelineCore/PipelineError`` with all that is wrong in any of the patterns.
    public init(
        _ patterns: [PatternSource], definitions: Setting.Table = Setting.Table(), stage: String = "find",
        split: @escaping @Sendable (String) -> [String] = WordSplitter.split
    ) throws(PipelineError) {
        var reader = RuleReader(split: split)
        var (set, _) = reader.definitions(definitions, origin: Origin().inner(definitions))
        let units = patterns.map { MatchUnit($0.within) }
        var positions: [[Int]] = []
        for (index, unit) in units.enumerated() where units.firstIndex(of: unit) == index {
            let members = patterns.indices.filter { units[$0] == unit }
            positions.append(members)
            let rules = members.map { Self.rule(patterns[$0], &reader) }
            set.phases.append(Phase(name: stage, policy: .all, within: unit, rules: rules))
        }
        var compiler = RuleCompiler(stage: stage, isBare: true, split: split)
        compiler.errors = reader.errors
        compiler.add(set)
        try compiler.check()
        phases = compiler.phases
        self.positions = positions
        warnings = compiler.warnings
        requires = compiler.requires.sorted { $0.rawValue < $1.rawValue }
    }

    /// A pattern that is wrong becomes an empty one, and the reader holds the error.
    private static func rule(_ source: PatternSource, _ reader: inout RuleReader) -> Rule {
        var origin = Origin().inner(source.table)
        origin.location = origin.location(ofRule: source.name, pattern: source.pattern.string)
        let pattern = reader.pattern(source.pattern, "rule '\(source.name)'", origin)
        var rule = Rule(name: source.name, pattern: pattern?.text ?? "[]", claim: source.claim)
        rule.places = pattern?.places ?? []
        rule.origin = origin
        return rule
    }

    /// The compiler to hand to stages that are given one.
    public static func compiler(
        split: @escaping @Sendable (String) -> [String] = WordSplitter.split
    ) -> PatternCompiler {
        { patterns, definitions, stage in
            try PatternSetMatcher(patterns, definitions: definitions, stage: stage, split: split)
        }
    }

    /// The searcher that one worker uses for all its documents.
    public func makeSearcher() -> any PatternSearcher { PatternSetSearcher(self) }
}

/// What one worker keeps for a ``PatternSetMatcher``.
struct PatternSetSearcher: PatternSearcher {
    private let set: PatternSetMatcher
    private var values: TokenValues
    private var matchers: [PhaseMatcher]
    private let emitters: [MatchEmitter]

    init(_ set: PatternSetMatcher) {
        self.set = set
        let values = TokenValues(set.phases.map(\.program))
        self.values = values
        matchers = set.phases.map { PhaseMatcher($0.program, values: values) }
        emitters = set.phases.map { MatchEmitter(phase: $0, stage: "", worker: Worker()) }
    }

    mutating func matches(in document: Document) throws -> [[Match]] {
        var matches = [[Match]](repeating: [], count: set.positions.reduce(0) { $0 + $1.count })
        guard !document.tokens.isEmpty else { return matches }
        values.load(document)
        values.loadLayers(document)
        for index in matchers.indices {
            let units = set.phases[index].within.ranges(in: document)
            do {
                for raw in try matchers[index].matches(in: document, units: units, values) {
                    matches[set.positions[index][raw.rule]].append(emitters[index].pending(raw).match)
                }
            } catch is PathSearch.UnitTooLong {
                throw PipelineError.unitTooLong(set.phases[index].name)
            }
        }
        return matches
    }
}

/// One pattern, compiled once and searched for as often as wanted.
///
/// ```swift
/// let pattern = try TokenPattern(#" who:[is_title]+ "said" "#)
/// for match in try pattern.matches(in: document) { print(match["who"]) }
/// ```
public struct TokenPattern: Sendable {
    private let compiled: PatternSetMatcher

    /// Compiles a pattern.
    ///
    /// - Throws: ``PipelineCore/PipelineError`` with code `pattern.invalid`.
    public init(
        _ source: String, name: String = "pattern", within: MatchUnit = .sentence,
        split: @escaping @Sendable (String) -> [String] = WordSplitter.split
    ) throws(PipelineError) {
        compiled = try PatternSetMatcher(
            [PatternSource(name: name, pattern: source, within: within.name)], split: split)
    }

    /// What a document must have.
    public var requires: [Feature] { compiled.requires }

    /// The matches in text order, without overlap. Cost: as ``PatternStage``; use ``makeSearcher()`` for many
    /// documents.
    public func matches(in document: Document) throws -> [Match] {
        var searcher = makeSearcher()
        return try searcher.matches(in: document)[0]
    }

    /// A searcher that keeps its tables from document to document; its lists have one element, this pattern's.
    public func makeSearcher() -> any PatternSearcher { compiled.makeSearcher() }
}

extension MatchUnit {
    /// The name as rule files spell it.
    public var name: String {
        switch self {
        case .sentence: "sentence"
        case .paragraph: "paragraph"
        case .document: "document"
        case .layer(let name): name
        }
    }
}
