extension EnglishScanner {
    /// The longest run that is looked at for an address, in bytes; it keeps the look ahead bounded.
    private static let longestAddress = 128

    /// The end of a mail address, a web address without a scheme or a file name that begins at an offset; `nil` when
    /// none does.
    func addressEnd(_ start: Int) -> Int? {
        let limit = min(text.count, start + Self.longestAddress)
        var end = start
        var lastDot: Int?
        while end < limit, !classes[Int(text[end])].isDisjoint(with: .compound) {
            if text[end] == UInt8(ascii: "."), isAlphanumeric(end + 1) { lastDot = end }
            end += 1
        }
        if at(end) == UInt8(ascii: "@"), isAlphanumeric(end + 1) { return mailEnd(end + 1) }
        guard let lastDot else { return nil }
        let labelEnd = run(lastDot + 1, of: .alphanumeric)
        let label = packed(lastDot + 1, labelEnd)
        if at(start) | 0x20 == UInt8(ascii: "w"), packed(start, start + 3) == PackedWord("www") {
            return webEnd(start, labelEnd)
        }
        if lexicon.domains[label] != 0, isDomain(start, lastDot, labelEnd) { return webEnd(start, labelEnd) }
        if lexicon.extensions[label] != 0 { return labelEnd }
        return isDottedName(start, labelEnd) ? labelEnd : nil
    }

    /// A host has no empty label and is longer than a word that somebody forgot a blank after ("home.In").
    private func isDomain(_ start: Int, _ lastDot: Int, _ end: Int) -> Bool {
        guard lastDot - start > 1, at(lastDot - 1) != UInt8(ascii: ".") else { return false }
        let isTitle = isUpper(lastDot + 1) && kind(end - 1).contains(.lower)
        return !(isTitle && end - lastDot <= 3) && !(end - lastDot == 3 && isCommonWord(lastDot + 1))
    }

    private func isCommonWord(_ start: Int) -> Bool {
        switch packed(start, start + 2) {
        case PackedWord("in"), PackedWord("it"), PackedWord("at"), PackedWord("us"), PackedWord("no"), PackedWord("be"),
            PackedWord("is"):
            true
        default: false
        }
    }

    /// Three or more labels of lower-case letters: the name of a news group or of a package.
    private func isDottedName(_ start: Int, _ end: Int) -> Bool {
        var labels = 1
        for index in start..<end {
            if text[index] == UInt8(ascii: ".") {
                if !isLetter(index - 1) || !isLetter(index - 2) && labels > 1 { return false }
                labels += 1
            } else if !kind(index).contains(.lower) {
                return false
            }
        }
        return labels >= 3 && isLetter(start + 1)
    }

    private func mailEnd(_ start: Int) -> Int {
        var end = run(start, of: .compound)
        while end > start, !isAlphanumeric(end - 1) { end -= 1 }
        return end
    }

    private func webEnd(_ start: Int, _ hostEnd: Int) -> Int {
        switch at(hostEnd) {
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: ":"):
            return isBlankOrEnd(hostEnd + 1) && at(hostEnd) != UInt8(ascii: "/")
                ? hostEnd : untilBlank(start, from: hostEnd)
        default: return hostEnd
        }
    }

    /// The end of an address with a scheme whose name ends at the colon; `nil` when it is not one.
    func schemeEnd(_ start: Int, _ colon: Int) -> Int? {
        if at(colon + 1) == UInt8(ascii: "/"), at(colon + 2) == UInt8(ascii: "/"), !isBlankOrEnd(colon + 3) {
            return untilBlank(start, from: colon + 3)
        }
        guard packed(start, colon) == PackedWord("mailto"), isAlphanumeric(colon + 1) else { return nil }
        return addressEnd(colon + 1)
    }

    /// The end of the run without blanks, angle brackets and double quotation marks, less the punctuation at its end
    /// that is rather of the sentence. A closing bracket stays when its partner is inside.
    private func untilBlank(_ start: Int, from: Int) -> Int {
        var end = from
        var open = 0
        scan: while end < text.count, !isSpace(end) {
            switch text[end] {
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): break scan
            case UInt8(ascii: "("): open += 1
            case UInt8(ascii: ")"): open -= 1
            default: break
            }
            end += 1
        }
        while end > from {
            switch text[end - 1] {
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
                UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "*"):
                end -= 1
            case UInt8(ascii: ")") where open < 0:
                open += 1
                end -= 1
            default: return end
            }
        }
        return end
    }

    /// The end of a handle or tag: letters, digits and low lines of any script after `@` or `#`.
    func handleEnd(_ mark: Int) -> Int? {
        guard isLetter(mark + 1) || kind(mark + 1).contains(.high) || at(mark + 1) == UInt8(ascii: "_") else {
            return nil
        }
        var end = mark + 1
        while true {
            let next = wordRun(end)
            end = next
            guard at(end) == UInt8(ascii: "_") else { break }
            end += 1
        }
        return end > mark + 1 ? end : nil
    }
}
