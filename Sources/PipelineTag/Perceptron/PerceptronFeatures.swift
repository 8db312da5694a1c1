/// The features of a token in its sentence.
///
/// After Ratnaparkhi (1996) and Collins (2002), with the dictionary classes of the words around (as in Choi and Palmer,
/// 2012), which tell what may follow without a second pass.
struct PerceptronFeatures {
    /// How many features there are at most.
    static let capacity = 64

    private let buffer: UnsafeMutableBufferPointer<UInt64>
    private(set) var count = 0
    private var template: UInt64 = 0

    init(_ buffer: UnsafeMutableBufferPointer<UInt64>) { self.buffer = buffer }

    /// The features written so far.
    var values: UnsafeBufferPointer<UInt64> { UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[..<count]) }

    /// Writes all features of a token.
    ///
    /// - Parameters:
    ///   - sketches: the sentence with two edges before and two after.
    ///   - index: the token among the sketches.
    ///   - previous: the label before, counted from 1; 0 at the start.
    ///   - older: the label before that one.
    mutating func extract(
        _ sketches: UnsafeBufferPointer<TokenSketch>, at index: Int, previous: Int, older: Int
    ) {
        count = 0
        template = 0
        addOwn(sketches[index])
        addContext(sketches, index)
        addTags(sketches, index, UInt64(previous), UInt64(older))
        addClusters(sketches, index, UInt64(previous))
    }

    private mutating func addOwn(_ token: TokenSketch) {
        add(0)
        add(token.form)
        add(token.lower)
        add(token.prefixes.0)
        add(token.prefixes.1)
        add(token.prefixes.2)
        add(token.suffixes.0)
        add(token.suffixes.1)
        add(token.suffixes.2)
        add(token.suffixes.3)
        add(token.suffixes.4)
        add(token.shape)
        add(token.shape, token.suffixes.1)
        add(token.wordClass)
    }

    private mutating func addContext(_ sketches: UnsafeBufferPointer<TokenSketch>, _ index: Int) {
        let (before, token, after) = (sketches[index - 1], sketches[index], sketches[index + 1])
        let (further, later) = (sketches[index - 2], sketches[index + 2])
        add(before.lower)
        add(after.lower)
        add(further.lower)
        add(later.lower)
        add(before.lower, token.lower)
        add(token.lower, after.lower)
        add(before.lower, after.lower)
        add(before.suffixes.2)
        add(after.suffixes.2)
        add(before.shape, token.shape)
        add(after.shape, token.shape)
        add(after.wordClass)
        add(later.wordClass)
        add(token.wordClass, after.wordClass)
        add(after.wordClass, later.wordClass)
    }

    private mutating func addTags(
        _ sketches: UnsafeBufferPointer<TokenSketch>, _ index: Int, _ previous: UInt64, _ older: UInt64
    ) {
        let (token, after) = (sketches[index], sketches[index + 1])
        add(previous)
        add(previous, older)
        add(previous, token.lower)
        add(previous, token.wordClass)
        add(previous, token.suffixes.2)
        add(previous, after.wordClass)
        add(previous, after.lower)
        add(previous << 8 | older, token.lower)
        add(previous << 8 | older, token.wordClass)
        add(older, sketches[index - 1].lower)
        add(previous, token.shape)
    }

    private mutating func addClusters(
        _ sketches: UnsafeBufferPointer<TokenSketch>, _ index: Int, _ previous: UInt64
    ) {
        let (before, token, after) = (sketches[index - 1], sketches[index], sketches[index + 1])
        add(WordClusters.coarse(token.clusters))
        add(WordClusters.medium(token.clusters))
        add(WordClusters.fine(token.clusters))
        add(WordClusters.medium(before.clusters))
        add(WordClusters.medium(after.clusters))
        add(WordClusters.fine(after.clusters))
        add(WordClusters.medium(token.clusters), WordClusters.medium(after.clusters))
        add(WordClusters.medium(token.clusters), previous)
        add(WordClusters.medium(token.clusters), token.suffixes.1)
    }

    @inline(__always)
    private mutating func add(_ value: UInt64) {
        template &+= 1
        buffer[count] = FeatureHash.feature(template, value)
        count += 1
    }

    @inline(__always)
    private mutating func add(_ first: UInt64, _ second: UInt64) {
        template &+= 1
        buffer[count] = FeatureHash.feature(template, first, second)
        count += 1
    }
}
