/// CRC-32C, which notices what a broken write leaves behind.
struct Checksum {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? (value >> 1) ^ 0x82F6_3B78 : value >> 1 }
    }

    private var state: UInt32

    /// - Parameter value: the checksum of what went before, which then counts as well.
    init(after value: UInt32 = 0) { state = ~value }

    mutating func add(_ bytes: some Sequence<UInt8>) {
        let table = Self.table
        for byte in bytes { state = table[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ (state >> 8) }
    }

    var value: UInt32 { ~state }
}

/// Tells contents apart that nobody tries to make look alike, several bytes at a time.
package struct ContentHash: Sendable {
    private var state: (UInt64, UInt64) = (0x9E37_79B9_7F4A_7C15, 0xD1B5_4A32_D192_ED03)

    package init() {}

    /// Adds bytes, with their number: "ab", "c" is not "a", "bc".
    package mutating func add(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { buffer in
            let words = buffer.count / 8
            for index in 0..<words { mix(buffer.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)) }
            var last: UInt64 = 0
            for byte in buffer[(words * 8)...] { last = last << 8 | UInt64(byte) }
            mix(last)
        }
        mix(UInt64(bytes.count))
    }

    private mutating func mix(_ word: UInt64) {
        let product = (state.0 ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        state.0 = product.high ^ product.low ^ state.1
        state.1 = (state.1 ^ word) &* 0xE703_7ED1_A0B4_28DB
        state.1 ^= state.1 >> 32
    }

    /// 32 hexadecimal digits.
    package var description: String { Self.digits(state.0) + Self.digits(state.1) }

    private static func digits(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The hash of one content.
    package static func of(_ bytes: [UInt8]) -> String {
        var hash = ContentHash()
        hash.add(bytes)
        return hash.description
    }
}
