/// What a code point is to the rules of sentence boundaries (the property `Sentence_Break`).
enum SentenceBreakClass: UInt8 {
    case other = 0
    case carriageReturn, lineFeed, separator, extend, format, space, lower, upper, letter, numeric, stop, comma,
        terminator, closer

    /// The class of every code point.
    static let table = CodePointTable(codePoints)

    var isParagraphEnd: Bool { self == .carriageReturn || self == .lineFeed || self == .separator }
    var isAttached: Bool { self == .extend || self == .format }
    var isTerminator: Bool { self == .stop || self == .terminator }
}

/// Finds the sentence boundaries of a text by the rules SB1 to SB998 of UAX #29, from left to right.
struct SentenceBreaker {
    /// How far behind a terminator the text is.
    private enum Phase {
        case none, terminator, closers, spaces
    }

    private let text: UnsafeBufferPointer<UInt8>
    private let table = SentenceBreakClass.table
    private var last = SentenceBreakClass.other
    private var phase = Phase.none
    /// Whether the terminator is a full stop, which may end an abbreviation.
    private var isStop = false
    /// Whether a cased letter stands right before the terminator.
    private var followsCased = false

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// Where the sentence ends that begins at an offset, which is a boundary.
    ///
    /// Cost: linear in the sentence; after a full stop the text is read once more up to the next letter.
    mutating func end(from start: Int) -> Int {
        var (kind, index) = read(start)
        (last, phase) = (.other, .none)
        pass(kind)
        while index < text.count {
            let next: Int
            (kind, next) = read(index)
            if isBoundary(kind, index) { return index }
            index = next
            pass(kind)
        }
        return text.count
    }

    @inline(__always)
    private func read(_ index: Int) -> (SentenceBreakClass, Int) {
        let (code, next) = CodePoint.read(text, at: index)
        return (SentenceBreakClass(rawValue: table[code]) ?? .other, next)
    }

    private mutating func pass(_ kind: SentenceBreakClass) {
        guard !kind.isAttached || last.isParagraphEnd else { return }
        if kind.isTerminator {
            phase = .terminator
            isStop = kind == .stop
            followsCased = last == .upper || last == .lower
        } else if kind == .closer, phase == .terminator || phase == .closers {
            phase = .closers
        } else if kind == .space, phase != .none {
            phase = .spaces
        } else if !kind.isParagraphEnd {
            phase = .none
        }
        last = kind
    }

    private func isBoundary(_ kind: SentenceBreakClass, _ index: Int) -> Bool {
        if last == .carriageReturn && kind == .lineFeed { return false }  // SB3
        if last.isParagraphEnd { return true }  // SB4
        if kind.isAttached || phase == .none { return false }  // SB5, SB998
        if isStop && phase == .terminator {
            if kind == .numeric || followsCased && kind == .upper { return false }  // SB6, SB7
        }
        if kind == .comma || kind.isTerminator { return false }  // SB8a
        if kind == .closer && phase != .spaces { return false }  // SB9
        if kind == .space || kind.isParagraphEnd { return false }  // SB9, SB10
        return !(isStop && goesOnInLower(index))  // SB8, SB11
    }

    /// Whether the next letter is a small one, with nothing before it that ends a sentence.
    private func goesOnInLower(_ start: Int) -> Bool {
        var index = start
        while index < text.count {
            let (kind, next) = read(index)
            if kind == .lower { return true }
            if kind == .letter || kind == .upper || kind.isParagraphEnd || kind.isTerminator { return false }
            index = next
        }
        return false
    }
}
