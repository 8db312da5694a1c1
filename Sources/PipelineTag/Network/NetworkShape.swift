/// The sizes of a network and where its parts lie among the numbers of its dense part.
///
/// Each word is the sum of the vectors of its features. The first layer sees five words and pairs of words, the second
/// three places of the first (after Botha et al., 2017, and Collobert et al., 2011). The output sees both layers and
/// scores classes; each class may have variants that are told apart once the class is known.
struct NetworkShape: Hashable {
    /// The length of the vector of a feature.
    static let embedding = 64
    /// The width of the first layer.
    static let first = 64
    /// The width of the second layer.
    static let second = 64
    /// What the output sees: the second layer, then the first.
    static let seen = second + first
    /// How many words to each side the first layer sees.
    static let reach = 2
    /// How many words the first layer sees.
    static let places = 2 * reach + 1

    /// How many classes there are.
    let classes: Int
    /// How many variants all classes have together.
    let variants: Int

    /// How many rows the output has: the classes, then the variants.
    var rows: Int { classes + variants }

    static let firstWeightCount = places * embedding * first
    static let secondWeightCount = 3 * first * second

    /// The parts in their order: biases and weights of each layer; each row of the output lies together.
    static let firstBias = 0
    static let firstWeights = firstBias + first
    static let secondBias = firstWeights + firstWeightCount
    static let secondWeights = secondBias + second
    static let outputWeights = secondWeights + secondWeightCount
    var outputBias: Int { Self.outputWeights + Self.seen * rows }
    /// How many numbers the dense part has.
    var count: Int { outputBias + rows }
}

/// The numbers of a network as a model holds them: whole numbers, so that all machines compute the same, and fast.
enum FixedPoint {
    /// What a step of a layer's numbers is worth, as a power of two below 1.
    static let layerBits = 9
    /// What a step of a weight is worth.
    static let weightBits = 11
    /// What a step of a word's vector is worth.
    static let wordBits = 11
    /// What a step of the factor of a pair is worth, beside that of a layer.
    static let factorBits = 8
    /// What a step of a score is worth.
    static let scoreBits = layerBits + weightBits

    /// The whole number nearest to a value, within what fits.
    static func fixed<Number: FixedWidthInteger>(_ value: Float, _ bits: Int, as type: Number.Type) -> Number {
        Number(clamping: Int((value * Float(1 << bits)).rounded()))
    }

    /// A score as a number.
    @inline(__always)
    static func value(ofScore score: Int32) -> Float { Float(score) / Float(1 << scoreBits) }
}
