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
        /// How often the data is gone through at most.
        public var rounds = 18
        /// The seed of the order of sentences and of all else that is left to chance.
        public var seed: UInt64 = 1
        /// After how many rounds without a better score on the development data the training ends.
        public var patience = 3
        /// How often a word must be seen to have no other parts of speech than those seen.
        public var knownCount = 20
        /// How often a feature must be seen to count.
        public var featureCount = 2
        /// How often two words must be seen together to count.
        public var pairCount = 5
        /// What the model's card says.
        public var card = ModelCard()

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
        /// Words with all the right features.
        public var feats = 0.0
        /// Words with the right lemma, given the right tags.
        public var lemmaOfGoldTags = 0.0
        /// Words with the right lemma, given the tagger's tags.
        public var lemma = 0.0
    }

    /// What a round of training gave.
    public struct Round: Sendable {
        /// Its number, from 1.
        public let number: Int
        /// The mean loss a word: how much the truth surprised the network, in nats.
        public let loss: Double
        /// The score on the development data; `nil` without any.
        public let score: Score?
    }

    /// Trains a model. Cost: about a minute and some hundred megabytes for two hundred thousand words.
    ///
    /// - Parameters:
    ///   - conllu: the contents of CoNLL-U files. The conventions of the first count where they differ.
    ///   - development: the contents of CoNLL-U files that the best round is chosen by; nothing is learnt from them.
    ///   - groups: lines of a lower-cased word and the number of its group of like words among 64, among 256 and
    ///     among 1,024, with tabs between them; empty for none.
    ///   - text: more tokenized text, IOB2 or CoNLL-U, whose capital letters are counted.
    ///   - lists: up to five lists of a lower-cased word a line: first names, surnames, places, organizations, and
    ///     words that are no names by themselves.
    ///   - options: how to train.
    ///   - progress: called after each round.
    /// - Returns: the bytes of a model, for ``TaggerModel/init(_:)``.
    /// - Throws: ``PipelineCore/PipelineError`` with code `documentUnreadable` when there are no words.
    public static func train(
        conllu: [[UInt8]], development: [[UInt8]] = [], groups: [UInt8] = [], text: [[UInt8]] = [],
        lists: [[UInt8]] = [], options: Options = Options(), progress: (Round) -> Void = { _ in }
    ) throws(PipelineError) -> [UInt8] {
        let sentences = conllu.flatMap(ConlluReader.sentences)
        guard !sentences.isEmpty else { throw PipelineError(.documentUnreadable, "there are no words to train on") }
        let gold = development.flatMap(ConlluReader.sentences)
        let tags = TagSet(sentences)
        let words = sentences.map { $0.map(\.form) } + text.flatMap(ColumnReader.forms)
        let list = WordList.entries(groups: groups, sentences: words, lists: lists)
        let first = ConlluReader.sentences(conllu[0]).count
        let data = TrainingData(
            sentences.map { Self.examples($0, tags) }, copies: Self.copies(sentences).map { Self.examples($0, tags) },
            list: list, featureCount: options.featureCount, pairCount: options.pairCount, mainCount: first)
        let lemmas = LemmaTrainer(sentences, tags: tags, mainCount: first)
        let known = tags.choices(sentences, count: options.knownCount)
        let shape = NetworkShape(classes: tags.classes.count, variants: tags.tags.count)
        var trainer = NetworkTrainer(data, shape: shape, variants: tags.classes, options: Self.network(options))
        var best = Best<Score>()
        trainer.train { number, loss, trainer in
            let isLast = number == options.rounds
            guard isLast || !gold.isEmpty else {
                progress(Round(number: number, loss: loss, score: nil))
                return true
            }
            let model = bytes(trainer, tags: tags, known: known, lemmas: lemmas, list: list, card: options.card)
            let score = gold.isEmpty ? nil : (try? TaggerModel(model)).map { evaluate($0, gold) }
            progress(Round(number: number, loss: loss, score: score))
            return best.take(model, score, value: score.map { $0.upos + $0.xpos + $0.feats } ?? 0, options.patience)
        }
        var card = options.card
        if let score = best.score { card["scores"] = score.summary }
        return try withCard(card, best.model)
    }

    private static func network(_ options: Options) -> NetworkTrainer.Options {
        var network = NetworkTrainer.Options()
        network.rounds = options.rounds
        network.seed = options.seed
        // Learnt from both, then fitted to the conventions that count.
        network.mainRounds = options.rounds * 4 / 9
        network.batch = 16
        network.fall = 0.95
        return network
    }

    private static func examples(_ sentence: [GoldToken], _ tags: TagSet) -> [TrainingData.Example] {
        sentence.enumerated().map { index, token in
            TrainingData.Example(
                form: token.form, label: tags[token].label, variant: tags[token].variant,
                touchesLast: index > 0 && sentence[index - 1].touchesNext)
        }
    }

    /// Every so many sentences one is learnt in small letters as well.
    private static let copyStep = 6

    /// Some of the sentences in small letters, as hasty text is written.
    private static func copies(_ sentences: [[GoldToken]]) -> [[GoldToken]] {
        stride(from: 0, to: sentences.count, by: Self.copyStep).map { index in
            sentences[index].map { token in
                var token = token
                token.form = LemmaEdit.lowercased(token.form)
                return token
            }
        }
    }

    private static func bytes(
        _ trainer: NetworkTrainer, tags: TagSet, known: (words: [UInt64: UInt16], choices: [UInt16]),
        lemmas: LemmaTrainer, list: [UInt64: UInt32],
        card: ModelCard
    ) -> [UInt8] {
        let names = tags.tags.map { "\($0.upos)\t\($0.xpos)\t\($0.feats)\n" }.joined()
        let words = HashTable<UInt32, UInt16>.sections(
            known.words.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        let network = ModelWriter.sections(trainer, list: list)
        return ModelWriter.file(
            magic: TaggerModel.magic,
            network + [
                Array(card.text.utf8), Array(names.utf8), ModelWriter.littleEndian(words.prints),
                ModelWriter.littleEndian(words.numbers), ModelWriter.littleEndian(known.choices),
            ] + lemmas.sections)
    }

    /// A model with another card.
    public static func withCard(_ card: ModelCard, _ model: [UInt8]) throws(PipelineError) -> [UInt8] {
        let count = NetworkTables.Section.allCases.count + TaggerModel.Section.allCases.count
        return try ModelWriter.replacing(
            TaggerModel.Section.card.rawValue, of: model, magic: TaggerModel.magic, count: count,
            with: Array(card.text.utf8))
    }

    /// Measures a model on the words of a treebank.
    public static func evaluate(_ model: TaggerModel, conllu: [[UInt8]]) -> Score {
        evaluate(model, conllu.flatMap(ConlluReader.sentences))
    }

    static func evaluate(_ model: TaggerModel, _ sentences: [[GoldToken]]) -> Score {
        var decoder = TaggerDecoder(model)
        var lemmatizer = Lemmatizer(model.tables.lemmas)
        let labels = Dictionary(
            model.classes.enumerated().map { (Self.pair(model.tags[$1.lowerBound]), $0) }, uniquingKeysWith: { $1 })
        var counts = (upos: 0, xpos: 0, feats: 0, goldLemma: 0, lemma: 0)
        var score = Score()
        for sentence in sentences {
            score.words += sentence.count
            for (gold, number) in zip(sentence, decoder.tags(of: sentence)) {
                let tag = model.tags[number]
                let label = model.labels[number]
                if tag.upos == gold.upos { counts.upos += 1 }
                if tag.xpos == gold.xpos { counts.xpos += 1 }
                if tag.feats == gold.feats { counts.feats += 1 }
                if lemmatizer.lemma(of: gold.form, label: label) == gold.lemma { counts.lemma += 1 }
                let goldLabel = labels[pair(gold.tag)] ?? label
                if lemmatizer.lemma(of: gold.form, label: goldLabel) == gold.lemma { counts.goldLemma += 1 }
            }
        }
        let words = Double(max(1, score.words))
        score.upos = Double(counts.upos) / words
        score.xpos = Double(counts.xpos) / words
        score.feats = Double(counts.feats) / words
        score.lemmaOfGoldTags = Double(counts.goldLemma) / words
        score.lemma = Double(counts.lemma) / words
        return score
    }

    private static func pair(_ tag: TaggerModel.Tag) -> String { "\(tag.upos)\t\(tag.xpos)" }
}

