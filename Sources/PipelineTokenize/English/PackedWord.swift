/// A word of at most eight ASCII letters, lower-cased, as one integer: the key of the word tables.
struct PackedWord: Hashable {
    let bits: UInt64

    /// Packs a word of a list.
    ///
    /// - Returns: `nil` when it is longer than eight bytes.
    init?(_ word: String) {
        guard word.utf8.count <= 8 else { return nil }
        var bits: UInt64 = 0
        for (index, byte) in word.utf8.enumerated() { bits |= UInt64(byte | 0x20) << (8 * UInt64(index)) }
        self.bits = bits
    }

    /// Packs bytes of a text. Setting bit 5 lower-cases letters and leaves `.` and `'` alone.
    @inline(__always)
    init?(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
        let length = end - start
        guard length > 0, length <= 8 else { return nil }
        var bits: UInt64 = 0
        if start + 8 <= text.count, let base = text.baseAddress {
            bits = UInt64(littleEndian: UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self))
            bits = (bits | 0x2020_2020_2020_2020) & (UInt64.max >> (64 - 8 * UInt64(length)))
        } else {
            for index in 0..<length { bits |= UInt64(text[start + index] | 0x20) << (8 * UInt64(index)) }
        }
        self.bits = bits
    }
}

/// Words with a byte of meaning: open addressing, a quarter full at most.
struct PackedWordTable: Sendable {
    private var keys: [UInt64]
    private var values: [UInt8]
    private let shift: UInt64

    /// A table. Later entries take the place of earlier ones; a value is never 0.
    init(_ entries: [(PackedWord, UInt8)]) {
        var bits: UInt64 = 4
        while 1 << bits < entries.count * 4 { bits += 1 }
        shift = 64 - bits
        keys = Array(repeating: 0, count: 1 << Int(bits))
        values = Array(repeating: 0, count: 1 << Int(bits))
        for (word, value) in entries {
            let slot = slot(of: word)
            keys[slot] = word.bits
            values[slot] = value
        }
    }

    /// The value of a word; 0 when it is not there.
    @inline(__always)
    subscript(word: PackedWord?) -> UInt8 {
        guard let word else { return 0 }
        return values[slot(of: word)]
    }

    /// The slot that holds the word or is free for it.
    @inline(__always)
    private func slot(of word: PackedWord) -> Int {
        var slot = Int(truncatingIfNeeded: (word.bits &* 0x9E37_79B9_7F4A_7C15) >> shift)
        while keys[slot] != 0, keys[slot] != word.bits { slot = (slot + 1) & (keys.count - 1) }
        return slot
    }
}
