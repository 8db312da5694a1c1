/// Hashes of strings and of features. They are part of the model format: a change makes old models useless.
enum FeatureHash {
    static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Adds a byte (FNV-1a).
    @inline(__always)
    static func add(_ byte: UInt8, to hash: UInt64) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

    /// Spreads the bits (the finalizer of SplitMix64, shortened).
    @inline(__always)
    static func mix(_ value: UInt64) -> UInt64 {
        let mixed = (value ^ (value >> 29)) &* 0xBF58_476D_1CE4_E5B9
        return mixed ^ (mixed >> 32)
    }

    /// The hash of a feature of one value.
    @inline(__always)
    static func feature(_ template: UInt64, _ value: UInt64) -> UInt64 {
        mix(value &+ template &* 0x9E37_79B9_7F4A_7C15)
    }

    /// The hash of a feature of two values.
    @inline(__always)
    static func feature(_ template: UInt64, _ first: UInt64, _ second: UInt64) -> UInt64 {
        mix((first &+ template &* 0x9E37_79B9_7F4A_7C15) ^ (second &* 0xC2B2_AE3D_27D4_EB4F).rotated)
    }
}

extension UInt64 {
    @inline(__always)
    fileprivate var rotated: UInt64 { self << 31 | self >> 33 }
}
