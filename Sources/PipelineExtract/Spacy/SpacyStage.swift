public import PipelineCore

/// Finds what the patterns of spaCy's rulers and its `Matcher` describe, and gives the spans that spaCy gives.
///
/// Token patterns are compiled for the engine of ``PatternStage``: tests are made once for each distinct value, and one
/// automaton tells at which tokens each pattern can begin. From there all ways to match are followed at once. Phrases
/// are a ``PhraseList``. Cost: as ``PatternStage``, and the length of all spans that are found times the steps of their
/// patterns.
///
/// ```swift
/// let stage = try SpacyStage(patterns: "patterns.jsonl")
/// ```
public struct SpacyStage: Stage {
    /// What is done with the spans that patterns match.
    public enum Ruler: String, Sendable, CaseIterable {
        /// What `EntityRuler` does: the longest spans, of one length the earlier ones, none over another.
        case entity
        /// What `SpanRuler` does: all spans.
        case span
    }

    /// A document in which patterns match in more ways than this fails.
    static let maximumSpans = 10_000_000

    /// The name in messages and provenance.
    public let name: String
    /// What a document must have before it can work.
    public let requires: [Feature]
    /// What a document has once it has worked.
    public let assigns: [Feature]
    /// Where it is written in a definition, if it is.
    public let location: SourceLocation?
    /// What is suspicious but not wrong in the patterns.
    public let warnings: [PipelineError]
    let program: PhaseProgram
    let phrases: PhraseList
    let rules: SpacyRules
    let options: SpacyOptions

    /// A stage from a file of patterns.
    ///
    /// - Parameters:
    ///   - name: the name in messages and provenance.
    ///   - path: a file with a pattern a line in JSON, or one list of patterns.
    ///   - layer: the layer of the annotations.
    ///   - label: the label of patterns that have none.
    ///   - ruler: which of the two rulers of spaCy it behaves as.
    ///   - overwrite: whether annotations that are there give way to an entity ruler's.
    ///   - split: cuts phrases into tokens as the tokenizer does.
    /// - Throws: ``PipelineCore/PipelineError`` with code `file.unreadable` or `pattern.invalid`, and all that is
    ///   wrong.
    public init(
        name: String = "extract.spacy", patterns path: String, layer: String = "entities", label: String? = nil,
        ruler: Ruler = .entity, overwrite: Bool = false,
        split: @escaping @Sendable (String) -> [String] = WordSplitter.split
    ) throws(PipelineError) {
        var patterns = SpacyPatterns(label: label)
        try patterns.read(path)
        var options = SpacyOptions(layer: layer)
        options.ruler = ruler
        options.overwrite = overwrite
        try self.init(name: name, patterns, options, location: nil, split: split)
    }

    init(
        name: String, _ patterns: SpacyPatterns, _ options: SpacyOptions, location: SourceLocation?,
        split: @escaping @Sendable (String) -> [String]
    ) throws(PipelineError) {
        var compiler = SpacyCompiler(patterns, split: split)
        compiler.compile()
        if var first = compiler.errors.first {
            first.others = Array(compiler.errors.dropFirst())
            throw first
        }
        self.name = name
        self.options = options
        self.location = location
        warnings = patterns.warnings
        program = compiler.program
        phrases = compiler.phrases(options.phraseMatch, split: split)
        rules = SpacyRules(patterns.patterns, compiler, stage: name, location: location)
        requires = compiler.requires
        assigns = [.layer(options.layer)]
    }

    /// The instance that one worker uses for all its documents.
    public func makeInstance(for worker: Worker) -> any StageInstance { SpacyInstance(self, worker: worker) }
}

/// What a stage does with spans.
struct SpacyOptions: Sendable {
    var layer: String
    var ruler = SpacyStage.Ruler.entity
    /// The filter of each key; then all keys stand beside each other.
    var greedy: SpacyRuler.Greedy?
    var overwrite = false
    var phraseMatch = PhraseList.Match.text
}

/// What the spans of each pattern become.
struct SpacyRules: Sendable {
    /// For each pattern its key: the number of the pair of label and identity.
    private(set) var keys: [Int] = []
    private(set) var labels: [String] = []
    private(set) var attributes: [Value.Object] = []
    private(set) var provenances: [Provenance] = []
    /// The patterns of the program's rules, and those of the entries of the phrase list.
    let ofTokens: [Int]
    let ofPhrases: [Int]

    init(_ patterns: [SpacyPatterns.Pattern], _ compiler: SpacyCompiler, stage: String, location: SourceLocation?) {
        var numbers: [[String?]: Int] = [:]
        for pattern in patterns {
            let number = numbers[[pattern.label, pattern.id]] ?? numbers.count
            numbers[[pattern.label, pattern.id]] = number
            keys.append(number)
            labels.append(pattern.label)
            attributes.append(pattern.id.map { ["entity": .string($0)] } ?? [:])
            provenances.append(
                Provenance(stage: stage, rule: pattern.name, location: pattern.location ?? location))
        }
        ofTokens = compiler.tokenPatterns
        ofPhrases = compiler.phrasePatterns
    }
}

/// Compiles the patterns of a stage.
struct SpacyCompiler {
    private let patterns: SpacyPatterns
    private let split: @Sendable (String) -> [String]
    private(set) var errors: [PipelineError]
    private(set) var tokenPatterns: [Int] = []
    private(set) var phrasePatterns: [Int] = []
    private var builder = ProgramBuilder(macros: [:])
    private var programs: [(program: Program, captures: [String])] = []

    init(_ patterns: SpacyPatterns, split: @escaping @Sendable (String) -> [String]) {
        self.patterns = patterns
        self.split = split
        errors = patterns.errors
    }

    mutating func compile() {
        for (number, pattern) in patterns.patterns.enumerated() {
            switch pattern.body {
            case .phrase(let phrase):
                if split(phrase).allSatisfy(\.isEmpty) {
                    errors.append(
                        PipelineError(.patternInvalid, "the phrase has no word", location: pattern.location))
                }
                phrasePatterns.append(number)
            case .tokens(let node):
                do {
                    programs.append(try builder.add(node))
                    tokenPatterns.append(number)
                } catch {
                    let message = "the pattern has more than \(ProgramBuilder.maximumLength) steps"
                    errors.append(PipelineError(.patternInvalid, message, location: pattern.location))
                }
            }
        }
    }

    var program: PhaseProgram {
        PhaseProgram(builder, rules: programs, claims: programs.map { _ in nil }, lists: [:])
    }

    func phrases(_ match: PhraseList.Match, split: @escaping @Sendable (String) -> [String]) -> PhraseList {
        let entries = phrasePatterns.compactMap { number -> PhraseEntry? in
            guard case .phrase(let phrase) = patterns.patterns[number].body else { return nil }
            return PhraseEntry(phrase)
        }
        return PhraseList(entries: entries, match: match, split: split)
    }

    /// What the tests look at.
    var requires: [Feature] {
        var features: Set<Feature> = [.tokens]
        for atom in builder.atoms {
            switch atom.attribute.source {
            case .column(let column): features.insert(.column(column))
            case .entity: features.insert(.layer(EdgeMatchers.entityLayer))
            case .derived(let value): features.formUnion(value.requires)
            case .text, .norm, .layer: break
            }
        }
        return features.sorted { $0.rawValue < $1.rawValue }
    }
}
