extension EnglishScanner {
    /// Reads a token that begins with an ASCII mark or control character.
    mutating func scanPunctuation(_ start: Int) -> Int {
        let byte = text[start]
        switch byte {
        case UInt8(ascii: ","):
            let end = emitMark(start)
            if isFarewell { sentencePending = true }
            return end
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): return emitMark(start)
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return scanTerminal(start)
        case UInt8(ascii: "\""): return scanDoubleQuote(start)
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): return emitClosingMark(start)
        case UInt8(ascii: "'"): return scanApostrophe(start, length: 1)
        case UInt8(ascii: "@"), UInt8(ascii: "#"):
            if let end = handleEnd(start) { return emitMark(start, end) }
            return emitMark(start, run(start, of: byte))
        case UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "^"), UInt8(ascii: "="):
            if let end = emoticonEnd(start) { return emitEmoticon(start, end) }
            return emitMark(start, byte == UInt8(ascii: "=") ? run(start, of: byte) : start + 1)
        case UInt8(ascii: "+") where isDigit(start + 1):
            return emitMark(start, run(start + 1, of: .digit))
        case UInt8(ascii: "<") where at(start + 1) == UInt8(ascii: "3") && !isAlphanumeric(start + 2):
            return emitMark(start, start + 2)
        case UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "/"): return emitMark(start)
        default:
            // Rules, arrows and boxes: the same mark again is one token. A long rule begins a sentence.
            let end = run(start, of: byte)
            if end - start > 3, isSpace(start - 1) { sentencePending = true }
            return emitMark(start, end)
        }
    }

    @inline(__always)
    private mutating func emitMark(_ start: Int, _ end: Int? = nil) -> Int {
        let end = end ?? start + 1
        emit(start, end)
        return end
    }

    /// An emoticon belongs to the sentence before it and often stands in place of its full stop.
    private mutating func emitEmoticon(_ start: Int, _ end: Int) -> Int {
        emitCloser(start, end)
        if isUpper(end + 1), isSpace(end) { sentencePending = true }
        return end
    }

    private mutating func emitClosingMark(_ start: Int) -> Int {
        emitCloser(start, start + 1)
        return start + 1
    }

    /// A straight double quotation mark closes when it stands at the end of a token, or when one is open.
    private mutating func scanDoubleQuote(_ start: Int) -> Int {
        let followsToken = !ends.isEmpty && Int(ends[ends.count - 1]) == start && start > 0
        let closes = followsToken ? isBlankOrEnd(start + 1) || isQuoteOpen : isQuoteOpen && isBlankOrEnd(start + 1)
        if closes { emitCloser(start, start + 1) } else { emit(start, start + 1) }
        isQuoteOpen = !closes
        return start + 1
    }

    /// Reads full stops, question and exclamation marks and ellipses, which are one token together, and judges
    /// whether the sentence ends.
    mutating func scanTerminal(_ start: Int) -> Int {
        if at(start) == UInt8(ascii: "."), let end = leadingStopEnd(start) { return emitMark(start, end) }
        var end = start
        var dots = 0
        var marks = 0
        loop: while true {
            switch at(end) {
            case UInt8(ascii: "."):
                dots += 1
                end += 1
            case UInt8(ascii: "!"), UInt8(ascii: "?"):
                marks += 1
                end += 1
            case 0xE2 where at(end + 1) == 0x80 && at(end + 2) == 0xA6:
                dots += 2
                end += 3
            default: break loop
            }
        }
        let isListNumber = sentenceLength == 1 && dots == 1 && marks == 0 && isListNumber
        emitCloser(start, end)
        let terminal: Terminal = marks > 0 ? .exclamation : dots > 1 ? .ellipsis : .stop
        if !isListNumber, endsSentence(after: end, terminal) { sentencePending = true }
        return end
    }

    /// A number or a letter that begins a sentence numbers it: its stop ends nothing.
    private var isListNumber: Bool {
        guard let start = starts.last, let end = ends.last else { return false }
        if end - start == 1, isLetter(Int(start)) { return true }
        return end - start <= 3 && run(Int(start), of: .digit) == Int(end)
    }

    /// A stop that begins a number or a name: ".5", ".doc".
    private func leadingStopEnd(_ start: Int) -> Int? {
        guard isAlphanumeric(start + 1),
            start == 0 || isSpace(start - 1) || !kind(start - 1).isDisjoint(with: [.closer])
                || at(start - 1) == UInt8(ascii: "$") || at(start - 1) == UInt8(ascii: "(")
        else { return nil }
        let end = run(start + 1, of: .alphanumeric)
        if isDigit(start + 1) { return isDigit(end - 1) ? end : run(start + 1, of: .digit) }
        return lexicon.extensions[packed(start + 1, end)] != 0 || packed(start + 1, end) == PackedWord("net")
            ? end : nil
    }

    /// The end of an emoticon such as `:-)`; `nil` when the mark is only a mark.
    private func emoticonEnd(_ start: Int) -> Int? {
        if at(start) == UInt8(ascii: "^") {
            return at(start + 1) == UInt8(ascii: "_") && at(start + 2) == UInt8(ascii: "^") ? start + 3 : nil
        }
        let nose = at(start + 1)
        let mouth =
            nose == UInt8(ascii: "-") || nose == UInt8(ascii: "o") || nose == UInt8(ascii: "'") ? start + 2 : start + 1
        switch at(mouth) {
        case UInt8(ascii: ")"), UInt8(ascii: "("):
            return mouth + 1
        case UInt8(ascii: "D"), UInt8(ascii: "P"), UInt8(ascii: "p"), UInt8(ascii: "O"), UInt8(ascii: "/"),
            UInt8(ascii: "|"):
            return isAlphanumeric(mouth + 1) || isAlphanumeric(start - 1) || at(mouth + 1) == UInt8(ascii: "/")
                ? nil : mouth + 1
        default: return nil
        }
    }
}
