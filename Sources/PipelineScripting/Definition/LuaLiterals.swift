internal import PipelineCore

/// Finds the string literals of a Lua file with their places (Lua 5.4 manual, section 3.1).
///
/// Lua does not say where a string of a table was written. A message that points into a pattern needs it, so the file is
/// read once more, only for its literals.
struct LuaLiterals {
    private let bytes: [UInt8]
    private var position = 0
    private var literals: [SourceMap.Literal] = []

    /// The map of a file.
    static func map(of file: SourceFile) -> SourceMap {
        var scanner = LuaLiterals(bytes: file.bytes)
        scanner.scan()
        return SourceMap(file: file, literals: scanner.literals)
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func byte(at offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func scan() {
        while let byte = byte(at: position) {
            switch byte {
            case UInt8(ascii: "-") where self.byte(at: position + 1) == UInt8(ascii: "-"): skipComment()
            case UInt8(ascii: "\""), UInt8(ascii: "'"): shortString(quote: byte)
            case UInt8(ascii: "["):
                if let content = longBracket() { add(content, isVerbatim: true) } else { position += 1 }
            default: position += 1
            }
        }
    }

    private mutating func add(_ range: Range<Int>, isVerbatim: Bool) {
        let content = String(decoding: bytes[range], as: UTF8.self)
        literals.append(SourceMap.Literal(content: content, bytes: range, isVerbatim: isVerbatim))
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
        var start = cursor + 1
        // A line end right after the opening bracket does not count.
        if byte(at: start) == UInt8(ascii: "\r") { start += 1 }
        if byte(at: start) == UInt8(ascii: "\n") { start += 1 }
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
        var isVerbatim = true
        while let byte = byte(at: position), byte != quote, byte != UInt8(ascii: "\n") {
            if byte == UInt8(ascii: "\\") {
                isVerbatim = false
                escape(into: &content)
            } else {
                content.append(byte)
                position += 1
            }
        }
        literals.append(
            SourceMap.Literal(
                content: String(decoding: content, as: UTF8.self), bytes: start..<position, isVerbatim: isVerbatim))
        if byte(at: position) == quote { position += 1 }
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
            let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: number(radix: 16, most: 8))) ?? "\u{FFFD}"
            content += Array(String(scalar).utf8)
            position += 1
        case UInt8(ascii: "z"):
            while let next = self.byte(at: position), next == 0x20 || (9...13).contains(next) { position += 1 }
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            position -= 1
            content.append(UInt8(truncatingIfNeeded: number(radix: 10, most: 3)))
        default: content.append(simple[byte] ?? byte)
        }
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
