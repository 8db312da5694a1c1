public import PipelineCore

/// Trains taggers and lemmatizers from treebanks. The same data and options give the same bytes.
///
/// ```swift
/// let model = try TaggerTraining.train(conllu: [trainBytes])
/// let score = try TaggerTraining.evaluate(TaggerModel(model), conllu: [devBytes])
/// ```
public enum TaggerTraining {
    /// What can be chosen.
    public struct Options: Sendable {
        /// How often the data is gone through.
        public var rounds = 6
        /// The seed of the order of sentences.
        public var seed: UInt64 = 1
        /// How often a word must be seen to have an entry in the tag dictionary.
        public var dictionaryCount = 2
        /// How often a word must be seen to allow no other tags than those seen.
        public var closedCount = 30
        /// The smallest weight that is kept, as a part of the largest.
        public var pruning = 0.05

        /// The options of the shipped model.
        public init() {}
    }

    /// How well a model does on a treebank, each number a part of 1, with the words as the treebank cuts them.
    public struct Score: Sendable, Hashable {
        /// The number of words.
        public var words = 0
        /// Words with the right universal part of speech.
        public var upos = 0.0
        /// Words with the right part of speech of the treebank.
        public var xpos = 0.0
        /// Words with the right lemma, given the right tags.
        public var lemmaOfGoldTags = 0.0
        /// Words with the right lemma, given the tagger's tags.
        public var lemma = 0.0
    }

    /// Trains a model. Cost: some seconds for a hundred thousand words, some hundred megabytes.
    ///
    /// - Parameters:
    ///   - conllu: the contents of CoNLL-U files.
    ///   - clusters: lines of a lower-cased word and the number of its group of like words among 64, among 256 and
    ///     among 1,024, with tabs between them; empty for none.
    ///   - progress: called after each round with its number and the part of words that were guessed right in it.
    /// - Returns: the bytes of a model, for ``TaggerModel/init(_:)``.
    /// - Throws: ``PipelineError`` with code `documentUnreadable` when there are no words or more than 255 pairs of tags.
    public static func train(
        conllu: [[UInt8]], clusters: [UInt8] = [], options: Options = Options(),
        progress: (Int, Double) -> Void = { _, _ in }
    ) throws(PipelineError) -> [UInt8] {
        let sentences = conllu.flatMap(ConlluReader.sentences)
        let labels = LabelSet(sentences)
        guard !sentences.isEmpty else { throw PipelineError(.documentUnreadable, "there are no words to train on") }
        guard labels.count <= 255 else {
            throw PipelineError(
                .documentUnreadable, "the data has \(labels.count) pairs of UPOS and XPOS; a model holds 255")
        }
        let dictionary = TagDictionary(sentences, labels: labels, options: options)
        let clusters = WordClusters.entries(clusters)
        var trainer = PerceptronTrainer(labelCount: labels.count, dictionary: dictionary, clusters: clusters)
        trainer.train(sentences.map { $0.map { (TokenSketch($0), labels[$0]) } }, options: options, progress: progress)
        let lemmas = LemmaTrainer(sentences, labels: labels)
        return ModelWriter.bytes(
            labels: labels, dictionary: dictionary, weights: trainer.averagedWeights(pruning: options.pruning),
            lemmas: lemmas, clusters: clusters)
    }

    /// Measures a model on the words of a treebank.
    public static func evaluate(_ model: TaggerModel, conllu: [[UInt8]]) -> Score {
        var decoder = TaggerDecoder(model)
        var lemmatizer = Lemmatizer(model.tables)
        var counts = (upos: 0, xpos: 0, goldLemma: 0, lemma: 0)
        var score = Score()
        for sentence in conllu.flatMap(ConlluReader.sentences) {
            score.words += sentence.count
            decoder.tag(count: sentence.count, sketch: { TokenSketch(sentence[$0]) }) { index, label in
                let gold = sentence[index]
                let goldLabel = model.labels.firstIndex { $0.upos == gold.upos && $0.xpos == gold.xpos } ?? label
                if model.labels[label].upos == gold.upos { counts.upos += 1 }
                if model.labels[label].xpos == gold.xpos { counts.xpos += 1 }
                if lemmatizer.lemma(of: gold.form, label: label) == gold.lemma { counts.lemma += 1 }
                if lemmatizer.lemma(of: gold.form, label: goldLabel) == gold.lemma { counts.goldLemma += 1 }
            }
        }
        let words = Double(max(1, score.words))
        score.upos = Double(counts.upos) / words
        score.xpos = Double(counts.xpos) / words
        score.lemmaOfGoldTags = Double(counts.goldLemma) / words
        score.lemma = Double(counts.lemma) / words
        return score
    }
}

extension TokenSketch {
    init(_ token: GoldToken) { self = token.form.withUnsafeBufferPointer { TokenSketch($0) } }
}
