/// Distinct byte strings, numbered from 1 in the order in which they came; 0 is the empty string.
///
/// Open addressing with linear probing. A slot holds strings of up to seven bytes whole, so that most words are found
/// with one look into memory; of longer ones it holds the hash, so that a miss hardly ever touches the bytes.
struct ByteTable: Sendable {
    private struct Slot {
        /// The bytes of a short string, the hash of a longer one.
        var key: UInt64 = 0
        /// 0 for a free slot.
        var number: UInt32 = 0
        var length: UInt32 = 0
    }

    /// A string with what it is looked for by.
    private struct Probe {
        let bytes: UnsafeRawPointer
        let start: Int
        let length: Int
        let hash: UInt64
        let key: UInt64

        @inline(__always)
        init(_ bytes: UnsafeRawPointer, _ start: Int, _ end: Int) {
            self.bytes = bytes
            self.start = start
            length = end - start
            let tail = ByteTable.tail(bytes, start, end)
            hash = ByteTable.hash(bytes, start, end, tail)
            key = length < 8 ? tail : hash
        }
    }

    private var bytes: [UInt8] = []
    private var starts: [UInt32] = [0, 0]
    private var slots: [Slot]
    private var mask: Int

    init(capacity: Int = 32) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = [Slot](repeating: Slot(), count: size)
        mask = size - 1
    }

    /// The number of strings, the empty one included. Numbers lie below it.
    var count: Int { starts.count - 1 }

    /// How much the table holds, in bytes of strings and entries.
    var footprint: Int { bytes.count + starts.count * 4 + slots.count * 16 }

    /// The number of a string; `nil` when it is not there.
    func find(_ utf8: UnsafeBufferPointer<UInt8>) -> UInt32? {
        guard let base = utf8.baseAddress, !utf8.isEmpty else { return 0 }
        let number = find(Probe(base, 0, utf8.count)).number
        return number == 0 ? nil : number
    }

    func find(_ string: String) -> UInt32? {
        var string = string
        return string.withUTF8 { find($0) }
    }

    /// The number of a string, which is added when it is new.
    mutating func insert(_ utf8: UnsafeBufferPointer<UInt8>) -> UInt32 {
        guard let base = utf8.baseAddress else { return 0 }
        return insert(base, 0, utf8.count)
    }

    mutating func insert(_ string: String) -> UInt32 {
        var string = string
        return string.withUTF8 { insert($0) }
    }

    /// The numbers of parts of a text, which are added when they are new.
    ///
    /// - Precondition: the parts lie in the text, and there is a number for each.
    mutating func insert(
        from text: UnsafeBufferPointer<UInt8>, _ starts: UnsafeBufferPointer<UInt32>,
        _ ends: UnsafeBufferPointer<UInt32>, into numbers: UnsafeMutableBufferPointer<UInt32>
    ) {
        guard let base = text.baseAddress else { return numbers.update(repeating: 0) }
        var index = 0
        while true {
            index = find(from: index, base, starts, ends, numbers)
            guard index < starts.count else { return }
            numbers[index] = insert(base, Int(starts[index]), Int(ends[index]))
            index += 1
        }
    }

    /// Looks parts of a text up, one after the other, until one is not there.
    ///
    /// - Returns: the position of that one.
    private func find(
        from first: Int, _ text: UnsafeRawPointer, _ starts: UnsafeBufferPointer<UInt32>,
        _ ends: UnsafeBufferPointer<UInt32>, _ numbers: UnsafeMutableBufferPointer<UInt32>
    ) -> Int {
        slots.withUnsafeBufferPointer { slots in
            self.starts.withUnsafeBufferPointer { known in
                bytes.withUnsafeBytes { bytes in
                    var index = first
                    while index < starts.count {
                        let probe = Probe(text, Int(starts[index]), Int(ends[index]))
                        let number = Self.find(probe, slots, known, bytes).number
                        if number == 0 { return index }
                        numbers[index] = number
                        index += 1
                    }
                    return index
                }
            }
        }
    }

    private mutating func insert(_ base: UnsafeRawPointer, _ start: Int, _ end: Int) -> UInt32 {
        guard end > start else { return 0 }
        let probe = Probe(base, start, end)
        let (slot, known) = find(probe)
        if known != 0 { return known }
        let number = UInt32(count)
        bytes.append(contentsOf: UnsafeRawBufferPointer(start: base + start, count: end - start))
        starts.append(UInt32(bytes.count))
        slots[slot] = Slot(key: probe.key, number: number, length: UInt32(probe.length))
        if count * 2 > slots.count { grow() }
        return number
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

    private func find(_ probe: Probe) -> (slot: Int, number: UInt32) {
        slots.withUnsafeBufferPointer { slots in
            starts.withUnsafeBufferPointer { starts in
                bytes.withUnsafeBytes { Self.find(probe, slots, starts, $0) }
            }
        }
    }

    /// The slot of a string with its number; the free slot where it belongs, and 0, when it is not there.
    @inline(__always)
    private static func find(
        _ probe: Probe, _ slots: UnsafeBufferPointer<Slot>, _ starts: UnsafeBufferPointer<UInt32>,
        _ bytes: UnsafeRawBufferPointer
    ) -> (slot: Int, number: UInt32) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: probe.hash) & mask
        while true {
            let entry = slots[slot]
            if entry.number == 0 { return (slot, 0) }
            if entry.key == probe.key, entry.length == probe.length,
                probe.length < 8 || isEqual(probe, bytes, Int(starts[Int(entry.number)]))
            {
                return (slot, entry.number)
            }
            slot = (slot + 1) & mask
        }
    }

    /// Whether bytes are those of a string of at least eight.
    @inline(__always)
    private static func isEqual(_ probe: Probe, _ bytes: UnsafeRawBufferPointer, _ start: Int) -> Bool {
        var index = 0
        while index < probe.length {
            // The last eight bytes may be gone over twice.
            let offset = min(index, probe.length - 8)
            let left = bytes.loadUnaligned(fromByteOffset: start + offset, as: UInt64.self)
            if left != probe.bytes.loadUnaligned(fromByteOffset: probe.start + offset, as: UInt64.self) { return false }
            index += 8
        }
        return true
    }

    private mutating func grow() {
        slots = [Slot](repeating: Slot(), count: slots.count * 2)
        mask = slots.count - 1
        bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            for number in 1..<count {
                let probe = Probe(base, Int(starts[number]), Int(starts[number + 1]))
                var slot = Int(truncatingIfNeeded: probe.hash) & mask
                while slots[slot].number != 0 { slot = (slot + 1) & mask }
                slots[slot] = Slot(key: probe.key, number: UInt32(number), length: UInt32(probe.length))
            }
        }
    }
}

