internal import PipelineCore

/// The tables of a network inside a model. Verified, no look-up can leave them.
///
/// - Note: `@unchecked Sendable` because the pointers lead into constant memory that the model keeps alive.
struct NetworkTables: @unchecked Sendable {
    /// The sections of a network, the first ones of every model.
    enum Section: Int, CaseIterable {
        case featurePrints
        case featureRows
        case embeddings
        case scales
        case pairPrints
        case pairRows
        case pairEmbeddings
        case pairFactors
        case weights
        case biases
        case wordPrints
        case wordEntries
    }

    let shape: NetworkShape
    /// From a feature to its row; row 0 stands for the edges of a sentence.
    let features: HashTable<UInt16, UInt32>
    let embeddings: UnsafeBufferPointer<Int8>
    /// What a step of each row is worth.
    let scales: UnsafeBufferPointer<Float>
    /// From a pair of words to its row.
    let pairs: HashTable<UInt16, UInt32>
    let pairEmbeddings: UnsafeBufferPointer<Int8>
    /// What a step of each row of a pair is worth, in ``FixedPoint/factorBits``.
    let pairFactors: UnsafeBufferPointer<Int32>
    /// The weights of the first layer for all places, of the second, both with their rows in pairs, and of the output.
    private let weights: UnsafePointer<Int16>
    /// The biases of the layers and of the output.
    private let biases: UnsafePointer<Int32>
    let words: HashTable<UInt16, UInt32>

    init(_ sections: ModelSections, shape: NetworkShape, verifies: Bool) throws(PipelineError) {
        func signed(_ section: Section) -> UnsafeBufferPointer<Int8> {
            sections.numbers(section.rawValue, as: Int8.self)
        }
        func table(_ prints: Section, _ numbers: Section) throws(PipelineError) -> HashTable<UInt16, UInt32> {
            guard
                let table = HashTable(
                    prints: sections.numbers(prints.rawValue, as: UInt16.self),
                    numbers: sections.numbers(numbers.rawValue, as: UInt32.self))
            else { throw ModelSections.invalid("a table does not fit") }
            return table
        }
        self.shape = shape
        features = try table(.featurePrints, .featureRows)
        pairs = try table(.pairPrints, .pairRows)
        words = try table(.wordPrints, .wordEntries)
        embeddings = signed(.embeddings)
        pairEmbeddings = signed(.pairEmbeddings)
        scales = sections.numbers(Section.scales.rawValue, as: Float.self)
        pairFactors = sections.numbers(Section.pairFactors.rawValue, as: Int32.self)
        let weights = sections.numbers(Section.weights.rawValue, as: Int16.self)
        let biases = sections.numbers(Section.biases.rawValue, as: Int32.self)
        guard weights.count + biases.count == shape.count,
            biases.count == NetworkShape.first + NetworkShape.second + shape.rows,
            let firstWeight = weights.baseAddress, let firstBias = biases.baseAddress
        else { throw ModelSections.invalid("the network has another shape") }
        (self.weights, self.biases) = (firstWeight, firstBias)
        guard verifies else { return }
        guard !scales.isEmpty, embeddings.count == scales.count * NetworkShape.embedding,
            features.all.allSatisfy({ Int($0) < scales.count }),
            !pairFactors.isEmpty, pairEmbeddings.count == pairFactors.count * NetworkShape.first,
            pairs.all.allSatisfy({ Int($0) < pairFactors.count })
        else { throw ModelSections.invalid("an entry leads outside its table") }
    }

    /// The weights of the first layer: a row for each number of a word, a column for each place and number of the layer.
    var firstWeights: UnsafePointer<Int16> { weights }
    /// The weights of the second layer: a row for each number of three places of the first.
    var secondWeights: UnsafePointer<Int16> { weights + NetworkShape.firstWeightCount }
    /// The weights of a row of the output.
    @inline(__always)
    func outputWeights(_ row: Int) -> UnsafePointer<Int16> {
        secondWeights + NetworkShape.secondWeightCount + row * NetworkShape.seen
    }
    var firstBiases: UnsafePointer<Int32> { biases }
    var secondBiases: UnsafePointer<Int32> { biases + NetworkShape.first }
    @inline(__always)
    func outputBias(_ row: Int) -> Int32 { biases[NetworkShape.first + NetworkShape.second + row] }

    /// The sketch of a word.
    func sketch(_ form: UnsafeBufferPointer<UInt8>) -> WordSketch {
        WordSketch(form) { words[$0].map { WordList.Entry(bits: $0) } }
    }
}
