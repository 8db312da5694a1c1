/// Writes JSON (RFC 8259) as UTF-8 bytes, without white space.
///
/// Integers and floating-point numbers keep their kind: a `Double` always shows a fraction or an exponent and reads back
/// as the same `Double`.
public struct JSONWriter: Sendable {
    /// What has been written so far.
    public var bytes: [UInt8]

    /// A writer that goes on after the given bytes.
    public init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    /// Writes any value. NaN and infinities, which JSON does not have, become `null`.
    public mutating func write(_ value: Value) {
        switch value {
        case .null: raw("null")
        case .boolean(let boolean): raw(boolean ? "true" : "false")
        case .integer(let integer): write(integer)
        case .number(let number): write(number)
        case .string(let string): write(string)
        case .array(let array): write(elements: array) { $0.write($1) }
        case .object(let object): write(object)
        }
    }

    /// Writes an object in the order of its keys.
    public mutating func write(_ object: Value.Object) {
        raw("{")
        var isFirst = true
        for entry in object.entries {
            if !isFirst { raw(",") }
            isFirst = false
            write(entry.key)
            raw(":")
            write(entry.value)
        }
        raw("}")
    }

    /// Writes an array, each element by a closure.
    public mutating func write<S: Sequence>(
        elements: S, _ body: (inout JSONWriter, S.Element) throws -> Void
    ) rethrows {
        raw("[")
        var isFirst = true
        for element in elements {
            if !isFirst { raw(",") }
            isFirst = false
            try body(&self, element)
        }
        raw("]")
    }

    /// Writes an integer.
    public mutating func write(_ integer: some BinaryInteger) { append(String(integer)) }

    /// Writes an integer.
    public mutating func write(_ integer: Int) {
        if integer < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = integer.magnitude
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var first = digits.count
            repeat {
                first -= 1
                digits[first] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[first...]))
        }
    }

    /// Writes a floating-point number in the shortest form that reads back the same.
    public mutating func write(_ number: Double) { append(number.isFinite ? number.description : "null") }

    /// Writes an amount, for which 3 and 3.0 are the same: without a fraction where there is none.
    public mutating func write(amount: Double) {
        if let integer = Int64(exactly: amount), abs(integer) < 1 << 53 { write(integer) } else { write(amount) }
    }

    /// Writes a string with its quotation marks.
    public mutating func write(_ string: String) {
        var string = string
        string.withUTF8 { write(utf8: $0) }
    }

    /// Writes well-formed UTF-8 as a string with its quotation marks.
    public mutating func write(utf8: UnsafeBufferPointer<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        var start = 0
        for (index, byte) in utf8.enumerated() where Self.needsEscape(byte) {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
            escape(byte)
            start = index + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes the punctuation between values.
    public mutating func raw(_ json: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
    }

    /// Writes a key and its colon.
    public mutating func key(_ name: StaticString) {
        raw("\"")
        raw(name)
        raw("\":")
    }

    private mutating func append(_ json: String) { bytes.append(contentsOf: json.utf8) }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): raw("\\\"")
        case UInt8(ascii: "\\"): raw("\\\\")
        case UInt8(ascii: "\n"): raw("\\n")
        case UInt8(ascii: "\r"): raw("\\r")
        case UInt8(ascii: "\t"): raw("\\t")
        default:
            raw("\\u00")
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}

extension Value: CustomStringConvertible {
    /// The value as JSON text.
    public var description: String { json }

    /// The value as JSON text.
    public var json: String {
        var writer = JSONWriter()
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
