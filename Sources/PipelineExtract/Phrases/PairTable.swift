/// Numbers for pairs of numbers: open addressing from 64 bits to 32.
struct PairTable: Sendable {
    private var keys: [UInt64]
    private var values: [UInt32]
    private var used = 0

    init(capacity: Int = 32) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        keys = [UInt64](repeating: .max, count: size)
        values = [UInt32](repeating: 0, count: size)
    }

    /// The number of a pair; `nil` when it is not there.
    func find(_ left: UInt32, _ right: UInt32) -> UInt32? {
        let slot = slot(of: Self.key(left, right))
        return keys[slot] == .max ? nil : values[slot]
    }

    mutating func insert(_ left: UInt32, _ right: UInt32, _ value: UInt32) {
        let key = Self.key(left, right)
        let slot = slot(of: key)
        if keys[slot] == .max { used += 1 }
        keys[slot] = key
        values[slot] = value
        if used * 2 > keys.count { grow() }
    }

    private static func key(_ left: UInt32, _ right: UInt32) -> UInt64 { UInt64(left) << 32 | UInt64(right) }

    private func slot(of key: UInt64) -> Int {
        keys.withUnsafeBufferPointer { keys in
            let mask = keys.count - 1
            var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
            while keys[slot] != .max, keys[slot] != key { slot = (slot + 1) & mask }
            return slot
        }
    }

    private mutating func grow() {
        let old = zip(keys, values).filter { $0.0 != .max }
        keys = [UInt64](repeating: .max, count: keys.count * 2)
        values = [UInt32](repeating: 0, count: keys.count)
        for (key, value) in old {
            let slot = slot(of: key)
            keys[slot] = key
            values[slot] = value
        }
    }
}
