public import PipelineCore

/// The stage `tag.english`: universal and treebank parts of speech with features, lemmas, and names.
///
/// Small networks and lemma rules, trained on public treebanks. Every token gets a part of speech; what is not English
/// is mostly tagged as a foreign word or a name. Names go to the layer `entities` with `attributes.confidence`.
public struct EnglishTaggerStage: Stage {
    /// What the stage can assign.
    public enum Layer: String, Sendable, CaseIterable {
        /// The columns `upos`, `xpos` and `feats`.
        case pos
        /// The column `lemma`.
        case lemma
        /// Names of people, organisations and places, in the layer `entities`.
        case entities

        /// What is assigned where nothing is said.
        public static let standard: [Layer] = [.pos, .lemma]

        var features: [Feature] {
            switch self {
            case .pos: [.column(.upos), .column(.xpos), .column(.feats)]
            case .lemma: [.column(.lemma)]
            case .entities: [.layer("entities")]
            }
        }
    }

    /// The name in messages and provenance.
    public let name: String
    /// Tokens and sentences.
    public let requires: [Feature] = [.tokens, .sentences]
    /// Where it is written, if it is in a definition.
    public let location: SourceLocation?
    let layers: Set<Layer>
    let model: TaggerModel?
    let entities: EntityModel?

    /// The columns of its layers, and the layer `entities`.
    public var assigns: [Feature] { Layer.allCases.filter(layers.contains).flatMap(\.features) }

    /// A stage.
    ///
    /// - Parameters:
    ///   - name: the name in messages and provenance.
    ///   - layers: what it assigns.
    ///   - model: another tagger than the one in the binary.
    ///   - entities: another recognizer of names than the one in the binary.
    ///   - location: where it is defined, for messages.
    /// - Throws: ``PipelineCore/PipelineError`` with code `definition.invalid` when a model in the binary is damaged.
    public init(
        name: String = "tag.english", layers: [Layer] = Layer.standard, model: TaggerModel? = nil,
        entities: EntityModel? = nil, location: SourceLocation? = nil
    ) throws(PipelineError) {
        self.name = name
        self.layers = Set(layers)
        self.location = location
        let needsTagger = self.layers.contains(.pos) || self.layers.contains(.lemma)
        if needsTagger, model == nil { self.model = try TaggerModel.english() } else { self.model = model }
        let needsNames = self.layers.contains(.entities) && entities == nil
        self.entities = needsNames ? try EntityModel.english() : entities
    }

    /// A tagger with scratch memory of its own.
    public func makeInstance(for worker: Worker) -> any StageInstance { TaggerInstance(self) }
}

extension EnglishTaggerStage {
    /// What a definition may say of the stage.
    public static let component = Component<any Stage>(
        name: "tag.english", summary: "English parts of speech, features, lemmas and names",
        options: [
            Option(
                "layers", .strings, "what to assign: \"pos\", \"lemma\", \"entities\"; the first two if none is named"),
            Option("model", .path, "a model of your own in place of the one that is built in"),
        ],
        positional: "layers", assigns: Layer.allCases.flatMap(\.features)
    ) { options in
        var layers: [Layer] = []
        for name in options.strings("layers") ?? Layer.standard.map(\.rawValue) {
            guard let layer = Layer(rawValue: name) else {
                throw options.error(
                    "there is no layer '\(name)'",
                    remedy: Suggestion.remedy(for: name, among: Layer.allCases.map(\.rawValue)))
            }
            layers.append(layer)
        }
        do {
            let model = try options.path("model").map { try TaggerModel(SourceFile(path: $0).bytes) }
            return try EnglishTaggerStage(
                name: options.name, layers: layers, model: model, location: options.location)
        } catch {
            throw PipelineError(error, code: .definitionInvalid).at(location: options.location)
        }
    }
}
