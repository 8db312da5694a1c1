public import PipelineCore

/// Trains recognizers of names. The same data and options give the same bytes.
public enum EntityTraining {
    /// What can be chosen.
    public struct Options: Sendable {
        /// The labels that are learnt; others are taken for no names.
        public var labels = ["PER", "ORG", "LOC"]
        /// How often the data is gone through at most.
        public var rounds = 6
        /// The seed of all that is left to chance.
        public var seed: UInt64 = 1
        /// After how many rounds without a better score on the development data the training ends.
        public var patience = 3
        /// How often a feature must be seen to count.
        public var featureCount = 5
        /// How often two words must be seen together to count; 0 for no pairs.
        public var pairCount = 0
        /// What the model's card says.
        public var card = ModelCard()

        /// The options of the shipped model.
        public init() {}
    }

    /// What a round of training gave.
    public struct Round: Sendable {
        /// Its number, from 1.
        public let number: Int
        /// The mean loss a word in nats.
        public let loss: Double
        /// The score on the development data, for whole names with the right label; `nil` without any.
        public let score: SpanCounts?
    }

    /// Trains a model. Cost: some minutes and some hundred megabytes for half a million words.
    ///
    /// - Parameters:
    ///   - data: the contents of files: IOB2, or CoNLL-U with `Entity=` in its last column. What the first
    ///     takes for a name counts where they differ.
    ///   - development: the contents of IOB2 files that the best round is chosen by; nothing is learnt from them.
    ///   - groups: as for ``TaggerTraining``; `lists` likewise.
    ///   - lists: lists of names.
    ///   - options: how to train.
    ///   - progress: called after each round.
    /// - Returns: the bytes of a model, for ``EntityModel/init(_:)``.
    /// - Throws: ``PipelineCore/PipelineError`` with code `documentUnreadable` when there are no words.
    public static func train(
        data: [[UInt8]], development: [[UInt8]] = [], groups: [UInt8] = [], lists: [[UInt8]] = [],
        options: Options = Options(), progress: (Round) -> Void = { _ in }
    ) throws(PipelineError) -> [UInt8] {
        let sentences = data.flatMap(documents).flatMap(\.self)
        guard !sentences.isEmpty else { throw PipelineError(.documentUnreadable, "there are no words to train on") }
        let gold = development.flatMap(documents)
        let list = WordList.entries(groups: groups, sentences: sentences.map { $0.map(\.form) }, lists: lists)
        let training = TrainingData(
            (sentences + uncapitalized(sentences)).map { sentence in
                sentence.map {
                    TrainingData.Example(form: $0.form, label: label(of: $0.mark, options.labels), variant: nil)
                }
            }, list: list, featureCount: options.featureCount, pairCount: options.pairCount,
            mainCount: documents(data[0]).joined().count)
        var network = NetworkTrainer.Options()
        network.rounds = options.rounds
        network.seed = options.seed
        (network.inputDropout, network.layerDropout, network.wordDropout) = (0.3, 0.35, 0.35)
        let classes = 1 + 2 * options.labels.count
        var trainer = NetworkTrainer(
            training, shape: NetworkShape(classes: classes, variants: 0), variants: [], options: network)
        var best = Best<SpanCounts>()
        trainer.train { number, loss, trainer in
            guard number == options.rounds || !gold.isEmpty else {
                progress(Round(number: number, loss: loss, score: nil))
                return true
            }
            let model = bytes(trainer, list, options, card: options.card)
            let score = gold.isEmpty ? nil : (try? EntityModel(model)).map { evaluate($0, gold).total }
            progress(Round(number: number, loss: loss, score: score))
            return best.take(model, score, value: score?.f1 ?? 0, options.patience)
        }
        var card = options.card
        if let score = best.score { card["scores"] = score.summary }
        return try withCard(card, best.model)
    }

    private static func bytes(
        _ trainer: NetworkTrainer, _ list: [UInt64: UInt32], _ options: Options, card: ModelCard
    ) -> [UInt8] {
        let labels = options.labels.map { $0 + "\n" }.joined()
        return ModelWriter.file(
            magic: EntityModel.magic,
            ModelWriter.sections(trainer, list: list) + [Array(card.text.utf8), Array(labels.utf8)])
    }

