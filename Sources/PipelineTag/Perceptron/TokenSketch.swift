/// What features see of a token: hashes of its parts.
///
/// Before hashing a curly apostrophe becomes a straight one and every digit `0`, so that what differs in print alone is
/// one word.
struct TokenSketch {
    /// The form as written.
    var form: UInt64 = 0
    /// The form in lower case (ASCII letters).
    var lower: UInt64 = 0
    /// The first one, two and three bytes in lower case; 0 where the form is not longer.
    var prefixes: (UInt64, UInt64, UInt64) = (0, 0, 0)
    /// The last one to five bytes in lower case; 0 where the form is not longer.
    var suffixes: (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)
    /// Kinds of characters, runs cut short.
    var shape: UInt64 = 0
    /// The entry of the tag dictionary; 0 for a word that it does not know.
    var wordClass: UInt64 = 0
    /// The word's groups of like words, three numbers packed; 0 for a word without.
    var clusters: UInt64 = 0

    /// A token of padding before or after a sentence.
    static let edge: TokenSketch = {
        var sketch = TokenSketch()
        sketch.form = 1
        sketch.lower = 1
        sketch.shape = 1
        return sketch
    }()

    private static let longest = 40

    init() {}

    /// The sketch of a token. Of a token longer than 40 bytes the last ones alone are seen.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longest) { buffer in
            let count = Self.normalize(bytes.suffix(Self.longest), into: buffer)
            hashForm(UnsafeBufferPointer(rebasing: buffer[..<count]))
            for index in 0..<count where (0x41...0x5A).contains(buffer[index]) { buffer[index] |= 0x20 }
            hashParts(UnsafeBufferPointer(rebasing: buffer[..<count]))
        }
    }

    private static func normalize(
        _ bytes: Slice<UnsafeBufferPointer<UInt8>>, into buffer: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var count = 0
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == 0xE2, index + 2 < bytes.endIndex, bytes[index + 1] == 0x80, bytes[index + 2] & 0xFE == 0x98 {
                buffer[count] = UInt8(ascii: "'")
                index += 3
            } else {
                buffer[count] = (0x30...0x39).contains(byte) ? 0x30 : byte
                index += 1
            }
            count += 1
        }
        return count
    }

    private mutating func hashForm(_ bytes: UnsafeBufferPointer<UInt8>) {
        var form = FeatureHash.seed
        var shape = FeatureHash.seed
        var last: UInt8 = 0
        var run = 0
        for byte in bytes {
            form = FeatureHash.add(byte, to: form)
            let kind = Self.kind(of: byte)
            run = kind == last ? run + 1 : 1
            last = kind
            if run <= 2 { shape = FeatureHash.add(kind, to: shape) }
        }
        self.form = form
        self.shape = shape
    }

    private static func kind(of byte: UInt8) -> UInt8 {
        switch byte {
        case 0x41...0x5A: UInt8(ascii: "X")
        case 0x61...0x7A: UInt8(ascii: "x")
        case 0x30...0x39: UInt8(ascii: "0")
        case 0x80...: UInt8(ascii: "u")
        default: byte
        }
    }

    private mutating func hashParts(_ bytes: UnsafeBufferPointer<UInt8>) {
        let count = bytes.count
        var hash = FeatureHash.seed
        for (index, byte) in bytes.enumerated() {
            hash = FeatureHash.add(byte, to: hash)
            switch index {
            case 0 where count > 1: prefixes.0 = hash
            case 1 where count > 2: prefixes.1 = hash
            case 2 where count > 3: prefixes.2 = hash
            default: break
            }
        }
        lower = hash
        hash = FeatureHash.seed
        for length in 1...5 where length < count {
            hash = FeatureHash.add(bytes[count - length], to: hash)
            switch length {
            case 1: suffixes.0 = hash
            case 2: suffixes.1 = hash
            case 3: suffixes.2 = hash
            case 4: suffixes.3 = hash
            default: suffixes.4 = hash
            }
        }
    }
}
