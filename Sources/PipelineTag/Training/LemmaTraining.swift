public import PipelineCore

/// Trains lemmatizers from treebanks. The same data gives the same bytes.
public enum LemmaTraining {
    /// Trains a model. Cost: some seconds for two hundred thousand words.
    ///
    /// - Parameters:
    ///   - conllu: the contents of CoNLL-U files.
    ///   - development: the contents of CoNLL-U files that the score of the card is measured on.
    ///   - card: what the model's card says.
    /// - Returns: the bytes of a model, for ``LemmaModel/init(_:)``.
    /// - Throws: ``PipelineCore/PipelineError`` with code `documentUnreadable` when there are no words.
    public static func train(
        conllu: [[UInt8]], development: [[UInt8]] = [], card: ModelCard = ModelCard()
    ) throws(PipelineError) -> [UInt8] {
        let sentences = conllu.flatMap(ConlluReader.sentences)
        guard !sentences.isEmpty else { throw PipelineError(.documentUnreadable, "there are no words to train on") }
        let tags = TagSet(sentences)
        let lemmas = LemmaTrainer(sentences, tags: tags)
        let labels = tags.classes.map { variants in
            "\(tags.tags[variants.lowerBound].upos)\t\(tags.tags[variants.lowerBound].xpos)\n"
        }.joined()
        func model(_ card: ModelCard) -> [UInt8] {
            ModelWriter.file(
                magic: LemmaModel.magic, [Array(card.text.utf8), Array(labels.utf8)] + lemmas.sections)
        }
        guard !development.isEmpty else { return model(card) }
        var scored = card
        let score = evaluate(try LemmaModel(model(card)), conllu: development)
        scored["scores"] = "lemma \((score * 10_000).rounded() / 100), given the data's tags"
        return model(scored)
    }

    /// The part of the words of a treebank whose lemma is right, given their parts of speech.
    public static func evaluate(_ model: LemmaModel, conllu: [[UInt8]]) -> Double {
        var lemmatizer = Lemmatizer(model.tables)
        let tokens = conllu.flatMap(ConlluReader.sentences).flatMap(\.self)
        let right = tokens.count { token in
            let label = model.label(upos: token.upos, xpos: token.xpos)
            return lemmatizer.lemma(of: token.form, label: label) == token.lemma
        }
        return Double(right) / Double(max(1, tokens.count))
    }
}