extension TaggerTraining.Score {
    /// The numbers on one line.
    public var summary: String {
        func percent(_ part: Double) -> String { "\((part * 10_000).rounded() / 100)" }
        return "UPOS \(percent(upos)), XPOS \(percent(xpos)), feats \(percent(feats)), lemma \(percent(lemma)) "
            + "(\(percent(lemmaOfGoldTags)) with the data's tags), of \(words) words"
    }
}

/// The best model of a training.
struct Best<Score> {
    private(set) var model: [UInt8] = []
    private(set) var score: Score?
    private var value = -1.0
    private var worse = 0

    /// Takes a round's model if it is better.
    ///
    /// - Returns: whether there is hope for more.
    mutating func take(_ model: [UInt8], _ score: Score?, value: Double, _ patience: Int) -> Bool {
        guard value > self.value else {
            worse += 1
            return worse < patience
        }
        (self.model, self.score, self.value, worse) = (model, score, value, 0)
        return true
    }
}

extension TaggerDecoder {
    /// The numbers of the tags of a sentence.
    mutating func tags(of sentence: [GoldToken]) -> [Int] {
        var (bytes, ranges, result) = ([UInt8](), [Range<Int>](), [Int]())
        for token in sentence {
            ranges.append(bytes.count..<bytes.count + token.form.count)
            bytes += token.form
            if !token.touchesNext { bytes.append(0x20) }
        }
        bytes.withUnsafeBufferPointer { bytes in
            tag(
                count: sentence.count, form: { UnsafeBufferPointer(rebasing: bytes[ranges[$0]]) },
                result: { result.append($1) })
        }
        return result
    }
}
