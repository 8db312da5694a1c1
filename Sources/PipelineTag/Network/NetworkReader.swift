internal import CPipelineModels

/// Runs a network over sentences. One a line of work: it holds scratch memory and a cache of words.
///
/// What a word adds to the first layer depends on the word alone. It is computed once and kept in a cache of fixed
/// size, so that a common word costs five additions of vectors.
final class NetworkReader {
    /// The longest run of words that is read at once; longer sentences are read in pieces.
    static let longest = 512
    /// A network with so few rows of pairs knows no pairs of words, only the manners of sentences.
    private static let mannerCount = 64
    private static let cacheSize = 16384
    private static let entrySize = NetworkShape.places * NetworkShape.first

    let tables: NetworkTables
    private let cached = Scratch<Int16>(cacheSize * entrySize, isCleared: false)
    private var keys: [UInt64]
    private var lowers: [UInt64]
    private let edge = Scratch<Int16>(entrySize)
    /// What is known of each word of the sentence.
    private(set) var sentence = SentenceSketch()
    /// The first layer, with an edge at both ends.
    private let firstLayer = Scratch<Int16>((longest + 2) * NetworkShape.first)
    /// The second layer of a word, then its first.
    private let seen = Scratch<Int16>(NetworkShape.seen)
    private let sums = Scratch<Int32>(entrySize)
    private let output: Scratch<Float>
    private let hasPairs: Bool

    init(_ tables: NetworkTables) {
        self.tables = tables
        keys = Array(repeating: 0, count: Self.cacheSize)
        lowers = Array(repeating: 0, count: Self.cacheSize)
        output = Scratch(tables.shape.classes)
        hasPairs = tables.pairFactors.count > Self.mannerCount
        let row = (0..<NetworkShape.embedding).map { Float(tables.embeddings[$0]) * tables.scales[0] }
        row.withUnsafeBufferPointer { project($0, to: edge.start) }
    }

    /// Reads a sentence of at most ``longest`` words up to the first layer. Words touch when their bytes do.
    func read(count: Int, form: (Int) -> UnsafeBufferPointer<UInt8>) {
        begin(count)
        var lastEnd: UnsafePointer<UInt8>?
        for index in 0..<count {
            let bytes = form(index)
            var hash = FeatureHash.seed
            for byte in bytes { hash = FeatureHash.add(byte, to: hash) }
            let key = FeatureHash.mix(hash)
            let slot = find(key | 1, bytes)
            sentence.append(bytes, key: key, lower: lowers[slot], touchesLast: bytes.baseAddress == lastEnd)
            lastEnd = bytes.baseAddress.map { $0 + bytes.count }
            add(cached.start + slot * Self.entrySize, at: index, count: count)
        }
        sentence.end()
        for index in 0..<count {
            let sum = firstLayer.start + (index + 1) * NetworkShape.first
            if hasPairs { sentence.forEachPair(at: index) { addPair($0, to: sum) } }
            addPair(sentence.mannerFeature(at: index), to: sum)
            if let touch = sentence.touchFeature(at: index) { addPair(touch, to: sum) }
        }
        rectify(firstLayer.start + NetworkShape.first, count: count * NetworkShape.first)
    }

    private func begin(_ count: Int) {
        sentence.begin()
        let width = NetworkShape.first
        firstLayer.start.update(repeating: 0, count: width)
        (firstLayer.start + (count + 1) * width).update(repeating: 0, count: width)
        for place in 0..<width {
            firstLayer.start[width + place] = Int16(truncatingIfNeeded: tables.firstBiases[place])
        }
        for index in 1..<max(1, count) {
            (firstLayer.start + (index + 1) * width).update(from: firstLayer.start + width, count: width)
        }
        for index in [-2, -1, count, count + 1] { add(edge.start, at: index, count: count) }
    }

    /// Adds what a word means for the places around it.
    @inline(__always)
    private func add(_ entry: UnsafePointer<Int16>, at index: Int, count: Int) {
        // A word stands `place - reach` after the one whose sum it enters.
        let first = max(0, index + NetworkShape.reach - count + 1)
        let last = min(NetworkShape.places - 1, index + NetworkShape.reach)
        for place in stride(from: first, through: last, by: 1) {
            let target = index + NetworkShape.reach - place
            cpipeline_add(
                firstLayer.start + (target + 1) * NetworkShape.first, entry + place * NetworkShape.first,
                NetworkShape.first)
        }
    }

    @inline(__always)
    private func addPair(_ feature: UInt64, to sum: UnsafeMutablePointer<Int16>) {
        guard let row = tables.pairs[feature], let start = tables.pairEmbeddings.baseAddress else { return }
        cpipeline_add_scaled(
            sum, start + Int(row) * NetworkShape.first, tables.pairFactors[Int(row)], NetworkShape.first)
    }

