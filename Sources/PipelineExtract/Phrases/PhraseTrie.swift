internal import PipelineCore

/// Phrases as paths of word numbers, so that the time to look at a token does not depend on how many there are.
///
/// A hash table from words to numbers, and one from a node and a word to the next node. Most pairs of words lead nowhere,
/// and a Bloom filter of a byte a node tells so without a look at the trie, however large it is.
///
/// What a file says is not trusted: a number that leads outside counts as none.
///
/// - Note: `@unchecked Sendable` because the memory behind the pointers is never written to, and lives as long as
///   `bytes`, which stands beside them.
struct PhraseTrie: @unchecked Sendable {
    private let bytes: PhraseBytes
    let counts: PhraseFormat.Counts
    private let wordBytes: UnsafeBufferPointer<UInt8>
    private let wordStarts: UnsafeBufferPointer<UInt32>
    private let wordSlots: UnsafeBufferPointer<UInt64>
    private let roots: UnsafeBufferPointer<UInt32>
    private let nodes: UnsafeBufferPointer<UInt32>
    private let entries: UnsafeBufferPointer<UInt32>
    private let filter: UnsafeBufferPointer<UInt64>
    private let edges: UnsafeBufferPointer<UInt32>
    private let cells: UnsafeBufferPointer<UInt32>
    private let stringBytes: UnsafeBufferPointer<UInt8>
    private let stringStarts: UnsafeBufferPointer<UInt32>
    /// The names of the columns of entries.
    let columns: [String]

    /// - Precondition: the format has been read from the bytes.
    init(_ format: PhraseFormat, _ bytes: PhraseBytes) {
        self.bytes = bytes
        counts = format.counts
        wordBytes = format.numbers(.wordBytes, as: UInt8.self)
        wordStarts = format.numbers(.wordStarts, as: UInt32.self)
        wordSlots = format.numbers(.wordSlots, as: UInt64.self)
        roots = format.numbers(.roots, as: UInt32.self)
        nodes = format.numbers(.nodes, as: UInt32.self)
        entries = format.numbers(.entries, as: UInt32.self)
        filter = format.numbers(.filter, as: UInt64.self)
        edges = format.numbers(.edges, as: UInt32.self)
        cells = format.numbers(.cells, as: UInt32.self)
        stringBytes = format.numbers(.stringBytes, as: UInt8.self)
        stringStarts = format.numbers(.stringStarts, as: UInt32.self)
        let pool = (stringBytes, stringStarts)
        columns = format.numbers(.columns, as: UInt32.self).map { Self.string($0, pool.0, pool.1) }
    }

    private var nodeCount: Int { nodes.count / 3 - 1 }

    /// The number of different phrases.
    var count: Int { Int(counts.distinct) }

    /// How many bytes the list holds.
    var footprint: Int { bytes.buffer.count }

    /// The bytes as they stand in a file.
    var encoded: [UInt8] { Array(bytes.buffer) }
}

// MARK: - Words and nodes

extension PhraseTrie {
    /// The number of a word that occurs in a phrase; 0 for any other.
    func word(_ utf8: UnsafeBufferPointer<UInt8>) -> UInt32 {
        guard !utf8.isEmpty else { return 0 }
        let hash = ByteTable.hash(utf8)
        let mask = wordSlots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        // A damaged table may have no free slot.
        for _ in 0..<wordSlots.count {
            let entry = wordSlots[slot]
            if entry == 0 { return 0 }
            let number = UInt32(truncatingIfNeeded: entry)
            if entry >> 32 == hash >> 32, isEqual(number, utf8) { return number }
            slot = (slot + 1) & mask
        }
        return 0
    }

    private func isEqual(_ word: UInt32, _ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        guard Int(word) < roots.count else { return false }
        let (start, end) = (Int(wordStarts[Int(word)]), Int(wordStarts[Int(word) + 1]))
        guard end - start == utf8.count, end <= wordBytes.count else { return false }
        var index = 0
        while index < utf8.count {
            if wordBytes[start + index] != utf8[index] { return false }
            index += 1
        }
        return true
    }

    /// The node that a word leads to from the root; 0 when no phrase begins with it.
    @inline(__always)
    func start(_ word: UInt32) -> UInt32 {
        guard Int(word) < roots.count else { return 0 }
        let node = roots[Int(word)]
        return Int(node) < nodeCount ? node : 0
    }

    /// The node that a word leads to; 0 when no phrase goes on with it.
    @inline(__always)
    func next(_ node: UInt32, _ word: UInt32) -> UInt32 {
        guard word != 0 else { return 0 }
        let hash = Self.edgeHash(node, word)
        return mayContinue(hash) ? child(node, word, hash) : 0
    }

    /// Whether a pair of node and word may lead somewhere. Of those that do not, few pass.
    @inline(__always)
    func mayContinue(_ hash: UInt64) -> Bool {
        let (slot, bits) = Self.filterPlace(hash, mask: filter.count - 1)
        return filter[slot] & bits == bits
    }

    @inline(__always)
    static func edgeHash(_ node: UInt32, _ word: UInt32) -> UInt64 {
        let product = (UInt64(node) << 32 | UInt64(word)).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }

    /// Where a pair stands in the filter: a word of it, and two of the bits.
    @inline(__always)
    static func filterPlace(_ hash: UInt64, mask: Int) -> (slot: Int, bits: UInt64) {
        (Int(truncatingIfNeeded: hash >> 12) & mask, 1 << (hash & 63) | 1 << (hash >> 6 & 63))
    }

    /// Where a pair is looked for first in the table.
    @inline(__always)
    static func edgePlace(_ hash: UInt64, mask: Int) -> Int { Int(truncatingIfNeeded: hash >> 20) & mask }

