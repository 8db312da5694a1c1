/// A read-only table from hashes to numbers inside a model: open addressing, linear probing, a fingerprint a slot. An
/// empty slot has the fingerprint 0.
struct HashTable<Print: FixedWidthInteger & UnsignedInteger & Sendable, Number: FixedWidthInteger> {
    private let prints: UnsafeBufferPointer<Print>
    private let numbers: UnsafeBufferPointer<Number>

    /// - Returns: `nil` when the two sections do not fit each other or have no free slot, which a search needs to end.
    init?(prints: UnsafeBufferPointer<Print>, numbers: UnsafeBufferPointer<Number>) {
        let count = prints.count
        guard count > 1, numbers.count == count, prints.contains(0) else { return nil }
        self.prints = prints
        self.numbers = numbers
    }

    /// All numbers, those of free slots included.
    var all: UnsafeBufferPointer<Number> { numbers }

    /// The number of a hash.
    @inline(__always)
    subscript(hash: UInt64) -> Number? {
        var slot = Self.slot(hash, prints.count)
        let print = Self.print(hash)
        while prints[slot] != 0 {
            if prints[slot] == print { return numbers[slot] }
            slot = slot + 1 == prints.count ? 0 : slot + 1
        }
        return nil
    }

    @inline(__always)
    private static func slot(_ hash: UInt64, _ count: Int) -> Int {
        // The upper half of the product is even over all slots and needs no power of two (Lemire, 2016).
        Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: UInt64(count)).high)
    }

    @inline(__always)
    private static func print(_ hash: UInt64) -> Print { Print(truncatingIfNeeded: hash) | 1 }

    /// The two sections of a table.
    ///
    /// - Parameter spare: how many entries have a free slot among them: fewer free ones take longer to look up.
    static func sections(
        _ entries: [(hash: UInt64, number: Number)], spare: Int = 2
    ) -> (prints: [Print], numbers: [Number]) {
        let count = entries.count + entries.count / spare + 2
        var prints = [Print](repeating: 0, count: count)
        var numbers = [Number](repeating: 0, count: count)
        for (hash, number) in entries {
            var slot = slot(hash, count)
            while prints[slot] != 0 { slot = slot + 1 == count ? 0 : slot + 1 }
            prints[slot] = print(hash)
            numbers[slot] = number
        }
        return (prints, numbers)
    }
}
