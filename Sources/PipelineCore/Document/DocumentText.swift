/// The text of a document: valid UTF-8 that never changes.
///
/// Any byte sequence may come in. Ill-formed sequences are replaced by U+FFFD and counted in ``repairs``; a byte order
/// mark at the start is removed. Offsets into the text are UTF-8 bytes.
public struct DocumentText: Sendable, Hashable {
    /// The UTF-8 code units.
    public let bytes: [UInt8]
    /// How many ill-formed sequences were replaced.
    public let repairs: Int
    /// Whether every byte is ASCII, so that byte, scalar and UTF-16 offsets agree.
    public let isASCII: Bool

    /// Takes any bytes. Cost: one pass; a second one when something has to be repaired.
    public init(_ bytes: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let content = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
        if content.allSatisfy({ $0 < 0x80 }) {
            self.bytes = content
            repairs = 0
            isASCII = true
        } else if (try? UTF8Span(validating: content.span)) != nil {
            self.bytes = content
            repairs = 0
            isASCII = false
        } else {
            self.bytes = Array(String(decoding: content, as: UTF8.self).utf8)
            repairs = Self.replacementCount(in: self.bytes) - Self.replacementCount(in: content)
            isASCII = false
        }
    }

    /// Takes a Swift string, which is always well-formed.
    public init(_ string: String) {
        self.init(Array(string.utf8))
    }

    /// The number of UTF-8 code units.
    public var count: Int { bytes.count }

    /// The text as a Swift string. Cost: a copy.
    public var string: String { String(decoding: bytes, as: UTF8.self) }

    /// The text between two byte offsets. Cost: a copy of that part.
    ///
    /// - Precondition: the range lies inside the text.
    public subscript(range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// Lends the bytes between two byte offsets without a copy.
    ///
    /// - Precondition: the range lies inside the text.
    package func withBytes<R>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
        try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// Whether a byte offset stands between two Unicode scalars (or at either end).
    public func isScalarBoundary(_ offset: Int) -> Bool {
        guard offset >= 0, offset <= bytes.count else { return false }
        return offset == bytes.count || bytes[offset] & 0xC0 != 0x80
    }

    private static func replacementCount(in bytes: [UInt8]) -> Int {
        var count = 0
        var index = 0
        while index + 2 < bytes.count {
            if bytes[index] == 0xEF, bytes[index + 1] == 0xBF, bytes[index + 2] == 0xBD {
                count += 1
                index += 3
            } else {
                index += 1
            }
        }
        return count
    }
}

extension DocumentText: ExpressibleByStringLiteral {
    /// A text from a literal.
    public init(stringLiteral value: String) { self.init(value) }
}
