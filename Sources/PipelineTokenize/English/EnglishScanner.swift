internal import PipelineCore

/// Reads a text once from left to right and writes tokens, sentence starts and paragraph starts.
///
/// Each method that reads on takes the offset at which it begins and returns the offset at which it stopped. A look
/// ahead is bounded by a constant, or covers blanks that are then skipped, so the whole is linear.
struct EnglishScanner {
    let text: UnsafeBufferPointer<UInt8>
    let classes: UnsafeBufferPointer<ByteClass>
    let lexicon: EnglishLexicon
    let layout: LineLayout

    var starts: [UInt32] = []
    var ends: [UInt32] = []
    var sentenceStarts: [UInt32] = []
    var paragraphStarts: [UInt32] = []
    /// The tokens with a normal form.
    var normals: [(token: UInt32, form: NormalForm)] = []

    /// Whether the next token that does not close something begins a sentence.
    var sentencePending = true
    var paragraphPending = true
    /// Whether an odd number of straight double quotation marks stands before, in this paragraph.
    var isQuoteOpen = false
    /// Where the line begins that is being read.
    var lineStart = 0

    init(
        _ text: UnsafeBufferPointer<UInt8>, classes: UnsafeBufferPointer<ByteClass>, lexicon: EnglishLexicon
    ) {
        self.text = text
        self.classes = classes
        self.lexicon = lexicon
        layout = LineLayout(text)
        starts.reserveCapacity(text.count / 5 + 8)
        ends.reserveCapacity(text.count / 5 + 8)
        sentenceStarts.reserveCapacity(text.count / 100 + 8)
    }

    /// Reads the whole text.
    mutating func scan() {
        var index = skipSpace(0)
        while index < text.count {
            index = scanToken(index)
            if at(index) == 0x20, !isSpace(index + 1) {
                index += 1
            } else if index < text.count, isSpace(index) {
                index = skipSpace(index)
            }
        }
    }

    /// Reads one token, or the few that hang together, such as a word with its clitic.
    @inline(__always)
    private mutating func scanToken(_ start: Int) -> Int {
        let byte = text[start]
        if !lexicon.exceptions.isEmpty, let end = scanException(start) { return end }
        let kind = classes[Int(byte)]
        if !kind.isDisjoint(with: .letter) { return scanWord(start) }
        if kind.contains(.digit) { return scanNumber(start) }
        if kind.contains(.high) { return scanHigh(start) }
        if kind.contains(.space) { return skipSpace(start) }
        return scanPunctuation(start)
    }

    /// A text that the user wants to be cut in a way of its own.
    private mutating func scanException(_ start: Int) -> Int? {
        guard let candidates = lexicon.exceptions[text[start]] else { return nil }
        for exception in candidates {
            let end = start + exception.text.count
            guard end <= text.count, text[start..<end].elementsEqual(exception.text) else { continue }
            if isAlphanumeric(end), isAlphanumeric(end - 1) { continue }
            var pieceStart = start
            for length in exception.lengths {
                emit(pieceStart, pieceStart + length)
                pieceStart += length
            }
            return end
        }
        return nil
    }
}

// MARK: - Looking at the text

extension EnglishScanner {
    /// The byte at an offset; 0 outside the text.
    @inline(__always)
    func at(_ index: Int) -> UInt8 { index >= 0 && index < text.count ? text[index] : 0 }

    /// The class of the byte at an offset; empty outside the text.
    @inline(__always)
    func kind(_ index: Int) -> ByteClass {
        index >= 0 && index < text.count ? classes[Int(text[index])] : []
    }

    @inline(__always)
    func isLetter(_ index: Int) -> Bool { !kind(index).isDisjoint(with: .letter) }

    @inline(__always)
    func isDigit(_ index: Int) -> Bool { kind(index).contains(.digit) }

    @inline(__always)
    func isUpper(_ index: Int) -> Bool { kind(index).contains(.upper) }

    @inline(__always)
    func isAlphanumeric(_ index: Int) -> Bool { !kind(index).isDisjoint(with: .alphanumeric) }

    /// Whether a blank stands there. Outside ASCII only the scalars that Unicode calls white space are blanks.
    @inline(__always)
    func isSpace(_ index: Int) -> Bool {
        let kind = kind(index)
        return kind.contains(.space) || (kind.contains(.high) && spaceLength(index) > 0)
    }

    /// Whether a blank or the end of the text stands there.
    @inline(__always)
    func isBlankOrEnd(_ index: Int) -> Bool { index >= text.count || isSpace(index) }

    /// The end of a run of bytes of some classes.
    @inline(__always)
    func run(_ start: Int, of wanted: ByteClass) -> Int {
        var end = start
        while end < text.count, !classes[Int(text[end])].isDisjoint(with: wanted) { end += 1 }
        return end
    }

    /// The end of a run of one byte.
    func run(_ start: Int, of byte: UInt8) -> Int {
        var end = start
        while end < text.count, text[end] == byte { end += 1 }
        return end
    }

    /// The word between two offsets, for the tables.
    @inline(__always)
    func packed(_ start: Int, _ end: Int) -> PackedWord? { PackedWord(text, start, end) }
}

// MARK: - Writing tokens

extension EnglishScanner {
    /// Writes a token.
    @inline(__always)
    mutating func emit(_ start: Int, _ end: Int) {
        if sentencePending { beginSentence() }
        starts.append(UInt32(truncatingIfNeeded: start))
        ends.append(UInt32(truncatingIfNeeded: end))
    }

    /// Writes a token that belongs to the sentence before it even when that has ended.
    mutating func emitCloser(_ start: Int, _ end: Int) {
        if starts.isEmpty || paragraphPending { beginSentence() }
        starts.append(UInt32(truncatingIfNeeded: start))
        ends.append(UInt32(truncatingIfNeeded: end))
    }

    /// Writes a token with a normal form.
    mutating func emit(_ start: Int, _ end: Int, as form: NormalForm) {
        emit(start, end)
        normals.append((UInt32(starts.count - 1), form))
    }

    private mutating func beginSentence() {
        let token = UInt32(starts.count)
        sentenceStarts.append(token)
        if paragraphPending {
            paragraphStarts.append(token)
            isQuoteOpen = false
        }
        sentencePending = false
        paragraphPending = false
    }

    /// How many tokens the sentence has so far.
    var sentenceLength: Int {
        sentencePending ? 0 : starts.count - Int(sentenceStarts.last ?? 0)
    }
}