    /// The node that a word leads to; 0 when no phrase goes on with it.
    @inline(__always)
    func child(_ node: UInt32, _ word: UInt32, _ hash: UInt64) -> UInt32 {
        let mask = edges.count - 1
        var slot = Self.edgePlace(hash, mask: mask)
        // A damaged table may have no free slot.
        for _ in 0..<edges.count {
            let child = edges[slot]
            if child == 0 { return 0 }
            if leads(node, word, to: child) { return child }
            slot = (slot + 1) & mask
        }
        return 0
    }

    /// Whether a word leads from a node to another one.
    @inline(__always)
    private func leads(_ node: UInt32, _ word: UInt32, to child: UInt32) -> Bool {
        guard Int(node) < nodeCount, Int(child) < nodeCount else { return false }
        let (first, end) = (nodes[3 * Int(node) + 1], nodes[3 * Int(node) + 4])
        return child >= first && child < end && nodes[3 * Int(child)] == word
    }

    /// The phrases that end at a node, counted from 1; several when several entries have the same words.
    @inline(__always)
    func phrases(at node: UInt32) -> Range<UInt32> {
        guard Int(node) < nodeCount else { return 0..<0 }
        let (first, end) = (nodes[3 * Int(node) + 2], nodes[3 * Int(node) + 5])
        return first < end && end <= counts.phrases ? first + 1..<end + 1 : 0..<0
    }

    /// The first phrase that ends at a node, counted from 1; 0 when none does.
    @inline(__always)
    func phrase(at node: UInt32) -> UInt32 { phrases(at: node).lowerBound }

    /// Whether a word is a whole phrase.
    func contains(_ word: String) -> Bool {
        var word = word
        return phrase(at: start(word.withUTF8 { self.word($0) })) != 0
    }
}

// MARK: - Steps

extension PhraseTrie {
    /// The beginning of a phrase in a text, with the word that may go on with it.
    struct Step {
        /// The token at which it begins.
        var start: UInt32 = 0
        var node: UInt32 = 0
        var word: UInt32 = 0
        /// Where the step probably leads; 0 for nowhere.
        fileprivate var candidate: UInt32 = 0
        fileprivate var isSure = false
        fileprivate let hash: UInt64

        init() { hash = 0 }

        @inline(__always)
        init(start: UInt32, node: UInt32, word: UInt32) {
            (self.start, self.node, self.word) = (start, node, word)
            hash = edgeHash(node, word)
        }
    }

    /// Whether a step may lead somewhere. Of those that do not, few pass.
    @inline(__always)
    func mayContinue(_ step: Step) -> Bool {
        // Where there is nothing to ask for, always the same place is read, and no branch is taken.
        let known: UInt64 = step.node != 0 ? step.word != 0 ? .max : 0 : 0
        let (slot, bits) = Self.filterPlace(step.hash & known, mask: filter.count - 1)
        return filter[slot] & bits & known == bits
    }

    /// Reads for each of some steps what its answer takes, so that no look-up waits for one before it.
    func look(at steps: Slice<UnsafeMutableBufferPointer<Step>>) {
        let buffer = steps.base
        let mask = edges.count - 1
        for index in steps.indices {
            buffer[index].candidate = edges[Self.edgePlace(buffer[index].hash, mask: mask)]
        }
        for index in steps.indices {
            buffer[index].isSure = leads(buffer[index].node, buffer[index].word, to: buffer[index].candidate)
        }
    }

    /// The node that a step leads to that has been looked at; 0 when no phrase goes on with it.
    @inline(__always)
    func child(_ step: Step) -> UInt32 {
        step.isSure || step.candidate == 0 ? step.candidate : child(step.node, step.word, step.hash)
    }
}

// MARK: - Entries

extension PhraseTrie {
    /// The identity that a phrase was given.
    func id(of phrase: UInt32) -> String? { value(PhraseColumns.idName, of: phrase)?.plainText }

    /// What a phrase was given in a column.
    func value(_ column: String, of phrase: UInt32) -> Value? {
        columns.firstIndex(of: column).flatMap { value($0, of: phrase) }
    }

    /// What a phrase was given in a column.
    ///
    /// - Precondition: there is such a column.
    func value(_ column: Int, of phrase: UInt32) -> Value? {
        guard phrase > 0, Int(phrase) <= entries.count else { return nil }
        let cell = Int(entries[Int(phrase) - 1]) * columns.count + column
        guard cell < cells.count, cells[cell] != 0 else { return nil }
        return try? JSONParser.parse(Self.bytes(cells[cell], stringBytes, stringStarts))
    }

    /// The entry of a phrase.
    func entry(of phrase: UInt32) -> UInt32 {
        phrase > 0 && Int(phrase) <= entries.count ? entries[Int(phrase) - 1] : 0
    }

    private static func string(
        _ number: UInt32, _ bytes: UnsafeBufferPointer<UInt8>, _ starts: UnsafeBufferPointer<UInt32>
    ) -> String {
        String(decoding: Self.bytes(number, bytes, starts), as: UTF8.self)
    }

    private static func bytes(
        _ number: UInt32, _ bytes: UnsafeBufferPointer<UInt8>, _ starts: UnsafeBufferPointer<UInt32>
    ) -> UnsafeBufferPointer<UInt8> {
        guard Int(number) + 1 < starts.count else { return UnsafeBufferPointer(start: nil, count: 0) }
        let (start, end) = (Int(starts[Int(number)]), Int(starts[Int(number) + 1]))
        guard start <= end, end <= bytes.count else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }
}
