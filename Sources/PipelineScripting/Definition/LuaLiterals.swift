internal import PipelineCore

/// Finds the string literals of a Lua file with their places (Lua 5.4 manual, section 3.1).
///
/// Lua does not say where a string of a table was written. A message that points into a pattern needs it, so the file is
/// read once more, only for its literals.
struct LuaLiterals {
    private let bytes: [UInt8]
    private var position = 0
    private var parts: [Part] = []

    /// A string or a comment, with its delimiters.
    struct Part {
        let bytes: Range<Int>
        /// `nil` for a comment.
        let literal: SourceMap.Literal?
    }

    /// The map of a file.
    static func map(of file: SourceFile) -> SourceMap {
        SourceMap(file: file, literals: parts(of: file).compactMap(\.literal))
    }

    /// The strings and comments of a file in order; what stands between them is code.
    static func parts(of file: SourceFile) -> [Part] {
        var scanner = LuaLiterals(bytes: file.bytes)
        scanner.scan()
        return scanner.parts
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func byte(at offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func scan() {
        while let byte = byte(at: position) {
            let start = position
            switch byte {
            case UInt8(ascii: "-") where self.byte(at: position + 1) == UInt8(ascii: "-"):
                skipComment()
                parts.append(Part(bytes: start..<position, literal: nil))
            case UInt8(ascii: "\""), UInt8(ascii: "'"): shortString(quote: byte)
            case UInt8(ascii: "["):
                if let range = longBracket() {
                    add(range, content: Self.unifyingLineEnds(bytes[range]), from: start)
                } else {
                    position += 1
                }
            default: position += 1
            }
        }
    }

    /// Adds the literal that began at a byte and ends here.
    private mutating func add(_ range: Range<Int>, content: [UInt8], from start: Int) {
        let content = String(decoding: content, as: UTF8.self)
        let isVerbatim = content.utf8.elementsEqual(bytes[range])
        let literal = SourceMap.Literal(content: content, bytes: range, isVerbatim: isVerbatim)
        parts.append(Part(bytes: start..<position, literal: literal))
    }

    /// Lua takes any of its four line ends for `\n`.
    private static func unifyingLineEnds(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            result.append(isLineEnd(byte) ? UInt8(ascii: "\n") : byte)
            if isLineEnd(byte), let next = rest.first, isLineEnd(next), next != byte { rest = rest.dropFirst() }
        }
        return result
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

    /// Goes beyond a line end of one or two bytes, if there is one.
    private func afterLineEnd(_ start: Int) -> Int {
        guard let first = byte(at: start), Self.isLineEnd(first) else { return start }
        guard let second = byte(at: start + 1), Self.isLineEnd(second), second != first else { return start + 1 }
        return start + 2
    }

    private mutating func skipComment() {
        position += 2
        if byte(at: position) == UInt8(ascii: "["), longBracket() != nil { return }
        while let byte = byte(at: position), byte != UInt8(ascii: "\n") { position += 1 }
    }

    /// Reads `[[ … ]]` or `[==[ … ]==]` and gives the bytes between, or `nil` when there is no long bracket here.
    private mutating func longBracket() -> Range<Int>? {
        var cursor = position + 1
        while byte(at: cursor) == UInt8(ascii: "=") { cursor += 1 }
        guard byte(at: cursor) == UInt8(ascii: "[") else { return nil }
        let level = cursor - position - 1
        // A line end right after the opening bracket does not count.
        let start = afterLineEnd(cursor + 1)
        let closing = [UInt8(ascii: "]")] + [UInt8](repeating: UInt8(ascii: "="), count: level) + [UInt8(ascii: "]")]
        var end = start
        while end < bytes.count, !bytes[end...].starts(with: closing) { end += 1 }
        position = min(bytes.count, end + closing.count)
        return start..<end
    }

    private mutating func shortString(quote: UInt8) {
        position += 1
        let start = position
        var content: [UInt8] = []
        while let byte = byte(at: position), byte != quote, !Self.isLineEnd(byte) {
            if byte == UInt8(ascii: "\\") {
                escape(into: &content)
            } else {
                content.append(byte)
                position += 1
            }
        }
        let range = start..<position
        if byte(at: position) == quote { position += 1 }
        add(range, content: content, from: start - 1)
    }

    private mutating func escape(into content: inout [UInt8]) {
        position += 1
        guard let byte = byte(at: position) else { return }
        position += 1
        let simple: [UInt8: UInt8] = [
            UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "a"): 7,
            UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "v"): 11,
        ]
        switch byte {
        case UInt8(ascii: "x"): content.append(UInt8(truncatingIfNeeded: number(radix: 16, most: 2)))
        case UInt8(ascii: "u"):
            position += 1
            content += Self.utf8(UInt32(truncatingIfNeeded: number(radix: 16, most: .max)))
            position += 1
        case UInt8(ascii: "z"):
            while let next = self.byte(at: position), next == 0x20 || (9...13).contains(next) { position += 1 }
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            position -= 1
            content.append(UInt8(truncatingIfNeeded: number(radix: 10, most: 3)))
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            position = afterLineEnd(position - 1)
            content.append(UInt8(ascii: "\n"))
        default: content.append(simple[byte] ?? byte)
        }
    }

    /// The bytes that Lua makes of a code point: UTF-8 as it was first defined, up to 31 bits, surrogates included.
    private static func utf8(_ code: UInt32) -> [UInt8] {
        if code < 0x80 { return [UInt8(code)] }
        var rest = code
        var room: UInt32 = 0x3F
        var bytes: [UInt8] = []
        while rest > room {
            bytes.insert(UInt8(0x80 | rest & 0x3F), at: 0)
            rest >>= 6
            room >>= 1
        }
        return [UInt8(truncatingIfNeeded: ~room << 1 | rest)] + bytes
    }

    private mutating func number(radix: Int, most: Int) -> Int {
        var value = 0
        var count = 0
        while count < most, let byte = byte(at: position),
            let digit = Character(Unicode.Scalar(byte)).hexDigitValue, digit < radix
        {
            value = value &* radix &+ digit
            position += 1
            count += 1
        }
        return value
    }
}
