/// One sentence on its way through a network that learns: forward with parts left out, and back with the gradients.
final class NetworkPass {
    private typealias Floats = UnsafeMutablePointer<Float>

    private let shape: NetworkShape
    /// The words, with two edges at both ends.
    let words = Scratch<Float>((NetworkReader.longest + 4) * NetworkShape.embedding)
    let wordGradients = Scratch<Float>((NetworkReader.longest + 4) * NetworkShape.embedding)
    private let first = Scratch<Float>((NetworkReader.longest + 2) * NetworkShape.first)
    /// The gradients of the first layer, with an edge at both ends.
    let firstGradients = Scratch<Float>((NetworkReader.longest + 2) * NetworkShape.first)
    /// What the output sees of each word: the second layer, then the first.
    private let seen = Scratch<Float>(NetworkReader.longest * NetworkShape.seen)
    private let seenGradient = Scratch<Float>(NetworkShape.seen)
    private let scores: Scratch<Float>
    /// Where a vector is not 0.
    private let places = Scratch<Int32>((2 * NetworkShape.reach + 1) * NetworkShape.embedding + 1)

    init(_ shape: NetworkShape) {
        self.shape = shape
        scores = Scratch<Float>(max(shape.classes, shape.variants))
    }

    /// Makes room for a sentence.
    func begin(_ count: Int) {
        words.start.update(repeating: 0, count: (count + 4) * NetworkShape.embedding)
        wordGradients.start.update(repeating: 0, count: (count + 4) * NetworkShape.embedding)
        first.start.update(repeating: 0, count: (count + 2) * NetworkShape.first)
        firstGradients.start.update(repeating: 0, count: (count + 2) * NetworkShape.first)
    }

    private func active(_ vector: UnsafePointer<Float>, _ count: Int) -> UnsafeBufferPointer<Int32> {
        UnsafeBufferPointer(start: places.start, count: Vectors.active(vector, count: count, places.start))
    }

    /// Computes both layers of all words.
    ///
    /// - Parameter addPairs: adds the pairs of a word to its sum.
    func forward(
        _ count: Int, _ dense: UnsafePointer<Float>, options: NetworkTrainer.Options, _ random: inout TrainingRandom,
        addPairs: (Int, UnsafeMutablePointer<Float>) -> Void
    ) {
        let (embedding, width) = (NetworkShape.embedding, NetworkShape.first)
        for index in 0..<count {
            let sum = first.start + (index + 1) * width
            sum.update(from: dense + NetworkShape.firstBias, count: width)
            addPairs(index, sum)
            let window = UnsafePointer(words.start + index * embedding)
            let length = (2 * NetworkShape.reach + 1) * embedding
            Vectors.addProduct(
                window, active: active(window, length), dense + NetworkShape.firstWeights, width: width, to: sum)
            Vectors.rectify(sum, count: width)
            random.dropOut(options.layerDropout, sum, count: width)
        }
        for index in 0..<count {
            let sum = seen.start + index * NetworkShape.seen
            sum.update(from: dense + NetworkShape.secondBias, count: NetworkShape.second)
            let window = UnsafePointer(first.start + index * width)
            Vectors.addProduct(
                window, active: active(window, 3 * width), dense + NetworkShape.secondWeights,
                width: NetworkShape.second, to: sum)
            Vectors.rectify(sum, count: NetworkShape.second)
            random.dropOut(options.layerDropout, sum, count: NetworkShape.second)
            (sum + NetworkShape.second).update(from: window + width, count: width)
        }
    }

