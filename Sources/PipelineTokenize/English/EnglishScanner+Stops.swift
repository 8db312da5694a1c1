extension EnglishScanner {
    /// Reads on from a word that a full stop follows: an abbreviation, an acronym, an address, or the end of a
    /// sentence.
    mutating func scanStop(_ start: Int, _ end: Int) -> Int {
        if isAlphanumeric(end + 1) || at(run(end, of: UInt8(ascii: "."))) == UInt8(ascii: "@") {
            if let address = addressEnd(start) {
                emit(start, address)
                if text[end..<address].contains(UInt8(ascii: "@")) { endAddress(address) }
                return address
            }
            if let acronym = acronymEnd(start, end) { return finishAcronym(start, acronym) }
            return finishWord(start, end)
        }
        if at(end + 1) == UInt8(ascii: ".") { return finishWord(start, end) }
        if end - start == 1, isUpper(start) { return finishInitial(start, end) }
        let kind = abbreviation(start, end)
        guard kind != .none else { return finishWord(start, end) }
        return finishAbbreviation(start, end, kind)
    }

    private func abbreviation(_ start: Int, _ end: Int) -> Abbreviation {
        let kind = Abbreviation(rawValue: lexicon.abbreviations[packed(start, end)]) ?? .none
        switch kind {
        case .numeric:
            return isDigit(end + 1) || isBlankOrEnd(end + 1) && isDigit(end + 2) ? .numeric : .none
        case .date:
            return isUpper(start) ? .date : .none
        case .none where !lexicon.longAbbreviations.isEmpty:
            return lexicon.longAbbreviations.contains(text[start..<end].map { $0 | 0x20 }) ? .inner : .none
        default:
            return kind
        }
    }

    /// Writes an abbreviation with its stop, or without it when the stop also ends the sentence.
    private mutating func finishAbbreviation(_ start: Int, _ end: Int, _ kind: Abbreviation) -> Int {
        if at(end + 1) != UInt8(ascii: ","), endsSentence(after: end + 1, .abbreviation(kind)) {
            emit(start, end)
            return end
        }
        emit(start, end + 1)
        return end + 1
    }

    /// The stop of an initial belongs to it: "J. K. Rowling". "I" is rather the pronoun.
    private mutating func finishInitial(_ start: Int, _ end: Int) -> Int {
        let isPronoun = at(start) == UInt8(ascii: "I") && !(sentenceLength > 0 && previousIsInitial)
        if isPronoun || !isBlankOrEnd(end + 1) && !isLetter(end + 1) { return finishWord(start, end) }
        return finishAbbreviation(start, end, .inner)
    }

    private var previousIsInitial: Bool {
        guard let start = starts.last, let end = ends.last else { return false }
        return end - start == 2 && at(Int(end) - 1) == UInt8(ascii: ".")
    }

    /// The end of single letters with stops between them, a last stop included: "U.S.", "e.g.", "Ph.D."
    private func acronymEnd(_ start: Int, _ end: Int) -> Int? {
        guard end - start == 1 || packed(start, end) == PackedWord("ph") else { return nil }
        var index = end
        while at(index) == UInt8(ascii: "."), isLetter(index + 1), !isAlphanumeric(index + 2) { index += 2 }
        guard index > end else { return nil }
        return at(index) == UInt8(ascii: ".") && at(index + 1) != UInt8(ascii: ".") ? index + 1 : index
    }

    private mutating func finishAcronym(_ start: Int, _ end: Int) -> Int {
        guard at(end - 1) == UInt8(ascii: ".") else {
            emit(start, end)
            return end
        }
        let known = Abbreviation(rawValue: lexicon.acronyms[packed(start, end - 1)]) ?? .none
        return finishAbbreviation(start, end - 1, known == .none ? .ender : known)
    }
}