    /// The slot of a word in the cache, where it is put if it is not there.
    @inline(__always)
    private func find(_ key: UInt64, _ form: UnsafeBufferPointer<UInt8>) -> Int {
        let slot = Int(truncatingIfNeeded: key >> 32) & (Self.cacheSize - 1)
        if keys[slot] != key { fill(slot, form) }
        keys[slot] = key
        return slot
    }

    private func fill(_ slot: Int, _ form: UnsafeBufferPointer<UInt8>) {
        let sketch = tables.sketch(form)
        lowers[slot] = sketch.lower
        withUnsafeTemporaryAllocation(of: Float.self, capacity: NetworkShape.embedding) { vector in
            vector.initialize(repeating: 0)
            guard let start = vector.baseAddress, let embeddings = tables.embeddings.baseAddress else { return }
            for feature in sketch.features {
                guard let row = tables.features[feature] else { continue }
                cpipeline_add_bytes(
                    start, embeddings + Int(row) * NetworkShape.embedding, tables.scales[Int(row)],
                    NetworkShape.embedding)
            }
            project(UnsafeBufferPointer(vector), to: cached.start + slot * Self.entrySize)
        }
    }

    /// What a vector adds to the first layer at each of five places.
    private func project(_ vector: UnsafeBufferPointer<Float>, to entry: UnsafeMutablePointer<Int16>) {
        sums.start.update(repeating: 0, count: Self.entrySize)
        withUnsafeTemporaryAllocation(of: Int16.self, capacity: NetworkShape.embedding) { fixed in
            for index in vector.indices {
                fixed.initializeElement(
                    at: index, to: FixedPoint.fixed(vector[index], FixedPoint.wordBits, as: Int16.self))
            }
            guard let start = fixed.baseAddress else { return }
            cpipeline_add_product(sums.start, start, NetworkShape.embedding, tables.firstWeights, Self.entrySize)
        }
        let shift = FixedPoint.wordBits + FixedPoint.weightBits - FixedPoint.layerBits
        for index in 0..<Self.entrySize { entry[index] = Int16(clamping: sums.start[index] >> Int32(shift)) }
    }

    /// The scores of all classes for a word of the sentence that was read last; valid until the next call.
    func scores(at index: Int) -> UnsafeMutablePointer<Float> {
        see(index)
        for row in 0..<tables.shape.classes { output.start[row] = FixedPoint.value(ofScore: score(row)) }
        return output.start
    }

    /// The best of some classes for a word of the sentence that was read last.
    func best(_ classes: some Sequence<Int>, at index: Int) -> Int {
        see(index)
        return best(classes)
    }

    /// The best of some variants for the word that was asked for last.
    func bestVariant(_ variants: Range<Int>) -> Int {
        best(tables.shape.classes + variants.lowerBound..<tables.shape.classes + variants.upperBound)
            - tables.shape.classes
    }

    private func best(_ rows: some Sequence<Int>) -> Int {
        var best = 0
        var highest = Int32.min
        for row in rows {
            let score = score(row)
            if score > highest { (best, highest) = (row, score) }
        }
        return best
    }

    @inline(__always)
    private func score(_ row: Int) -> Int32 {
        tables.outputBias(row) &+ cpipeline_dot(seen.start, tables.outputWeights(row), NetworkShape.seen)
    }

    /// Computes the second layer of a word, for the output to see.
    private func see(_ index: Int) {
        sums.start.update(from: tables.secondBiases, count: NetworkShape.second)
        let rows = firstLayer.start + index * NetworkShape.first
        cpipeline_add_product(sums.start, rows, 3 * NetworkShape.first, tables.secondWeights, NetworkShape.second)
        for place in 0..<NetworkShape.second {
            seen.start[place] = Int16(clamping: max(0, sums.start[place]) >> Int32(FixedPoint.weightBits))
        }
        (seen.start + NetworkShape.second).update(from: rows + NetworkShape.first, count: NetworkShape.first)
    }

    private func rectify(_ vector: UnsafeMutablePointer<Int16>, count: Int) {
        for index in 0..<count { vector[index] = max(0, vector[index]) }
    }
}

/// Memory for numbers that one worker owns.
final class Scratch<Number: BitwiseCopyable & AdditiveArithmetic> {
    let start: UnsafeMutablePointer<Number>

    /// - Parameter isCleared: whether the numbers are 0; memory that is written before it is read need not be touched.
    init(_ count: Int, isCleared: Bool = true) {
        start = .allocate(capacity: count)
        if isCleared { start.initialize(repeating: .zero, count: count) }
    }

    deinit { start.deallocate() }
}