    /// Computes the loss and all gradients.
    func backward(
        _ sentence: [TrainingData.Token], _ dense: Parameter, variants: [Range<Int>], options: NetworkTrainer.Options
    ) -> Double {
        let (embedding, width) = (NetworkShape.embedding, NetworkShape.first)
        let layerFactor = NetworkTrainer.raise(options.layerDropout)
        var loss = 0.0
        for (index, token) in sentence.enumerated() {
            seenGradient.start.update(repeating: 0, count: NetworkShape.seen)
            let values = seen.start + index * NetworkShape.seen
            loss += output(values, 0..<shape.classes, right: token.label, dense, share: 1)
            if let variant = token.variant {
                let own = variants[token.label]
                let rows = shape.classes + own.lowerBound..<shape.classes + own.upperBound
                loss += output(values, rows, right: shape.classes + variant, dense, share: options.variantShare)
            }
            Vectors.add(
                seenGradient.start + NetworkShape.second, to: firstGradients.start + (index + 1) * width, count: width)
            mask(seenGradient.start, values, count: NetworkShape.second, layerFactor)
            back(
                first.start + index * width, 3 * width, seenGradient.start, NetworkShape.secondBias,
                NetworkShape.secondWeights, NetworkShape.second, dense, firstGradients.start + index * width)
        }
        for index in sentence.indices {
            let gradient = firstGradients.start + (index + 1) * width
            mask(gradient, first.start + (index + 1) * width, count: width, layerFactor)
            back(
                words.start + index * embedding, (2 * NetworkShape.reach + 1) * embedding, gradient,
                NetworkShape.firstBias, NetworkShape.firstWeights, width, dense, wordGradients.start + index * embedding
            )
        }
        mask(
            wordGradients.start, words.start, count: (sentence.count + 4) * embedding,
            NetworkTrainer.raise(options.inputDropout))
        return loss
    }

    /// The gradient goes on where a value is not 0.
    private func mask(_ gradient: Floats, _ values: Floats, count: Int, _ factor: Float) {
        for index in 0..<count { gradient[index] = values[index] == 0 ? 0 : gradient[index] * factor }
    }

    /// Goes back through a layer: adds to the gradients of its bias, its weights and its input.
    private func back(
        _ input: Floats, _ count: Int, _ gradient: Floats, _ bias: Int, _ weights: Int, _ width: Int,
        _ dense: Parameter, _ inputGradient: Floats
    ) {
        Vectors.add(gradient, to: dense.gradients + bias, count: width)
        for row in active(input, count) {
            let start = weights + Int(row) * width
            Vectors.add(input[Int(row)], gradient, to: dense.gradients + start, count: width)
            inputGradient[Int(row)] += Vectors.dot(gradient, dense.values + start, count: width)
        }
    }

    /// Scores rows of the output and goes back from the one that is right.
    ///
    /// - Parameter share: how much of the gradient reaches the layers.
    private func output(
        _ values: Floats, _ rows: Range<Int>, right: Int, _ dense: Parameter, share: Float
    ) -> Double {
        guard rows.count > 1 else { return 0 }
        func weights(_ row: Int) -> Int { NetworkShape.outputWeights + row * NetworkShape.seen }
        for (index, row) in rows.enumerated() {
            scores.start[index] =
                dense.values[shape.outputBias + row]
                + Vectors.dot(values, dense.values + weights(row), count: NetworkShape.seen)
        }
        Vectors.softmax(scores.start, count: rows.count)
        let loss = -log(scores.start[right - rows.lowerBound])
        scores.start[right - rows.lowerBound] -= 1
        for (index, row) in rows.enumerated() where abs(scores.start[index]) > 1e-5 {
            let factor = scores.start[index]
            dense.gradients[shape.outputBias + row] += factor
            Vectors.add(factor, values, to: dense.gradients + weights(row), count: NetworkShape.seen)
            Vectors.add(factor * share, dense.values + weights(row), to: seenGradient.start, count: NetworkShape.seen)
        }
        return loss
    }

    /// The natural logarithm, coarse: it is only told.
    private func log(_ value: Float) -> Double {
        let value = max(value, 1e-9)
        return (Double(value.exponent) + Double(value.significand) - 1) * 0.693
    }
}
