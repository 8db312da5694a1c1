/// A string of one document's ``StringTable``. Symbols of different documents cannot be compared.
public struct Symbol: Hashable, Sendable {
    /// The position in the table; 0 is the empty string, which stands for "no value".
    public let index: UInt32

    /// The empty string.
    public static let none = Symbol(index: 0)

    package init(index: UInt32) { self.index = index }

    /// Whether this is the empty string.
    public var isNone: Bool { index == 0 }
}

/// The distinct strings of one document, each stored once.
///
/// Owned by the document, so that a long stream keeps memory flat and a document can go from a worker to a writer
/// without sharing anything. Cost of interning: one hash over the bytes and, for a new string, an append.
public struct StringTable: Sendable {
    private var bytes: [UInt8] = []
    private var starts: [UInt32] = [0, 0]
    /// Open addressing, linear probing; 0 marks a free slot (the empty string is never stored).
    private var slots: [UInt32] = []

    /// A table that holds the empty string alone.
    public init() {}

    /// The number of strings, the empty one included.
    public var count: Int { starts.count - 1 }

    /// The symbol of a string, which is added when it is new.
    public mutating func intern(_ string: String) -> Symbol {
        var string = string
        return string.withUTF8 { intern($0) }
    }

    /// The symbol of a run of UTF-8 bytes, which is added when it is new.
    public mutating func intern(_ utf8: UnsafeBufferPointer<UInt8>) -> Symbol {
        guard !utf8.isEmpty else { return .none }
        if (count + 1) * 2 > slots.count { grow() }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: Self.hash(utf8)) & mask
        while slots[slot] != 0 {
            if equal(slots[slot], utf8) { return Symbol(index: slots[slot]) }
            slot = (slot + 1) & mask
        }
        let index = UInt32(count)
        bytes.append(contentsOf: utf8)
        starts.append(UInt32(bytes.count))
        slots[slot] = index
        return Symbol(index: index)
    }

    /// The string of a symbol. Cost: a copy.
    ///
    /// - Precondition: the symbol is of this table.
    public subscript(symbol: Symbol) -> String {
        String(decoding: bytes[range(of: symbol.index)], as: UTF8.self)
    }

    /// Lends the bytes of a symbol without a copy.
    public func withBytes<R>(of symbol: Symbol, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
        try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range(of: symbol.index)])) }
    }

    private func range(of index: UInt32) -> Range<Int> {
        Int(starts[Int(index)])..<Int(starts[Int(index) + 1])
    }

    private func equal(_ index: UInt32, _ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = range(of: index)
        guard range.count == utf8.count else { return false }
        return bytes.withUnsafeBufferPointer { UnsafeBufferPointer(rebasing: $0[range]).elementsEqual(utf8) }
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: max(64, slots.count * 2))
        let mask = slots.count - 1
        for index in 1..<max(1, count) {
            let hash = withBytes(of: Symbol(index: UInt32(index)), Self.hash)
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index)
        }
    }

    /// FNV-1a with a final mix: tokens are short, so a byte at a time is fast enough and needs no seed.
    private static func hash(_ utf8: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash ^ (hash >> 32)
    }
}
