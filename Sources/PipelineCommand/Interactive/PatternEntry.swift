/// Tells whether what somebody has typed so far is a whole pattern, or goes on in the next line.
enum PatternEntry {
    /// Whether brackets, strings and regular expressions are closed, and the line does not end with what needs more.
    static func isComplete(_ text: String) -> Bool {
        var open: [Character] = []
        var quote: Character?
        var last: Character = " "
        var isEscaped = false
        for (character, next) in zip(text, text.dropFirst() + " ") {
            if let mark = quote {
                if isEscaped {
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == mark {
                    quote = nil
                }
            } else if "\"'/".contains(character) {
                // The slash of `<PER/>` begins no expression.
                if character != "/" || next != ">" { quote = character }
            } else if "([{".contains(character) {
                open.append(character)
            } else if ")]}".contains(character) {
                // What closes too much is a mistake that the compiler points at.
                if open.isEmpty { return true }
                open.removeLast()
            }
            if !character.isWhitespace { last = character }
        }
        return open.isEmpty && quote == nil && !"|\\:&=".contains(last)
    }
}
