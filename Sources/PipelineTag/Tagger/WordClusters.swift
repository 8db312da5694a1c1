/// Groups of like words at three grains, packed into one number: 6, 8 and 10 bits, and a bit that says that there are any.
enum WordClusters {
    /// Packs the three numbers.
    ///
    /// - Returns: `nil` when one is too large.
    static func pack(coarse: Int, medium: Int, fine: Int) -> UInt32? {
        guard (0..<64).contains(coarse), (0..<256).contains(medium), (0..<1024).contains(fine) else { return nil }
        return UInt32(1 << 24 | fine << 14 | medium << 6 | coarse)
    }

    /// One of 64, and none.
    @inline(__always)
    static func coarse(_ packed: UInt64) -> UInt64 { packed & 0x100_003F }

    /// One of 256, and none.
    @inline(__always)
    static func medium(_ packed: UInt64) -> UInt64 { packed & 0x100_3FC0 }

    /// One of 1,024, and none.
    @inline(__always)
    static func fine(_ packed: UInt64) -> UInt64 { packed & 0x1FF_C000 }

    /// The key of a word.
    @inline(__always)
    static func key(_ token: TokenSketch) -> UInt64 { FeatureHash.feature(0x300, token.lower) }

    /// Reads lines of a lower-cased word and its groups at three grains, with tabs between them. Other lines are left
    /// out.
    static func entries(_ file: [UInt8]) -> [UInt64: UInt32] {
        var entries: [UInt64: UInt32] = [:]
        for line in file.split(separator: UInt8(ascii: "\n")) {
            let columns = line.split(separator: UInt8(ascii: "\t"))
            let numbers = columns.dropFirst().compactMap { Int(String(decoding: $0, as: UTF8.self)) }
            guard numbers.count == 3, let packed = pack(coarse: numbers[0], medium: numbers[1], fine: numbers[2]) else {
                continue
            }
            entries[key(Array(columns[0]).withUnsafeBufferPointer { TokenSketch($0) })] = packed
        }
        return entries
    }
}
