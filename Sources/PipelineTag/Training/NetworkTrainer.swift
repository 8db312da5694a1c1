/// Learns a network from sentences by gradient descent. The same data and options give the same numbers.
struct NetworkTrainer {
    /// What can be chosen.
    struct Options {
        /// How often the data is gone through.
        var rounds = 10
        /// The seed of all that is left to chance.
        var seed: UInt64 = 1
        /// How many sentences are seen between two steps at most; fewer where there are few.
        var batch = 8
        /// The size of the first steps; it falls towards 0.
        var rate: Float = 0.002
        /// The part of the rate that is lost by the end.
        var fall: Float = 0.8
        /// How much the newest values count in the average.
        var share: Float = 0.1
        /// The part of the numbers of a word that is left out while learning.
        var inputDropout: Float = 0.2
        /// The part of the numbers of a layer that is left out while learning.
        var layerDropout: Float = 0.25
        /// How much the variants tell the layers, beside the classes.
        var variantShare: Float = 0.3
        /// In how many of the last rounds the main part of the data counts most.
        var mainRounds = 0
        /// The part of the other data that is left out in these rounds.
        var otherDropout: Float = 0.6
        /// How often a word is hidden, so that its parts have to do; rare words are hidden more often.
        var wordDropout: Float = 0.15
    }

    let data: TrainingData
    let shape: NetworkShape
    let options: Options
    /// The variants of each class.
    let variants: [Range<Int>]
    let embeddings: Parameter
    let pairs: Parameter
    let dense: Parameter
    var random: TrainingRandom
    private var touchedRows = TouchedRows()
    private var touchedPairs = TouchedRows()
    private var pass: NetworkPass

    init(_ data: TrainingData, shape: NetworkShape, variants: [Range<Int>], options: Options) {
        self.data = data
        self.shape = shape
        self.variants = variants
        self.options = options
        random = TrainingRandom(seed: options.seed)
        embeddings = Parameter(data.features.count * NetworkShape.embedding)
        pairs = Parameter(data.pairs.count * NetworkShape.first)
        dense = Parameter(shape.count)
        pass = NetworkPass(shape)
        touchedRows.reserve(data.features.count)
        touchedPairs.reserve(data.pairs.count)
        embeddings.randomize(0..<embeddings.count, size: 0.1, &random)
        pairs.randomize(0..<pairs.count, size: 0.02, &random)
        randomize(NetworkShape.firstWeights, NetworkShape.firstWeightCount, 0.177)
        randomize(NetworkShape.secondWeights, NetworkShape.secondWeightCount, 0.144)
        randomize(NetworkShape.outputWeights, NetworkShape.seen * shape.rows, 0.05)
    }

    private mutating func randomize(_ start: Int, _ count: Int, _ size: Float) {
        dense.randomize(start..<start + count, size: size, &random)
    }

    /// How often a round the values are averaged.
    private static let snapshots = 4

    /// The factor that makes up for a part that is left out.
    static func raise(_ part: Float) -> Float { 1 / (1 - part) }

    /// Goes through the data.
    ///
    /// - Parameter afterRound: called with the number of the round and the mean loss a word; ends the training when it
    ///   returns `false`.
    mutating func train(afterRound: (Int, Double, NetworkTrainer) -> Bool) {
        var order = Array(data.sentences.indices)
        let batch = max(1, min(options.batch, order.count / 50))
        let batches = (order.count + batch - 1) / batch
        let total = batches * max(1, options.rounds)
        let warmUp = min(200, total / 10 + 1)
        let stride = max(1, batches / Self.snapshots)
        var step = 0
        for round in 1...max(1, options.rounds) {
            let otherDropout = round > options.rounds - options.mainRounds ? options.otherDropout : 0
            order.shuffle(using: &random)
            var loss = 0.0
            var words = 0
            for start in Swift.stride(from: 0, to: order.count, by: batch) {
                for index in order[start..<min(order.count, start + batch)] {
                    if otherDropout > 0, !isMain(index), random.unit() < otherDropout { continue }
                    loss += learn(data.sentences[index])
                    words += data.sentences[index].count
                }
                step += 1
                let fall = 1 - options.fall * Float(step) / Float(total)
                update(rate: options.rate * fall * min(1, Float(step) / Float(warmUp)))
                if step % stride == 0 { average(step / stride) }
            }
            guard afterRound(round, loss / Double(max(1, words)), self) else { return }
        }
    }

