extension EnglishScanner {
    /// Reads a word and what hangs on it: clitics, a hyphenated prefix, the stop of an abbreviation, an address.
    mutating func scanWord(_ start: Int) -> Int {
        var end = run(start, of: .letter)
        while true {
            let byte = at(end)
            // Most words end here: only these bytes can continue one.
            if byte == 0x20 || byte == UInt8(ascii: ",") { return finishWord(start, end) }
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                end = run(end, of: .alphanumeric)
            case UInt8(ascii: "."):
                return scanStop(start, end)
            case UInt8(ascii: "-"):
                guard let next = hyphenated(start, end) else { return scanConnected(start, end) }
                end = next
            case UInt8(ascii: "_"), UInt8(ascii: "@"):
                guard byte == UInt8(ascii: "_"), isAlphanumeric(end + 1), addressEnd(start) == nil else {
                    return scanConnected(start, end)
                }
                end = run(end + 1, of: .alphanumeric)
            case 0x80...:
                if apostropheLength(end) > 0 { return scanClitic(start, end) }
                let next = wordRun(end)
                if next == end { return finishWord(start, end) }
                end = next
            case UInt8(ascii: "'"):
                let length = 1
                let next = run(end + length, of: .alphanumeric)
                if isClitic(start, end, end + length, next) { return scanClitic(start, end) }
                if next == end + length { return finishWord(start, end) }
                end = next
            default:
                guard let next = joinedByMark(start, end) else { return scanMarked(start, end) }
                end = next
            }
        }
    }

    /// Writes a word that ends here, cut in two if it is one of the words that were written together.
    @inline(__always)
    func joinedLength(_ start: Int, _ end: Int) -> Int {
        let length = end - start
        guard length <= 8, lexicon.joinedLengths[Int(text[start])] & (1 << UInt16(length)) != 0 else { return 0 }
        return Int(lexicon.joined[packed(start, end)])
    }

    /// Writes a word that ends here.
    @inline(__always)
    mutating func finishWord(_ start: Int, _ end: Int) -> Int {
        let first = joinedLength(start, end)
        if first == 0 { emit(start, end) } else { emitJoined(start, start + first, end) }
        return end
    }

    private mutating func emitJoined(_ start: Int, _ middle: Int, _ end: Int) {
        // "IM" and "IVE" in capitals are rather acronyms.
        if end - start <= 3, isUpper(start + 1) { return emit(start, end) }
        emit(start, middle)
        emit(middle, end)
        if let form = Self.joinedForm(packed(middle, end)) { normals.append((UInt32(starts.count - 1), form)) }
    }

    private static func joinedForm(_ piece: PackedWord?) -> NormalForm? {
        switch piece {
        case PackedWord("nt"): .not
        case PackedWord("na"), PackedWord("ta"): .to
        case PackedWord("m"): .am
        case PackedWord("ve"): .have
        case PackedWord("re"): .are
        case PackedWord("s"): .possessive
        default: nil
        }
    }

    /// Where the word goes on after a mark that joins: "AT&T", "f*ck", "w/o".
    private func joinedByMark(_ start: Int, _ end: Int) -> Int? {
        let next = run(end + 1, of: .letter)
        guard next > end + 1 else { return nil }
        switch at(end) {
        case UInt8(ascii: "&"):
            return isUpper(end - 1) && isUpper(end + 1) || end - start == 1 && next == end + 2 ? next : nil
        case UInt8(ascii: "*"):
            return next
        case UInt8(ascii: "/"):
            if end - start != 1 { return nil }
            let pair = next == end + 2 && kind(start) == kind(end + 1) && at(next) != UInt8(ascii: "/")
            return pair || (at(start) | 0x20) == UInt8(ascii: "w") && next <= end + 4 ? next : nil
        default:
            return nil
        }
    }

    /// A word before a mark that is not part of a word, unless the two are a name of their own.
    private mutating func scanMarked(_ start: Int, _ end: Int) -> Int {
        switch at(end) {
        case UInt8(ascii: ":"):
            if let address = schemeEnd(start, end) {
                emit(start, address)
                endAddress(address)
                return address
            }
        case UInt8(ascii: "$") where end - start <= 3 && isUpper(end - 1) && isDigit(end + 1):
            emit(start, end + 1)
            return end + 1
        case UInt8(ascii: "#") where end - start == 1 && isUpper(start) && !isAlphanumeric(end + 1):
            emit(start, end + 1)
            return end + 1
        case UInt8(ascii: "+") where end - start == 1 && at(end + 1) == UInt8(ascii: "+"):
            emit(start, end + 2)
            return end + 2
        case UInt8(ascii: "%"):
            return scanConnected(start, end)
        default:
            break
        }
        return finishWord(start, end)
    }

    /// A word before a byte that may make it part of an address.
    mutating func scanConnected(_ start: Int, _ end: Int) -> Int {
        if let address = addressEnd(start) {
            emit(start, address)
            if text[end..<address].contains(UInt8(ascii: "@")) { endAddress(address) }
            return address
        }
        return finishWord(start, end)
    }

    /// Where the word goes on after a hyphen; `nil` when the hyphen is a token, as in the English Web Treebank.
    private func hyphenated(_ start: Int, _ end: Int) -> Int? {
        guard isAlphanumeric(end + 1) || kind(end + 1).contains(.high) else { return nil }
        guard lexicon.prefixes[packed(start, end)] != 0, addressEnd(start) == nil else { return nil }
        let next = wordRun(end + 1)
        return next > end + 1 ? next : nil
    }
}