    /// A model with another card.
    public static func withCard(_ card: ModelCard, _ model: [UInt8]) throws(PipelineError) -> [UInt8] {
        let count = NetworkTables.Section.allCases.count + EntityModel.Section.allCases.count
        return try ModelWriter.replacing(
            EntityModel.Section.card.rawValue, of: model, magic: EntityModel.magic, count: count,
            with: Array(card.text.utf8))
    }

    /// Every eighth sentence in small letters: names are written so in hasty text.
    private static func uncapitalized(_ sentences: [[NamedToken]]) -> [[NamedToken]] {
        stride(from: 0, to: sentences.count, by: 8).map { index in
            sentences[index].map { NamedToken(form: LemmaEdit.lowercased($0.form), mark: $0.mark) }
        }
    }

    private static func documents(_ bytes: [UInt8]) -> [[[NamedToken]]] {
        let isTreebank = bytes.prefix(1 << 16).split(separator: UInt8(ascii: "\n"))
            .contains { $0.first != UInt8(ascii: "#") && $0.split(separator: 0x09).count > 9 }
        return isTreebank ? EntityNames.documents(bytes) : ColumnReader.documents(bytes)
    }

    private static func label(of mark: String, _ labels: [String]) -> Int {
        guard let label = labels.firstIndex(of: String(mark.dropFirst(2))) else { return NameClass.outside }
        return mark.hasPrefix("B-") ? NameClass.begin(label) : NameClass.inside(label)
    }

    /// Measures a model on documents with marked names, whole names with the right label.
    public static func evaluate(_ model: EntityModel, iob2: [[UInt8]]) -> SpanScore {
        evaluate(model, iob2.flatMap(documents))
    }

    static func evaluate(_ model: EntityModel, _ documents: [[[NamedToken]]]) -> SpanScore {
        var decoder = EntityDecoder(model)
        var score = SpanScore()
        for document in documents {
            let names = decoder.names(of: document.map { $0.map(\.form) })
            let found = names.map { LabelledSpan($0.tokens, model.labels[$0.label]) }
            score.add(gold: spans(document, model.labels), predicted: found)
        }
        return score
    }

    /// Compares two files with marked names, which have the same tokens.
    ///
    /// - Throws: ``PipelineCore/PipelineError`` with code `documentUnreadable` when the tokens differ.
    public static func compare(gold: [UInt8], predicted: [UInt8]) throws(PipelineError) -> SpanScore {
        let expected = Array(documents(gold).joined())
        let found = Array(documents(predicted).joined())
        guard expected.joined().map(\.form) == found.joined().map(\.form) else {
            throw PipelineError(
                .documentUnreadable, "the two files have different tokens", remedy: "mark the names of the same tokens")
        }
        let marks = [expected, found].map { $0.joined().map { String($0.mark.dropFirst(2)) } }
        let labels = Set(marks.joined()).subtracting([""]).sorted()
        var score = SpanScore()
        score.add(gold: spans(expected, labels), predicted: spans(found, labels))
        return score
    }

    /// The marked names of a document, counted in its tokens.
    private static func spans(_ document: [[NamedToken]], _ labels: [String]) -> [LabelledSpan] {
        var spans: [LabelledSpan] = []
        for (index, token) in document.joined().enumerated() where labels.contains(String(token.mark.dropFirst(2))) {
            if token.mark.hasPrefix("B-") || spans.isEmpty {
                spans.append(LabelledSpan(index..<index + 1, String(token.mark.dropFirst(2))))
            } else {
                spans[spans.count - 1].range = spans[spans.count - 1].range.lowerBound..<index + 1
            }
        }
        return spans
    }
}

extension EntityDecoder {
    /// The names of a document, counted in its tokens.
    mutating func names(of document: [[[UInt8]]]) -> [Name] {
        var (bytes, ranges, sentences) = ([UInt8](), [Range<Int>](), [Range<Int>]())
        for sentence in document {
            sentences.append(ranges.count..<ranges.count + sentence.count)
            for form in sentence {
                ranges.append(bytes.count..<bytes.count + form.count)
                bytes += form + [0x20]
            }
        }
        return bytes.withUnsafeBufferPointer { bytes in
            names(sentences) { UnsafeBufferPointer(rebasing: bytes[ranges[$0]]) }
        }
    }
}
