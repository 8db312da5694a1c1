/// Where sentences end in mails and letters that have no full stop there.
extension EnglishScanner {
    /// Whether the comma that was just written closes a farewell: "Thanks," before the name of who writes.
    var isFarewell: Bool {
        guard let end = ends.last, sentenceLength == 2 || sentenceLength == 3 else { return false }
        let (first, next) = (starts.count - sentenceLength, Int(end))
        guard at(next) == 0x20 || at(next) == 0x0A, isUpper(next + 1) else { return false }
        let opening = packed(Int(starts[first]), Int(ends[first]))
        if sentenceLength == 2 { return lexicon.farewells[opening] == 1 }
        return lexicon.farewells[opening] == 2
            && lexicon.farewells[packed(Int(starts[first + 1]), Int(ends[first + 1]))] != 0
    }

    /// Notes that a sentence ends with a web or mail address before a capital letter or another address.
    mutating func endAddress(_ end: Int) {
        guard at(end) == 0x20 else { return }
        if isUpper(end + 1) || packed(end + 1, run(end + 1, of: .letter)) == PackedWord("http") {
            sentencePending = true
        }
    }

    /// Writes the rest of a time of day when it follows a date, as in the head of a mail: "01/26/2001 09:37 AM". What
    /// stands behind is a sentence of its own.
    ///
    /// - Parameter end: the end of the number that was just written.
    mutating func scanTimeStamp(_ end: Int) -> Int {
        guard starts.count > 1, at(end) == 0x20, isUpper(end + 1), at(end + 2) == UInt8(ascii: "M"),
            isBlankOrEnd(end + 3), text[Int(starts[starts.count - 1])..<end].contains(UInt8(ascii: ":"))
        else { return end }
        let date = starts.count - 2
        guard text[Int(starts[date])..<Int(ends[date])].contains(UInt8(ascii: "/")), isDigit(Int(starts[date])) else {
            return end
        }
        emit(end + 1, end + 3)
        sentencePending = true
        return end + 3
    }
}
