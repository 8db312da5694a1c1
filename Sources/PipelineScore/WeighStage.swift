public import PipelineCore

/// `score.weigh`: adds up weighted evidence, names the level that the sum reaches, and keeps every term as a reason.
public struct WeighStage: Stage {
    /// The name in messages and provenance.
    public let name: String
    /// Where it is written in a definition, if it is.
    public let location: SourceLocation?
    /// The weights.
    public let weights: Weights
    private let matcher: any PatternMatcher

    /// A stage from weights.
    ///
    /// - Parameters:
    ///   - name: the name in messages and provenance.
    ///   - weights: what weighs how much.
    ///   - location: where it is defined, for messages.
    ///   - compile: compiles the patterns of the weights.
    /// - Throws: ``PipelineCore/PipelineError`` with all that is wrong with the patterns.
    public init(
        name: String = "score.weigh", weights: Weights, location: SourceLocation? = nil, compile: PatternCompiler
    ) throws {
        self.name = name
        self.weights = weights
        self.location = location
        matcher = try compile(weights.patterns, weights.definitions, name)
    }

    /// The component, given what compiles its patterns.
    public static func component(compile: @escaping PatternCompiler) -> Component<any Stage> {
        Component(
            name: "score.weigh", summary: "adds up weighted evidence to a score with levels and reasons",
            options: [
                Option("weights", .script, "a weights file, or the table that it would return", isRequired: true)
            ],
            positional: "weights", assigns: [.scores], shapes: WeightShapes.all
        ) { options in
            guard let table = options.table("weights") else { throw options.error("the weights are not a table") }
            return try WeighStage(
                name: options.name, weights: Weights(table), location: options.location, compile: compile)
        }
    }

    /// What a document must have before it can work.
    public var requires: [Feature] {
        var features = matcher.requires
        for entry in weights.entries {
            switch entry.evidence {
            case .annotations(let layer, _): features.append(.layer(layer))
            case .relations: features.append(.relations)
            case .pattern: break
            }
        }
        return features
    }

    /// What a document has once it has worked.
    public var assigns: [Feature] { [.scores] }

    /// The instance that one worker uses for all its documents.
    public func makeInstance(for worker: Worker) throws -> any StageInstance {
        Weigher(stage: self, searcher: try matcher.makeSearcher())
    }
}

extension Weights {
    var patterns: [PatternSource] {
        entries.compactMap { entry in
            if case .pattern(let source) = entry.evidence { source } else { nil }
        }
    }
}

/// Weighs documents for one worker.
private struct Weigher: StageInstance {
    let stage: WeighStage
    var searcher: any PatternSearcher

    mutating func process(_ document: inout Document, _ context: StageContext) throws {
        var matches = try searcher.matches(in: document)[...]
        var reasons: [Score.Reason] = []
        for entry in stage.weights.entries {
            let places: [Range<Int>?]
            switch entry.evidence {
            case .pattern:
                places = (matches.popFirst() ?? []).map { document.bytes(ofTokens: $0.claim) }
            case .annotations(let layer, let label):
                places = document.annotations(in: layer, label: label).map(\.bytes)
            case .relations(let label):
                places = document.relations.filter { $0.label == label }.map { hull(of: $0, in: document) }
            }
            reasons += places.prefix(entry.cap).map {
                Score.Reason(rule: entry.name, weight: entry.weight, bytes: $0)
            }
        }
        reasons.sort { ($0.bytes?.lowerBound ?? .max, $0.rule) < ($1.bytes?.lowerBound ?? .max, $1.rule) }
        let value = reasons.reduce(0) { $0 + $1.weight }
        document.setScore(
            Score(value: value, level: stage.weights.level(of: value), reasons: reasons), name: stage.weights.name)
    }

    /// The part of the text from the first to the last argument.
    private func hull(of relation: Relation, in document: Document) -> Range<Int>? {
        let ranges = relation.arguments.flatMap(\.annotations).compactMap { document.annotation($0)?.bytes }
        guard let start = ranges.map(\.lowerBound).min(), let end = ranges.map(\.upperBound).max() else { return nil }
        return start..<end
    }
}
