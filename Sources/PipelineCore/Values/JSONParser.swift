/// Reads one JSON value (RFC 8259) from UTF-8 bytes.
///
/// Our own rather than Foundation's, because metadata has to keep the order of keys and tell `1` from `1.0`, and
/// because the core links no Foundation. A number without fraction or exponent that fits 64 bits is an integer.
public struct JSONParser {
    /// What is wrong and where, in bytes from the start.
    public struct Failure: Error, Hashable, CustomStringConvertible {
        /// What was expected or found.
        public let message: String
        /// The byte at which the parser stopped.
        public let offset: Int

        /// The message with the place.
        public var description: String { "\(message) at byte \(offset)" }
    }

    /// Deeper nesting is refused, so that no input exhausts the stack.
    public static let greatestDepth = 512

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0
    private let depthLimit: Int

    /// Parses a whole input: one value with nothing but white space around it.
    ///
    /// - Parameters:
    ///   - bytes: JSON in UTF-8.
    ///   - greatestDepth: refuses deeper nesting.
    public static func parse(
        _ bytes: some Collection<UInt8>, greatestDepth: Int = greatestDepth
    ) throws(Failure) -> Value {
        let depth = min(greatestDepth, Self.greatestDepth)
        let result: Result<Value, Failure>? = bytes.withContiguousStorageIfAvailable { parse(buffer: $0, depth) }
        guard let result else { return try Array(bytes).withUnsafeBufferPointer { parse(buffer: $0, depth) }.get() }
        return try result.get()
    }

    private static func parse(
        buffer: UnsafeBufferPointer<UInt8>, _ greatestDepth: Int
    ) -> Result<Value, Failure> {
        var parser = JSONParser(bytes: buffer, greatestDepth: greatestDepth)
        do throws(Failure) {
            let value = try parser.value()
            parser.skipSpace()
            guard parser.position == buffer.count else { throw parser.failure("unexpected text after the value") }
            return .success(value)
        } catch {
            return .failure(error)
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, greatestDepth: Int) {
        self.bytes = bytes
        depthLimit = greatestDepth
    }

    private func failure(_ message: String) -> Failure { Failure(message: message, offset: position) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value() throws(Failure) -> Value {
        skipSpace()
        guard let byte = next else { throw failure("a value is missing") }
        switch byte {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: Value) throws(Failure) -> Value {
        guard bytes[position...].starts(with: word.utf8) else { throw failure("a value was expected") }
        position += word.utf8.count
        return value
    }

    private mutating func enter() throws(Failure) {
        position += 1
        depth += 1
        guard depth <= depthLimit else { throw failure("nested deeper than \(depthLimit)") }
    }

    private mutating func object() throws(Failure) -> Value {
        try enter()
        defer { depth -= 1 }
        var object = Value.Object()
        skipSpace()
        if take("}") { return .object(object) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw failure("a key was expected") }
            let key = try string()
            skipSpace()
            guard take(":") else { throw failure("':' was expected after the key") }
            object[key] = try value()
            skipSpace()
            if take("}") { return .object(object) }
            guard take(",") else { throw failure("',' or '}' was expected") }
        }
    }

    private mutating func array() throws(Failure) -> Value {
        try enter()
        defer { depth -= 1 }
        var array: [Value] = []
        skipSpace()
        if take("]") { return .array(array) }
        while true {
            array.append(try value())
            skipSpace()
            if take("]") { return .array(array) }
            guard take(",") else { throw failure("',' or ']' was expected") }
        }
    }

    private mutating func number() throws(Failure) -> Value {
        let start = position
        _ = take("-")
        guard let first = next, Self.isDigit(first) else {
            position = start
            throw failure("a value was expected")
        }
        if take("0") {
            if let byte = next, Self.isDigit(byte) { throw failure("a number may not begin with 0") }
        } else {
            digits()
        }
        var isInteger = true
        if take(".") {
            isInteger = false
            try atLeastOneDigit()
        }
        if take("e") || take("E") {
            isInteger = false
            if !take("+") { _ = take("-") }
            try atLeastOneDigit()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else { throw failure("the number is out of range") }
        return .number(number)
    }

    private mutating func digits() {
        while let byte = next, Self.isDigit(byte) { position += 1 }
    }

    private mutating func atLeastOneDigit() throws(Failure) {
        guard let byte = next, Self.isDigit(byte) else { throw failure("a digit was expected") }
        digits()
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f"))
    }
}

extension JSONParser {
    private mutating func string() throws(Failure) -> String {
        position += 1
        let start = position
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        if next == UInt8(ascii: "\"") {
            defer { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }
        return try stringWithEscapes(from: start)
    }

    private mutating func stringWithEscapes(from start: Int) throws(Failure) -> String {
        var content = Array(bytes[start..<position])
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: content, as: UTF8.self)
            case UInt8(ascii: "\\"):
                position += 1
                content.append(contentsOf: String(try escape()).utf8)
            case ..<0x20:
                throw failure("a control character stands in a string")
            default:
                let run = position
                while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
                    position += 1
                }
                content.append(contentsOf: bytes[run..<position])
            }
        }
        throw failure("the string does not end")
    }

    private mutating func escape() throws(Failure) -> Unicode.Scalar {
        guard let byte = next else { throw failure("the string does not end") }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "u"): return try unicodeEscape()
        default:
            position -= 1
            throw failure("unknown escape")
        }
    }

    /// A lone surrogate cannot stand in UTF-8 and becomes U+FFFD.
    private mutating func unicodeEscape() throws(Failure) -> Unicode.Scalar {
        let unit = try fourHexDigits()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let mark = position
        if unit < 0xDC00, take("\\"), take("u") {
            let low = try fourHexDigits()
            if (0xDC00...0xDFFF).contains(low),
                let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
            {
                return scalar
            }
        }
        position = mark
        return "\u{FFFD}"
    }

    private mutating func fourHexDigits() throws(Failure) -> UInt32 {
        guard position + 4 <= bytes.count else { throw failure("four hexadecimal digits were expected") }
        let text = String(decoding: bytes[position..<position + 4], as: UTF8.self)
        // The check of each byte keeps out the signs that the initializer would take.
        guard text.utf8.allSatisfy(Self.isHexDigit), let value = UInt32(text, radix: 16) else {
            throw failure("four hexadecimal digits were expected")
        }
        position += 4
        return value
    }
}
