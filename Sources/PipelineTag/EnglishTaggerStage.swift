public import PipelineCore

/// The stage `tag.english`: universal and treebank parts of speech, and lemmas.
///
/// A greedy perceptron tagger and lemma rules, both trained on the English Web Treebank and GUM. Every token gets a part
/// of speech; what is not English is mostly tagged as a foreign word or a name.
public struct EnglishTaggerStage: Stage {
    /// What the stage can assign.
    public enum Layer: String, Sendable, CaseIterable {
        /// The columns `upos` and `xpos`.
        case pos
        /// The column `lemma`.
        case lemma
    }

    /// The name in messages and provenance.
    public let name: String
    /// Tokens and sentences.
    public let requires: [Feature] = [.tokens, .sentences]
    /// Where it is written, if it is in a definition.
    public let location: SourceLocation?
    private let layers: Set<Layer>
    private let model: TaggerModel

    /// The columns of its layers.
    public var assigns: [Feature] {
        (layers.contains(.pos) ? [.column(.upos), .column(.xpos)] : [])
            + (layers.contains(.lemma) ? [.column(.lemma)] : [])
    }

    /// A stage.
    ///
    /// - Parameters:
    ///   - layers: what it assigns.
    ///   - model: another model than the one in the binary.
    /// - Throws: ``PipelineError`` with code `definition.invalid` when the model in the binary is damaged.
    public init(
        name: String = "tag.english", layers: [Layer] = Layer.allCases, model: TaggerModel? = nil,
        location: SourceLocation? = nil
    ) throws(PipelineError) {
        self.name = name
        self.layers = Set(layers)
        self.location = location
        if let model { self.model = model } else { self.model = try TaggerModel.english() }
    }

    /// A tagger with scratch memory of its own.
    public func makeInstance(for worker: Worker) -> any StageInstance {
        EnglishTaggerInstance(model: model, layers: layers)
    }
}

extension EnglishTaggerStage {
    /// What a definition may say of the stage.
    public static let component = Component<any Stage>(
        name: "tag.english", summary: "English parts of speech and lemmas",
        options: [
            Option("layers", .strings, "what to assign: \"pos\", \"lemma\"; both if none is named"),
            Option("model", .path, "a model of your own in place of the one that is built in"),
        ],
        positional: "layers", assigns: [.column(.upos), .column(.xpos), .column(.lemma)]
    ) { options in
        let names = options.strings("layers") ?? Layer.allCases.map(\.rawValue)
        var layers: [Layer] = []
        for name in names {
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

/// The tagger of one worker.
struct EnglishTaggerInstance: StageInstance {
    private let model: TaggerModel
    private let layers: Set<EnglishTaggerStage.Layer>
    private var decoder: TaggerDecoder
    private var lemmatizer: Lemmatizer

    init(model: TaggerModel, layers: Set<EnglishTaggerStage.Layer>) {
        self.model = model
        self.layers = layers
        decoder = TaggerDecoder(model)
        lemmatizer = Lemmatizer(model.tables)
    }

    mutating func process(_ document: inout Document, _ context: StageContext) {
        let labels = labels(of: document)
        if layers.contains(.pos) {
            let upos = model.labels.map { document.intern($0.upos) }
            let xpos = model.labels.map { document.intern($0.xpos) }
            document.assign(labels.map { upos[Int($0)] }, to: .upos)
            document.assign(labels.map { xpos[Int($0)] }, to: .xpos)
        }
        if layers.contains(.lemma) { assignLemmas(to: &document, labels) }
    }

    private mutating func labels(of document: Document) -> [UInt8] {
        var labels: [UInt8] = []
        labels.reserveCapacity(document.tokens.count)
        let (starts, ends) = (document.tokens.starts, document.tokens.ends)
        document.text.bytes.withUnsafeBufferPointer { text in
            for index in 0..<document.sentences.count {
                let run = document.sentences[index]
                decoder.tag(
                    count: run.count,
                    sketch: { offset in
                        let token = run.lowerBound + offset
                        return TokenSketch(UnsafeBufferPointer(rebasing: text[Int(starts[token])..<Int(ends[token])]))
                    },
                    result: { labels.append(UInt8($1)) })
            }
        }
        return labels
    }

    private mutating func assignLemmas(to document: inout Document, _ labels: [UInt8]) {
        var known: [LemmaKey: Symbol] = [:]
        var column: [Symbol] = []
        column.reserveCapacity(labels.count)
        let text = document.text.bytes
        for (token, label) in labels.enumerated() {
            let form = text[document.tokens[token]]
            let key = LemmaKey(form: form, label: label)
            if let symbol = known[key] {
                column.append(symbol)
                continue
            }
            let lemma = lemmatizer.lemma(of: Array(form), label: Int(label))
            let symbol = lemma.withUnsafeBufferPointer { document.intern($0) }
            known[key] = symbol
            column.append(symbol)
        }
        document.assign(column, to: .lemma)
    }
}

/// A form with a label, by its hash: within one document two forms of the same 64-bit hash do not occur in practice,
/// and the length has to agree as well.
private struct LemmaKey: Hashable {
    private let hash: UInt64
    private let length: Int

    init(form: ArraySlice<UInt8>, label: UInt8) {
        let sum = form.withUnsafeBufferPointer { $0.reduce(FeatureHash.seed) { FeatureHash.add($1, to: $0) } }
        hash = FeatureHash.feature(UInt64(label), sum)
        length = form.count
    }
}
