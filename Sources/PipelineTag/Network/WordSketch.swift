/// What the network sees of a word: hashes of its parts.
///
/// Before hashing a curly apostrophe becomes a straight one and every digit `0`, so that what differs in print alone is
/// one word. Of a word longer than 40 bytes the last ones alone are seen.
struct WordSketch {
    /// How many features a word has at most.
    static let capacity = 24
    /// The features of the word as a whole come first; training leaves them out at times, so that the network learns to
    /// judge words that it does not know.
    static let wholeCount = 2
    private static let longest = 40

    /// The word as written.
    private(set) var form: UInt64 = 0
    /// The word in lower case (ASCII letters).
    private(set) var lower: UInt64 = 0
    /// The hashes of all features.
    private(set) var features: [UInt64] = []

    /// The feature that every word has in the manner of the data's main part, and in that of its other parts.
    static let mainStyle = FeatureHash.feature(Template.style.rawValue, 0)
    static let otherStyle = FeatureHash.feature(Template.style.rawValue, 1)

    private static let prefixLength = 4
    private static let suffixLength = 5

    private enum Template: UInt64 {
        case form = 1
        case lower, shape, coarse, medium, fine, noGroup, shapeAndSuffix, shapeAndGroup, usage, usageAndCase, lists,
            listsAndShape, style
        case prefix = 32
        case suffix = 64
    }

    /// The sketch of a word.
    ///
    /// - Parameter entry: what the word list says of the word, by its key.
    init(_ bytes: UnsafeBufferPointer<UInt8>, entry: (UInt64) -> WordList.Entry?) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longest) { buffer in
            let count = Self.normalize(bytes.suffix(Self.longest), into: buffer)
            let word = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
            let isUpper = count > 0 && (0x41...0x5A).contains(word[0])
            let shape = hashForm(UnsafeBufferPointer(word))
            for index in 0..<count where (0x41...0x5A).contains(word[index]) { word[index] |= 0x20 }
            features.reserveCapacity(Self.capacity)
            hashParts(UnsafeBufferPointer(word))
            features.append(Self.mainStyle)
            add(.shape, shape)
            let ending = Self.hash(word.suffix(2))
            features.append(FeatureHash.feature(Template.shapeAndSuffix.rawValue, shape, ending))
            addEntry(entry(WordList.key(lower)), shape: shape, isUpper: isUpper)
        }
    }

    private mutating func add(_ template: Template, _ value: UInt64) {
        features.append(FeatureHash.feature(template.rawValue, value))
    }

    private mutating func addEntry(_ entry: WordList.Entry?, shape: UInt64, isUpper: Bool) {
        if let entry, entry.hasGroups {
            add(.coarse, UInt64(entry.coarse))
            add(.medium, UInt64(entry.medium))
            add(.fine, UInt64(entry.fine))
            features.append(FeatureHash.feature(Template.shapeAndGroup.rawValue, shape, UInt64(entry.medium)))
        } else {
            add(.noGroup, 0)
        }
        let usage = UInt64(entry?.usage ?? 0)
        add(.usage, usage)
        add(.usageAndCase, usage << 1 | (isUpper ? 1 : 0))
        guard let lists = entry?.lists, lists != 0 else { return }
        add(.lists, UInt64(lists))
        features.append(FeatureHash.feature(Template.listsAndShape.rawValue, shape, UInt64(lists)))
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

    /// - Returns: the hash of the kinds of characters, runs cut short.
    private mutating func hashForm(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var shape = FeatureHash.seed
        var last: UInt8 = 0
        var run = 0
        for byte in bytes {
            let kind = Self.kind(of: byte)
            run = kind == last ? run + 1 : 1
            last = kind
            if run <= 2 { shape = FeatureHash.add(kind, to: shape) }
        }
        form = Self.hash(bytes[...])
        return shape
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

    private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(FeatureHash.seed) { FeatureHash.add($1, to: $0) }
    }

    /// Hashes the word in lower case, its beginnings and its endings.
    private mutating func hashParts(_ bytes: UnsafeBufferPointer<UInt8>) {
        lower = Self.hash(bytes)
        add(.form, form)
        add(.lower, lower)
        var hash = FeatureHash.seed
        for length in 1...Self.prefixLength where length < bytes.count {
            hash = FeatureHash.add(bytes[length - 1], to: hash)
            features.append(FeatureHash.feature(Template.prefix.rawValue + UInt64(length), hash))
        }
        hash = FeatureHash.seed
        for length in 1...Self.suffixLength where length < bytes.count {
            hash = FeatureHash.add(bytes[bytes.count - length], to: hash)
            features.append(FeatureHash.feature(Template.suffix.rawValue + UInt64(length), hash))
        }
    }
}
