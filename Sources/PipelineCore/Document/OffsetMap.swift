/// The unit in which offsets leave the pipeline.
public enum OffsetUnit: String, Sendable, CaseIterable {
    /// Unicode scalars, half-open: what spaCy, brat and Python slicing use. The default.
    case scalars
    /// UTF-8 code units.
    case utf8
    /// UTF-16 code units: what JavaScript and Java use.
    case utf16
}

/// Translates byte offsets of one text into another unit and back.
///
/// Cost: one pass over the text to build (none for ASCII), then a constant number of steps per offset.
public struct OffsetMap: Sendable {
    private static let stride = 64

    private let text: DocumentText
    private let unit: OffsetUnit
    /// How many units precede each block of `stride` bytes; empty when units are bytes.
    private var blocks: [Int] = []

    /// A map for one text.
    public init(_ text: DocumentText, unit: OffsetUnit = .scalars) {
        self.text = text
        self.unit = unit
        guard unit != .utf8, !text.isASCII else { return }
        var units = 0
        blocks.reserveCapacity(text.count / Self.stride + 1)
        for (index, byte) in text.bytes.enumerated() {
            if index % Self.stride == 0 { blocks.append(units) }
            units += Self.units(ledBy: byte, in: unit)
        }
    }

    /// The offset in units of the scalar that starts at a byte offset.
    ///
    /// - Precondition: the byte offset lies in the text or at its end.
    public func offset(ofByte byte: Int) -> Int {
        guard !blocks.isEmpty else { return byte }
        let block = min(byte / Self.stride, blocks.count - 1)
        var units = blocks[block]
        for index in block * Self.stride..<byte {
            units += Self.units(ledBy: text.bytes[index], in: unit)
        }
        return units
    }

    /// The byte offset at which a unit offset stands, or `nil` when it lies outside the text or inside a scalar.
    public func byte(ofOffset offset: Int) -> Int? {
        guard offset >= 0 else { return nil }
        guard !blocks.isEmpty else {
            return text.isScalarBoundary(offset) ? offset : nil
        }
        var low = 0
        var high = blocks.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if blocks[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        var units = blocks[low]
        var byte = low * Self.stride
        while units < offset, byte < text.count {
            units += Self.units(ledBy: text.bytes[byte], in: unit)
            byte += 1
        }
        while byte < text.count, text.bytes[byte] & 0xC0 == 0x80 { byte += 1 }
        return units == offset ? byte : nil
    }

    /// Translates byte offsets that never go back. Cost: each byte between them is looked at once.
    package struct Walk {
        private let map: OffsetMap
        private var byte = 0
        private var units = 0

        package init(_ map: OffsetMap) { self.map = map }

        /// The offset in units of the scalar that starts at a byte offset.
        ///
        /// - Precondition: the byte offset lies in the text or at its end, and not before the last one.
        package mutating func offset(ofByte next: Int) -> Int {
            guard !map.blocks.isEmpty else { return next }
            map.text.withBytes(byte..<next) { bytes in
                for byte in bytes { units += OffsetMap.units(ledBy: byte, in: map.unit) }
            }
            byte = next
            return units
        }
    }

    /// A scalar's units are counted at its leading byte; a four-byte scalar is a surrogate pair in UTF-16.
    private static func units(ledBy byte: UInt8, in unit: OffsetUnit) -> Int {
        if byte & 0xC0 == 0x80 { return 0 }
        return unit == .utf16 && byte >= 0xF0 ? 2 : 1
    }
}
