internal import PipelineCore

/// The head of a Markdown file, between two lines `---`: keys with values, as far as people write them there. Of YAML,
/// these are texts, numbers, truth values, and lists in either form; what is nested deeper is taken as text.
enum FrontMatter {
    /// The lines of the head and the bytes of the text; no head where none is closed.
    static func split(_ bytes: [UInt8]) -> (head: [String], text: ArraySlice<UInt8>) {
        var rest = bytes[...]
        guard takeLine(&rest) == "---" else { return ([], bytes[...]) }
        var head: [String] = []
        while !rest.isEmpty {
            let line = takeLine(&rest)
            if line == "---" || line == "..." {
                return (head, rest.drop { $0 == 0x0A || $0 == 0x0D })
            }
            head.append(line)
        }
        return ([], bytes[...])
    }

    private static func takeLine(_ rest: inout ArraySlice<UInt8>) -> String {
        let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
        let line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
        rest = rest[min(end + 1, rest.endIndex)...]
        var trimmed = line[...]
        while let last = trimmed.last, last.isWhitespace { trimmed.removeLast() }
        return String(trimmed)
    }

    /// What the lines say.
    static func values(of lines: [String]) -> Value.Object {
        var values = Value.Object()
        var key: String?
        var below: [Substring] = []
        func finish() {
            if let key, !below.isEmpty { values[key] = nested(below) }
            below = []
        }
        for line in lines where !line.isEmpty && line.first != "#" {
            if line.first == " " || line.first == "\t" || line.hasPrefix("- ") {
                below.append(line[...])
            } else if let colon = line.firstIndex(of: ":") {
                finish()
                let name = unquoted(trimmed(line[..<colon]))
                key = name
                let value = trimmed(line[line.index(after: colon)...])
                values[name] = ["|", ">", "|-", ">-"].contains(value) ? "" : scalarOrList(value)
            }
        }
        finish()
        return values
    }

    private static func nested(_ lines: [Substring]) -> Value {
        let items = lines.map(trimmed)
        guard items.allSatisfy({ $0.hasPrefix("- ") }) else { return .string(items.joined(separator: "\n")) }
        return .array(items.map { scalar(trimmed($0.dropFirst(2))) })
    }

    private static func scalarOrList(_ text: Substring) -> Value {
        guard text.first == "[", text.last == "]" else { return scalar(text) }
        let items = text.dropFirst().dropLast().split(separator: ",").map(trimmed)
        return .array(items.filter { !$0.isEmpty }.map(scalar))
    }

    private static func scalar(_ text: Substring) -> Value {
        switch text {
        case "", "~", "null": return .null
        case "true": return true
        case "false": return false
        default: break
        }
        if let integer = Int64(text), String(integer) == text { return .integer(integer) }
        if let number = Double(text), number.isFinite, text.first.map({ $0.isNumber || $0 == "-" }) == true {
            return .number(number)
        }
        return .string(unquoted(text))
    }

    private static func unquoted(_ text: Substring) -> String {
        for quote in ["\"", "'"] where text.count > 1 && text.hasPrefix(quote) && text.hasSuffix(quote) {
            return String(text.dropFirst().dropLast())
        }
        return String(text)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }
}
