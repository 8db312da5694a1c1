/// What a code point is to the rules of word boundaries (the property `Word_Break`, and pictographs).
enum WordBreakClass: UInt8 {
    case other = 0
    case carriageReturn, lineFeed, newline, extend, joiner, format, regional, katakana, hebrew, letter, singleQuote,
        doubleQuote, midNumberLetter, midLetter, midNumber, numeric, connector, space, pictograph, pictographicLetter

    /// The class of every code point.
    static let table = CodePointTable(codePoints)

    var isLineEnd: Bool { self == .carriageReturn || self == .lineFeed || self == .newline }
    /// Whether it belongs to what stands before it.
    var isAttached: Bool { self == .extend || self == .joiner || self == .format }
    var isPictograph: Bool { self == .pictograph || self == .pictographicLetter }
    var isLetter: Bool { self == .letter || self == .hebrew || self == .pictographicLetter }
    /// Whether it may stand between two letters.
    var isMidLetter: Bool { self == .midLetter || self == .midNumberLetter || self == .singleQuote }
    /// Whether it may stand between two numbers.
    var isMidNumber: Bool { self == .midNumber || self == .midNumberLetter || self == .singleQuote }
}

/// Finds the word boundaries of a text by the rules WB1 to WB999 of UAX #29, from left to right.
struct WordBreaker {
    private let text: UnsafeBufferPointer<UInt8>
    private let table = WordBreakClass.table
    /// The class of the code point before, and those of the last two that are not attached to others.
    private var before = WordBreakClass.other
    private var last = WordBreakClass.other
    private var older = WordBreakClass.other
    /// Whether an odd number of regional indicators stands before.
    private var isHalfFlag = false

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// Where the word ends that begins at an offset, which is a boundary. Cost: linear in the word and what is attached
    /// to the next two code points.
    mutating func end(from start: Int) -> Int {
        var (kind, index) = read(start)
        (before, last, older) = (kind, kind, .other)
        isHalfFlag = kind == .regional
        while index < text.count {
            let next: Int
            (kind, next) = read(index)
            if isBoundary(kind, next) { return index }
            index = next
            pass(kind)
        }
        return text.count
    }

    @inline(__always)
    private func read(_ index: Int) -> (WordBreakClass, Int) {
        let (code, next) = CodePoint.read(text, at: index)
        return (WordBreakClass(rawValue: table[code]) ?? .other, next)
    }

    private mutating func pass(_ kind: WordBreakClass) {
        before = kind
        guard !kind.isAttached else { return }
        (older, last) = (last, kind)
        isHalfFlag = kind == .regional && !isHalfFlag
    }

    private func isBoundary(_ kind: WordBreakClass, _ next: Int) -> Bool {
        if before == .carriageReturn && kind == .lineFeed { return false }  // WB3
        if before.isLineEnd || kind.isLineEnd { return true }  // WB3a, WB3b
        if before == .joiner && kind.isPictograph { return false }  // WB3c
        if before == .space && kind == .space { return false }  // WB3d
        if kind.isAttached { return false }  // WB4
        if last.isLetter { return !followsLetter(kind, next) }
        if last == .numeric { return !followsNumber(kind, next) }
        if last == .regional && kind == .regional { return !isHalfFlag }  // WB15, WB16
        if older.isLetter && last.isMidLetter && kind.isLetter { return false }  // WB7
        if older == .hebrew && last == .doubleQuote && kind == .hebrew { return false }  // WB7c
        if older == .numeric && last.isMidNumber && kind == .numeric { return false }  // WB11
        if last == .katakana && (kind == .katakana || kind == .connector) { return false }  // WB13, WB13a
        guard last == .connector else { return true }  // WB999
        return !(kind.isLetter || kind == .numeric || kind == .katakana || kind == .connector)  // WB13a, WB13b
    }

    private func followsLetter(_ kind: WordBreakClass, _ next: Int) -> Bool {
        if kind.isLetter || kind == .numeric || kind == .connector { return true }  // WB5, WB9, WB13a
        if last == .hebrew && kind == .singleQuote { return true }  // WB7a
        if last == .hebrew && kind == .doubleQuote { return ahead(next) == .hebrew }  // WB7b
        return kind.isMidLetter && ahead(next).isLetter  // WB6
    }

    private func followsNumber(_ kind: WordBreakClass, _ next: Int) -> Bool {
        if kind.isLetter || kind == .numeric || kind == .connector { return true }  // WB8, WB10, WB13a
        return kind.isMidNumber && ahead(next) == .numeric  // WB12
    }

    /// The class of the next code point that is not attached.
    private func ahead(_ start: Int) -> WordBreakClass {
        var index = start
        while index < text.count {
            let (kind, next) = read(index)
            if !kind.isAttached { return kind }
            index = next
        }
        return .other
    }
}
