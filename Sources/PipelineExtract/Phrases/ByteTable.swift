/// Distinct byte strings, numbered from 1 in the order in which they came; 0 is the empty string.
///
/// Open addressing with linear probing. A slot holds half of the hash beside the number, so that a miss hardly ever
/// touches the bytes.
struct ByteTable: Sendable {
    private var bytes: [UInt8] = []
    private var starts: [UInt32] = [0, 0]
    private var slots: [UInt64]
    private var mask: Int

    init(capacity: Int = 32) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
        mask = size - 1
    }

    /// The number of strings, the empty one included. Numbers lie below it.
    var count: Int { starts.count - 1 }

    /// How much the table holds, in bytes of strings and entries.
    var footprint: Int { bytes.count + starts.count * 4 + slots.count * 8 }

    /// The number of a string; `nil` when it is not there.
    func find(_ utf8: UnsafeBufferPointer<UInt8>) -> UInt32? {
        guard !utf8.isEmpty else { return 0 }
        let hash = Self.hash(utf8)
        let number = probe(utf8, hash).number
        return number == 0 ? nil : number
    }

    func find(_ string: String) -> UInt32? {
        var string = string
        return string.withUTF8 { find($0) }
    }

    /// The number of a string, which is added when it is new.
    mutating func insert(_ utf8: UnsafeBufferPointer<UInt8>) -> UInt32 {
        guard !utf8.isEmpty else { return 0 }
        let hash = Self.hash(utf8)
        let (slot, known) = probe(utf8, hash)
        if known != 0 { return known }
        let number = UInt32(count)
        bytes.append(contentsOf: utf8)
        starts.append(UInt32(bytes.count))
        slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number)
        if count * 2 > slots.count { grow() }
        return number
    }

    mutating func insert(_ string: String) -> UInt32 {
        var string = string
        return string.withUTF8 { insert($0) }
    }

    /// The string of a number. Cost: a copy.
    subscript(number: UInt32) -> String {
        String(decoding: bytes[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])], as: UTF8.self)
    }

    /// All strings one after the other.
    var allBytes: [UInt8] { bytes }

    /// Where each string begins in ``allBytes``; one entry more than strings.
    var allStarts: [UInt32] { starts }

    /// Calls a function with each string but the empty one.
    func forEach(_ body: (UInt32, UnsafeBufferPointer<UInt8>) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            for number in 1..<max(1, count) {
                body(
                    UInt32(number),
                    UnsafeBufferPointer(rebasing: bytes[Int(starts[number])..<Int(starts[number + 1])]))
            }
        }
    }

    private func probe(_ utf8: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> (slot: Int, number: UInt32) {
        slots.withUnsafeBufferPointer { slots in
            var slot = Int(truncatingIfNeeded: hash) & mask
            while true {
                let entry = slots[slot]
                if entry == 0 { return (slot, 0) }
                let number = UInt32(truncatingIfNeeded: entry)
                if entry >> 32 == hash >> 32, equal(number, utf8) { return (slot, number) }
                slot = (slot + 1) & mask
            }
        }
    }

    private func equal(_ number: UInt32, _ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(starts[Int(number)])
        guard Int(starts[Int(number) + 1]) - start == utf8.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < utf8.count {
                if bytes[start + index] != utf8[index] { return false }
                index += 1
            }
            return true
        }
    }

    private mutating func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        mask = slots.count - 1
        bytes.withUnsafeBufferPointer { bytes in
            for number in 1..<count {
                let range = Int(starts[number])..<Int(starts[number + 1])
                let hash = Self.hash(UnsafeBufferPointer(rebasing: bytes[range]))
                var slot = Int(truncatingIfNeeded: hash) & mask
                while slots[slot] != 0 { slot = (slot + 1) & mask }
                slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number)
            }
        }
    }

    /// Eight bytes a step, multiplied and folded (the mixing step of wyhash).
    static func hash(_ utf8: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(utf8.count)
        let raw = UnsafeRawBufferPointer(utf8)
        var index = 0
        while index + 8 <= raw.count {
            hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        var rest: UInt64 = 0
        while index < raw.count {
            rest = rest << 8 | UInt64(raw[index])
            index += 1
        }
        return mix(hash ^ rest)
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
    }
}

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