// MARK: - Apostrophes

extension EnglishScanner {
    /// Whether what stands after an apostrophe is a token of its own (or nothing).
    private func isClitic(_ start: Int, _ end: Int, _ tail: Int, _ next: Int) -> Bool {
        next == tail || cliticForm(tail, next) != nil || isNegation(start, end, tail, next)
    }

    private func isNegation(_ start: Int, _ end: Int, _ tail: Int, _ next: Int) -> Bool {
        next == tail + 1 && at(tail) | 0x20 == UInt8(ascii: "t") && end > start + 1
            && at(end - 1) | 0x20 == UInt8(ascii: "n")
    }

    private func cliticForm(_ start: Int, _ end: Int) -> NormalForm? {
        let first = at(start) | 0x20
        switch end - start {
        case 1 where first == UInt8(ascii: "s"): return .possessive
        case 1 where first == UInt8(ascii: "m"): return .am
        case 1 where first == UInt8(ascii: "d"): return .wouldBe
        case 2:
            switch (first, at(start + 1) | 0x20) {
            case (UInt8(ascii: "l"), UInt8(ascii: "l")): return .will
            case (UInt8(ascii: "r"), UInt8(ascii: "e")): return .are
            case (UInt8(ascii: "v"), UInt8(ascii: "e")): return .have
            default: return nil
            }
        default: return nil
        }
    }

    /// Writes a word and the clitic after it: do|n't, it|'s, we|'ll. Other apostrophes stay inside: O'Brien.
    private mutating func scanClitic(_ start: Int, _ end: Int) -> Int {
        let tail = end + apostropheLength(end)
        let next = run(tail, of: .alphanumeric)
        if isNegation(start, end, tail, next) {
            let stem = end - 1
            let isCan = stem - start == 2 && packed(start, stem) == PackedWord("ca")
            let isWill = stem - start == 2 && packed(start, stem) == PackedWord("wo")
            emit(start, stem)
            if isCan || isWill { normals.append((UInt32(starts.count - 1), isCan ? .can : .will)) }
            emit(stem, next, as: .not)
            return next
        }
        if let form = cliticForm(tail, next) {
            emit(start, end)
            emitClitic(end, next, tail: tail, form)
            return next
        }
        if next == tail { return finishWord(start, end) }
        emit(start, wordRun(next))
        return wordRun(next)
    }

    private mutating func emitClitic(_ start: Int, _ end: Int, tail: Int, _ form: NormalForm) {
        let isPlain = form == .possessive || form == .wouldBe
        if isPlain && tail == start + 1 { emit(start, end) } else { emit(start, end, as: form) }
    }

    /// Reads a token that begins with an apostrophe: a clitic after a blank, a word, a year, or a quotation mark.
    mutating func scanApostrophe(_ start: Int, length: Int) -> Int {
        let tail = start + length
        let next = run(tail, of: .alphanumeric)
        let followsToken = !starts.isEmpty && Int(ends[ends.count - 1]) == start
        if let form = cliticForm(tail, next), followsToken || next == tail + 2 || at(tail) == UInt8(ascii: "s") {
            emitClitic(start, next, tail: tail, form)
            return next
        }
        if next > tail, !followsToken, lexicon.apostropheWords[packed(tail, next)] != 0 || isYear(tail, next) {
            emit(start, next)
            return next
        }
        if apostropheLength(tail) == length, !isAlphanumeric(tail + length) || !followsToken {
            return emitQuote(start, tail + length, as: .doubleQuote, closes: followsToken)
        }
        return emitQuote(start, tail, as: length == 1 ? nil : .singleQuote, closes: followsToken)
    }

    private func isYear(_ start: Int, _ end: Int) -> Bool {
        let digits = run(start, of: .digit)
        return digits == start + 2 && (end == digits || end == digits + 1 && at(digits) == UInt8(ascii: "s"))
    }

    private mutating func emitQuote(_ start: Int, _ end: Int, as form: NormalForm?, closes: Bool) -> Int {
        if closes { emitCloser(start, end) } else { emit(start, end) }
        if let form { normals.append((UInt32(starts.count - 1), form)) }
        return end
    }
}
