internal import PipelineCore

extension PatternParser {
    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    func peek(_ string: StaticString) -> Bool {
        let count = string.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        return string.withUTF8Buffer { $0.elementsEqual(bytes[position..<position + count]) }
    }

    /// Passes over a mark, after white space, if it is there.
    mutating func take(_ string: StaticString) -> Bool {
        skipSpace()
        guard peek(string) else { return false }
        position += string.utf8CodeUnitCount
        return true
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    mutating func skipSpace() {
        while let byte = peek {
            if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
                position += 1
            } else if peek("--") {
                while let byte = peek, byte != UInt8(ascii: "\n") { position += 1 }
            } else {
                return
            }
        }
    }

    /// Goes behind the next byte of a kind, or to the end.
    mutating func skip(to byte: UInt8) {
        while let next = peek {
            position += 1
            if next == byte { return }
        }
    }

    mutating func report(_ range: Range<Int>, _ message: String, remedy: String? = nil) {
        problems.append(PatternProblem(range: range, message: message, remedy: remedy))
    }

    mutating func warn(_ range: Range<Int>, _ message: String, remedy: String? = nil) {
        problems.append(PatternProblem(range: range, message: message, remedy: remedy, isWarning: true))
    }

    /// A letter or `_`, then letters, digits and `_`. Bytes of other scripts count as letters.
    mutating func identifier() -> String? {
        let start = position
        while let byte = peek {
            let isLetter = byte == UInt8(ascii: "_") || byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
            let isDigit = byte >= 0x30 && byte <= 0x39
            guard isLetter || isDigit && position > start else { break }
            position += 1
        }
        return start < position ? text(start..<position) : nil
    }

    /// A string in the quotation marks that stand at the position: the alternatives between its `|`.
    ///
    /// A backslash takes the next character as it is; a string that is one `|` means that sign.
    mutating func string() -> (alternatives: [String], range: Range<Int>)? {
        let start = position
        guard let quote = peek else { return nil }
        position += 1
        var alternatives: [String] = []
        var current: [UInt8] = []
        while let byte = peek {
            position += 1
            if byte == quote {
                let whole = text(start + 1..<position - 1)
                if whole == "|" { return (["|"], start..<position) }
                alternatives.append(String(decoding: current, as: UTF8.self))
                if alternatives.contains("") && alternatives.count > 1 {
                    report(start..<position, "an alternative in the string is empty", remedy: "for the sign, write \\|")
                }
                return (alternatives, start..<position)
            }
            switch byte {
            case UInt8(ascii: "\\"):
                if let escaped = peek {
                    current.append(escaped)
                    position += 1
                }
            case UInt8(ascii: "|"):
                alternatives.append(String(decoding: current, as: UTF8.self))
                current = []
            default: current.append(byte)
            }
        }
        report(start..<min(start + 1, bytes.count), "the string is not closed")
        return nil
    }

    /// A regular expression between slashes, with an `i` behind it for either case.
    mutating func expression() -> ValueMatch? {
        let start = position
        position += 1
        var content: [UInt8] = []
        while let byte = peek {
            position += 1
            if byte == UInt8(ascii: "/") {
                let isCaseless = peek == UInt8(ascii: "i")
                if isCaseless { position += 1 }
                let source = String(decoding: content, as: UTF8.self)
                check(source, from: start, isCaseless: isCaseless)
                return .expression(source, isCaseless: isCaseless)
            }
            if byte == UInt8(ascii: "\\"), let escaped = peek {
                if escaped != UInt8(ascii: "/") { content.append(byte) }
                content.append(escaped)
                position += 1
            } else {
                content.append(byte)
            }
        }
        report(start..<min(start + 1, bytes.count), "the regular expression is not closed by '/'")
        return nil
    }

    private mutating func check(_ source: String, from start: Int, isCaseless: Bool) {
        do {
            _ = try TokenExpression(source, isCaseless: isCaseless)
        } catch {
            report(
                start..<position, "the regular expression is wrong: \(error.message)",
                remedy: error.remedy ?? "a sign that stands for itself has a backslash before it, as in \\[")
        }
    }
}
