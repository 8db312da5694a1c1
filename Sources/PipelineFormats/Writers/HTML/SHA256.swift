/// SHA-256 (FIPS 180-4), by which a browser knows the one script that it may run.
enum SHA256 {
    private static let primes: [UInt32] = {
        var primes: [UInt32] = []
        var candidate: UInt32 = 2
        while primes.count < 64 {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes
    }()

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let constants = primes.map { fraction(root: 3, of: $0) }

    /// The hash of bytes: 32 bytes.
    static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var state = primes.prefix(8).map { fraction(root: 2, of: $0) }
        let zeros = (119 - bytes.count % 64) % 64
        var message = bytes + [0x80] + [UInt8](repeating: 0, count: zeros)
        message += Self.bigEndian(UInt64(bytes.count) * 8)
        for start in stride(from: 0, to: message.count, by: 64) { add(message[start..<(start + 64)], to: &state) }
        return state.flatMap(bigEndian)
    }

    private static func add(_ block: ArraySlice<UInt8>, to state: inout [UInt32]) {
        var words = stride(from: block.startIndex, to: block.endIndex, by: 4).map { index in
            block[index..<(index + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        for index in 16..<64 {
            let (old, recent) = (words[index - 15], words[index - 2])
            let left = turn(old, 7) ^ turn(old, 18) ^ old >> 3
            let right = turn(recent, 17) ^ turn(recent, 19) ^ recent >> 10
            words.append(words[index - 16] &+ left &+ words[index - 7] &+ right)
        }
        var now = state
        for index in 0..<64 {
            let chosen = (now[4] & now[5]) ^ (~now[4] & now[6])
            let mixed = turn(now[4], 6) ^ turn(now[4], 11) ^ turn(now[4], 25)
            let first = now[7] &+ mixed &+ chosen &+ constants[index] &+ words[index]
            let majority = (now[0] & now[1]) ^ (now[0] & now[2]) ^ (now[1] & now[2])
            let second = (turn(now[0], 2) ^ turn(now[0], 13) ^ turn(now[0], 22)) &+ majority
            now = [first &+ second] + now.dropLast()
            now[4] = now[4] &+ first
        }
        for index in 0..<8 { state[index] = state[index] &+ now[index] }
    }

    private static func turn(_ word: UInt32, _ bits: UInt32) -> UInt32 { word >> bits | word << (32 - bits) }

    /// The first 32 bits behind the point of a square or cube root, found bit by bit in whole numbers.
    private static func fraction(root: Int, of number: UInt32) -> UInt32 {
        let target = UInt128(number) << UInt128(32 * root)
        var result: UInt128 = 0
        for bit in (0..<36).reversed() {
            let candidate = result | 1 << UInt128(bit)
            let power = root == 2 ? candidate * candidate : candidate * candidate * candidate
            if power <= target { result = candidate }
        }
        return UInt32(truncatingIfNeeded: result)
    }

    private static func bigEndian<Word: FixedWidthInteger>(_ word: Word) -> [UInt8] {
        stride(from: Word.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
    }
}

/// Base 64 (RFC 4648), padded.
enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

    static func text(_ bytes: [UInt8]) -> String {
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let bits = part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - part.count))
            for digit in 0..<4 {
                text.append(digit <= part.count ? digits[Int(bits >> UInt32(18 - 6 * digit) & 63)] : "=")
            }
        }
        return text
    }
}
