/// The header of a mail, of an HTTP answer or of a web archive's record: names with values, a line each.
struct HeaderFields {
    private var fields: [(name: String, value: String)] = []

    /// Takes the header off the beginning of the bytes, up to the empty line. Lines that begin with white space go on with
    /// the one before.
    init(taking bytes: inout ArraySlice<UInt8>) {
        while let line = Self.takeLine(&bytes), !line.isEmpty {
            let text = String(decoding: line, as: UTF8.self)
            if text.first == " " || text.first == "\t", !fields.isEmpty {
                fields[fields.count - 1].value += " " + text.trimmed
            } else if let colon = text.firstIndex(of: ":") {
                fields.append((String(text[..<colon]).lowercased().trimmed, text[text.index(after: colon)...].trimmed))
            }
        }
    }

    /// The first value of a name, which is in lower case.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The first line, without its end, taken off.
    static func takeLine(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard !bytes.isEmpty else { return nil }
        let end = bytes.firstIndex(of: 0x0A) ?? bytes.endIndex
        let line = bytes[..<end]
        bytes = bytes[min(end + 1, bytes.endIndex)...]
        return line.last == 0x0D ? line.dropLast() : line
    }
}

/// A value with parameters, such as `text/html; charset=utf-8`.
struct HeaderValue {
    /// What stands before the parameters, in lower case.
    let value: String
    private var parameters: [String: String] = [:]

    init(_ text: String?) {
        var parts = Self.split(text ?? "")
        value = parts.isEmpty ? "" : parts.removeFirst().trimmed.lowercased()
        for part in parts {
            guard let equals = part.firstIndex(of: "=") else { continue }
            var content = part[part.index(after: equals)...].trimmed
            if content.count > 1, content.first == "\"", content.last == "\"" {
                content = String(content.dropFirst().dropLast()).replacing("\\\"", with: "\"")
            }
            parameters[part[..<equals].trimmed.lowercased()] = content
        }
    }

    subscript(parameter: String) -> String? { parameters[parameter] }

    /// At the semicolons that stand in no quotation marks.
    private static func split(_ text: String) -> [Substring] {
        var isQuoted = false
        return text.split { character in
            if character == "\"" { isQuoted.toggle() }
            return character == ";" && !isQuoted
        }
    }
}

extension StringProtocol {
    /// Without white space at either end.
    var trimmed: String {
        let rest = drop(while: \.isWhitespace)
        guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(rest[...last])
    }
}
