extension EnglishScanner {
    /// Reads a number: with separators, a time, a date, a telephone number, an ordinal, a decade. A unit is a token of
    /// its own.
    mutating func scanNumber(_ start: Int) -> Int {
        let digits = run(start, of: .digit)
        let byte = at(digits)
        if byte == 0x20 || byte == UInt8(ascii: ",") && !isDigit(digits + 1) {
            emit(start, digits)
            return digits
        }
        if digits == start + 1 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "."),
            let address = addressEnd(start)
        {
            emit(start, address)
            return address
        }
        let end = numberEnd(digits)
        if let telephone = telephoneEnd(start, end) {
            emit(start, telephone)
            return telephone
        }
        return scanNumberSuffix(start, end)
    }

    /// The end of digits with single separators between them.
    private func numberEnd(_ start: Int) -> Int {
        var end = start
        while isDigit(end + 1) {
            switch at(end) {
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "/"):
                end = run(end + 1, of: .digit)
            default:
                return end
            }
        }
        return end
    }

    /// The end of groups of digits with hyphens that make a telephone number or a date: 3-3-4, 3-4, 2-2-4, 4-2-2.
    private func telephoneEnd(_ start: Int, _ firstEnd: Int) -> Int? {
        guard at(firstEnd) == UInt8(ascii: "-"), isDigit(firstEnd + 1) else { return nil }
        var groups = [firstEnd - start]
        var end = firstEnd
        while at(end) == UInt8(ascii: "-"), isDigit(end + 1), groups.count < 5 {
            let next = run(end + 1, of: .digit)
            groups.append(next - end - 1)
            end = next
        }
        guard !isLetter(end), at(end) != UInt8(ascii: "-") else { return nil }
        switch groups.count {
        case 2:
            return groups[1] == 4 && (groups[0] == 3 || groups[0] == 5 || groups[0] == 1 || groups[0] >= 7) ? end : nil
        case 3: return groups[2] == 4 || groups == [4, 2, 2] || groups == [2, 2, 2] ? end : nil
        default: return groups.last == 4 ? end : nil
        }
    }

    /// Writes a number and the letters that follow it without a blank.
    private mutating func scanNumberSuffix(_ start: Int, _ end: Int) -> Int {
        if kind(end).contains(.high) || at(end) == UInt8(ascii: "'") { return scanHighSuffix(start, end) }
        guard isLetter(end) else {
            emit(start, end)
            return scanTimeStamp(end)
        }
        let suffix = run(end, of: .letter)
        let isUnit = lexicon.units[packed(end, suffix)] != 0 && !isAlphanumeric(suffix)
        if isUnit, !isUpper(end) || followsCurrency || suffix - end > 1 {
            emit(start, end)
            if at(suffix) == UInt8(ascii: "."), at(suffix - 1) | 0x20 == UInt8(ascii: "m") { return scanWord(end) }
            emit(end, suffix)
            return suffix
        }
        // "10a.m.": the number, then the acronym.
        if suffix == end + 1, at(suffix) == UInt8(ascii: "."), at(suffix + 1) | 0x20 == UInt8(ascii: "m") {
            emit(start, end)
            return scanWord(end)
        }
        return scanWord(start)
    }

    private mutating func scanHighSuffix(_ start: Int, _ end: Int) -> Int {
        let apostrophe = apostropheLength(end)
        let isDecade =
            apostrophe > 0 && at(end + apostrophe) == UInt8(ascii: "s") && !isAlphanumeric(end + apostrophe + 1)
        if isDecade, end - start == 2 || end - start == 4 {
            emit(start, end + apostrophe + 1)
            return end + apostrophe + 1
        }
        // Marks stay with the digit, which makes keycaps whole; a letter of any script makes it a word.
        let marked = apostrophe > 0 ? end : wordRun(end)
        emit(start, marked)
        return marked
    }

    private var followsCurrency: Bool {
        guard let start = starts.last, let end = ends.last else { return false }
        return at(Int(end) - 1) == UInt8(ascii: "$") || at(Int(start)) == 0xC2 || at(Int(start)) == 0xE2
    }
}
