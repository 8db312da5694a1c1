/// The parts of a token test as it is written.
enum Conjunction {
    /// What stands between the `&` of a test in brackets, outside of strings, expressions and inner brackets.
    static func parts(of element: String) -> [String] {
        guard element.hasPrefix("["), element.hasSuffix("]") else { return [] }
        var parts = [""]
        var depth = 0
        var quote: Character?
        var isEscaped = false
        for character in element.dropFirst().dropLast() {
            if let open = quote {
                if !isEscaped, character == open { quote = nil }
                isEscaped = character == "\\" && !isEscaped
            } else {
                switch character {
                case "\"", "'", "/": quote = character
                case "(", "{": depth += 1
                case ")", "}": depth -= 1
                default: break
                }
                if character == "&", depth == 0 {
                    parts.append("")
                    continue
                }
            }
            parts[parts.count - 1].append(character)
        }
        return parts.map(trimmed)
    }

    private static func trimmed(_ text: String) -> String {
        let rest = text.drop(while: \.isWhitespace)
        return String(rest.reversed().drop(while: \.isWhitespace).reversed())
    }
}
