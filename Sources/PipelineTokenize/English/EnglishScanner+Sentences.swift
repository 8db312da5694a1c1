extension EnglishScanner {
    /// What ends a sentence, for the judgement of what follows.
    enum Terminal {
        case stop
        case exclamation
        case ellipsis
        /// A stop that belongs to an abbreviation.
        case abbreviation(Abbreviation)
    }

    /// Skips blanks and notes where sentences and paragraphs end by layout.
    mutating func skipSpace(_ start: Int) -> Int {
        var index = start
        var newlines = 0
        var firstNewline = start
        while index < text.count {
            let kind = classes[Int(text[index])]
            if kind.contains(.space) {
                if text[index] == 0x0A || (text[index] == 0x0D && at(index + 1) != 0x0A) {
                    if newlines == 0 { firstNewline = index }
                    newlines += 1
                }
                index += 1
            } else if kind.contains(.high), case let length = spaceLength(index), length > 0 {
                if isLineSeparator(index) { newlines += 2 }
                index += length
            } else {
                break
            }
        }
        if newlines > 0 { endLine(firstNewline, newlines: newlines, next: index) }
        return index
    }

    private mutating func endLine(_ end: Int, newlines: Int, next: Int) {
        defer { lineStart = next }
        guard !starts.isEmpty, next < text.count else { return }
        if newlines > 1 || isMeantLineEnd(end, next: next) {
            sentencePending = true
            paragraphPending = true
        }
    }

    /// Whether a single line end is more than the wrapping of a paragraph.
    private func isMeantLineEnd(_ end: Int, next: Int) -> Bool {
        if isListMark(next) { return true }
        guard layout.width != nil else { return true }
        var wordEnd = next
        while wordEnd < min(text.count, next + 160), !isSpace(wordEnd) { wordEnd += 1 }
        if layout.isWrapped(lineLength: end - lineStart, nextWordLength: wordEnd - next) { return false }
        let last = at(Int(ends.last ?? 1) - 1)
        if last == UInt8(ascii: ",") || kind(next).contains(.lower) { return false }
        return true
    }

    /// Whether a list item begins: a bullet, or a short number or letter with a stop or bracket, and a blank.
    private func isListMark(_ index: Int) -> Bool {
        switch at(index) {
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
            return at(index + 1) == 0x20
        case 0xE2:
            return at(index + 1) == 0x80 && at(index + 2) == 0xA2
        default:
            let end = isDigit(index) ? min(run(index, of: .digit), index + 3) : isLetter(index) ? index + 1 : index
            return end > index && (at(end) == UInt8(ascii: ".") || at(end) == UInt8(ascii: ")")) && at(end + 1) == 0x20
        }
    }

    /// Whether a sentence ends with the mark that ends at an offset, seen from what follows.
    func endsSentence(after end: Int, _ terminal: Terminal) -> Bool {
        var index = end
        while kind(index).contains(.closer) || closingQuoteLength(index) > 0 {
            index += max(1, closingQuoteLength(index))
        }
        let isClosed = index > end
        guard index < text.count else { return true }
        guard isSpace(index) else {
            guard case .stop = terminal else { return startsWithUpper(index) }
            return startsWithUpper(index) && kind(end - 2).contains(.lower)
        }
        let (next, newlines) = lookPastSpace(index)
        if next >= text.count || newlines > 1 { return true }
        switch terminal {
        case .abbreviation(let kind): return abbreviationEnds(kind, next: next)
        case .ellipsis: return !kind(next).contains(.lower)
        case .exclamation: return !(isClosed && kind(next).contains(.lower))
        case .stop: return !(isClosed && kind(next).contains(.lower))
        }
    }

    private func abbreviationEnds(_ abbreviation: Abbreviation, next: Int) -> Bool {
        switch abbreviation {
        case .title, .numeric, .inner: return false
        case .none: return true
        case .date: return startsWithUpper(next)
        case .ender:
            guard startsWithUpper(next) else { return false }
            return lexicon.sentenceStarters[packed(next, run(next, of: .letter))] != 0
        }
    }

    /// Where the next token stands and how many line ends lie before it.
    private func lookPastSpace(_ start: Int) -> (next: Int, newlines: Int) {
        var index = start
        var newlines = 0
        while index < text.count {
            if kind(index).contains(.space) {
                if text[index] == 0x0A { newlines += 1 }
                index += 1
            } else if case let length = spaceLength(index), length > 0 {
                index += length
            } else {
                break
            }
        }
        return (index, newlines)
    }

    /// Whether a capital letter stands there, perhaps after what opens a quotation.
    private func startsWithUpper(_ index: Int) -> Bool {
        if isUpper(index) { return true }
        return kind(index).contains(.high) && isUpperScalar(index)
    }
}