// MARK: - Hashes

extension ByteTable {
    /// Eight bytes a step, multiplied and folded (the mixing step of wyhash).
    static func hash(_ utf8: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let base = utf8.baseAddress else { return mix(seed) }
        return hash(base, 0, utf8.count, tail(base, 0, utf8.count))
    }

    private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

    @inline(__always)
    private static func hash(_ bytes: UnsafeRawPointer, _ start: Int, _ end: Int, _ tail: UInt64) -> UInt64 {
        var hash = seed ^ UInt64(end - start)
        var index = start
        while index + 8 <= end {
            hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        return mix(hash ^ tail)
    }

    /// The bytes behind the last whole eight of a string as a number, the first one highest.
    @inline(__always)
    private static func tail(_ bytes: UnsafeRawPointer, _ start: Int, _ end: Int) -> UInt64 {
        let count = (end - start) & 7
        // What stands before is read with it and taken away again, which is faster than a loop.
        if end >= 8 {
            let last = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: end - 8, as: UInt64.self))
            return last & (1 << UInt64(8 * count) - 1)
        }
        var tail: UInt64 = 0
        for index in end - count..<end {
            tail = tail << 8 | UInt64(bytes.load(fromByteOffset: index, as: UInt8.self))
        }
        return tail
    }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
    }
}
