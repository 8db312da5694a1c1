/// Groups of like words at three grains, packed into one number: 6, 8 and 10 bits, and a bit that says that there are any.
enum WordClusters {
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
}
