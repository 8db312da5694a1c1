public import PipelineCore

/// Gives lemmas to tokens that have their parts of speech, by a ``LemmaModel``.
public struct LemmaModelStage: Stage {
    /// The name in messages and provenance.
    public let name: String
    /// Tokens and their universal parts of speech.
    public let requires: [Feature] = [.tokens, .column(.upos)]
    /// The column `lemma`.
    public let assigns: [Feature] = [.column(.lemma)]
    /// Where it is written, if it is in a definition.
    public let location: SourceLocation?
    private let model: LemmaModel

    /// A stage.
    public init(name: String = "tag.model", model: LemmaModel, location: SourceLocation? = nil) {
        self.name = name
        self.model = model
        self.location = location
    }

    /// A lemmatizer with a cache of its own.
    public func makeInstance(for worker: Worker) -> any StageInstance {
        Instance(model: model, lemmatizer: Lemmatizer(model.tables))
    }

    private struct Instance: StageInstance {
        let model: LemmaModel
        var lemmatizer: Lemmatizer

        mutating func process(_ document: inout Document, _ context: StageContext) throws {
            var column: [Symbol] = []
            column.reserveCapacity(document.tokens.count)
            for token in 0..<document.tokens.count {
                let label = model.label(
                    upos: document.value(of: .upos, at: token) ?? "", xpos: document.value(of: .xpos, at: token) ?? "")
                let lemma = lemmatizer.lemma(of: Array(document.text.bytes[document.tokens[token]]), label: label)
                column.append(lemma.withUnsafeBufferPointer { document.intern($0) })
            }
            document.assign(column, to: .lemma)
        }
    }
}
