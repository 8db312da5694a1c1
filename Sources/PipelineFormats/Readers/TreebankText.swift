internal import PipelineCore

/// Builds the text and the tokens of a document whose source names words, not places.
struct TreebankText {
    private(set) var bytes: [UInt8] = []
    private(set) var tokens = TokenTable()
    private(set) var sentenceStarts: [UInt32] = []
    private(set) var paragraphStarts: [UInt32] = []
    private var needsSpace = false
    private var columns: [(token: Int, column: TokenColumn, value: String)] = []

    /// Begins a sentence, which gets its first token next.
    mutating func beginSentence(isParagraph: Bool) {
        if isParagraph || tokens.isEmpty {
            if !tokens.isEmpty {
                bytes += Array("\n\n".utf8)
                needsSpace = false
            }
            paragraphStarts.append(UInt32(tokens.count))
        }
        sentenceStarts.append(UInt32(tokens.count))
    }

    /// Adds a word of the text that consists of one token or several.
    ///
    /// Where the tokens' forms do not make up the word, it is divided so that each has a part; a word of fewer characters
    /// than tokens loses the last ones.
    ///
    /// - Returns: the tokens that were added.
    @discardableResult
    mutating func append(_ word: String, forms: [String], spaceAfter: Bool) -> Range<Int> {
        if needsSpace { bytes.append(UInt8(ascii: " ")) }
        needsSpace = spaceAfter
        let first = tokens.count
        let start = bytes.count
        bytes += Array(word.utf8)
        var last = 0
        for end in Self.ends(of: forms, in: word) {
            tokens.append(start + last..<start + end)
            last = end
        }
        return first..<tokens.count
    }

    /// Where the parts of a word end, in bytes from its start.
    private static func ends(of forms: [String], in word: String) -> [Int] {
        guard forms.count > 1 else { return [word.utf8.count] }
        var ends: [Int] = []
        if forms.joined() == word {
            for form in forms where !form.isEmpty { ends.append((ends.last ?? 0) + form.utf8.count) }
            return ends
        }
        var offset = 0
        for (index, scalar) in word.unicodeScalars.enumerated() {
            offset += UTF8.width(scalar)
            if index + 1 < forms.count { ends.append(offset) }
        }
        if ends.last != word.utf8.count { ends.append(word.utf8.count) }
        return Array(ends.suffix(forms.count))
    }

    /// Gives a token a value.
    mutating func assign(_ value: some StringProtocol, to column: TokenColumn, at token: Int) {
        columns.append((token, column, String(value)))
    }

    /// The document.
    ///
    /// - Throws: ``PipelineError`` when a word has no characters.
    func document(id: String, source: String?) throws(PipelineError) -> Document {
        var document = Document(id: id, source: source, text: DocumentText(bytes))
        try document.setTokens(tokens, sentenceStarts: sentenceStarts, paragraphStarts: paragraphStarts)
        for entry in columns { document.assign(entry.value, to: entry.column, at: entry.token) }
        return document
    }
}