    private func isMain(_ index: Int) -> Bool { data.sentences[index].first?.isMain != false }

    private func average(_ number: Int) {
        for parameter in [dense, embeddings, pairs] { parameter.average(share: max(1 / Float(number), options.share)) }
    }

    private mutating func update(rate: Float) {
        dense.step(NetworkShape.firstBias..<dense.count, rate: rate)
        for row in touchedRows.take() {
            embeddings.step(row * NetworkShape.embedding..<(row + 1) * NetworkShape.embedding, rate: rate)
        }
        for row in touchedPairs.take() {
            pairs.step(row * NetworkShape.first..<(row + 1) * NetworkShape.first, rate: rate / 2)
        }
    }

    /// Learns from one sentence.
    ///
    /// - Returns: the sum of the losses of its words.
    private mutating func learn(_ sentence: [TrainingData.Token]) -> Double {
        let rows = sentence.map { token in
            let rows = chosenRows(of: data.words[token.word])
            return token.isMain ? Array(rows) : rows.map { $0 == data.mainRow ? data.otherRow : $0 }
        }
        let pairRows = sentence.map { token in token.pairs.filter { _ in random.unit() >= layerDrop } }
        pass.begin(sentence.count)
        for (index, rows) in ([[0], [0]] + rows + [[0], [0]]).enumerated() {
            let word = pass.words.start + index * NetworkShape.embedding
            for row in rows {
                Vectors.add(
                    embeddings.values + row * NetworkShape.embedding, to: word, count: NetworkShape.embedding)
            }
            random.dropOut(options.inputDropout, word, count: NetworkShape.embedding)
        }
        pass.forward(sentence.count, dense.values, options: options, &random) { index, sum in
            for row in pairRows[index] {
                Vectors.add(pairs.values + row * NetworkShape.first, to: sum, count: NetworkShape.first)
            }
        }
        let loss = pass.backward(sentence, dense, variants: variants, options: options)
        for (index, rows) in ([[0], [0]] + rows + [[0], [0]]).enumerated() {
            let gradient = pass.wordGradients.start + index * NetworkShape.embedding
            for row in rows {
                touchedRows.insert(row)
                Vectors.add(
                    gradient, to: embeddings.gradients + row * NetworkShape.embedding, count: NetworkShape.embedding)
            }
        }
        for (index, rows) in pairRows.enumerated() {
            let gradient = pass.firstGradients.start + (index + 1) * NetworkShape.first
            for row in rows {
                touchedPairs.insert(row)
                Vectors.add(gradient, to: pairs.gradients + row * NetworkShape.first, count: NetworkShape.first)
            }
        }
        return loss
    }

    private var layerDrop: Float { options.layerDropout }

    private mutating func chosenRows(of word: TrainingData.Word) -> ArraySlice<Int> {
        let part = word.count < 3 ? max(0.4, options.wordDropout) : options.wordDropout
        return random.unit() < part ? word.rows[word.wholeCount...] : word.rows[...]
    }
}

/// The rows that have gradients.
private struct TouchedRows {
    private var marks: [Bool] = []
    private var rows: [Int] = []

    mutating func reserve(_ count: Int) { marks = Array(repeating: false, count: count) }

    mutating func insert(_ row: Int) {
        guard !marks[row] else { return }
        marks[row] = true
        rows.append(row)
    }

    /// The rows in the order in which they came; there are none afterwards.
    mutating func take() -> [Int] {
        for row in rows { marks[row] = false }
        defer { rows.removeAll(keepingCapacity: true) }
        return rows
    }
}
