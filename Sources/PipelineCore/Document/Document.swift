/// A text with an identity, metadata, and what the stages have found in it.
///
/// The text never changes. Offsets inside are UTF-8 bytes; ``OffsetMap`` translates them at the edges. A document is a
/// value: a copy shares storage until one of the two changes, which is what makes a failed stage undoable.
///
/// ```swift
/// var document = Document(id: "a1", text: "Lena Orlova said no.")
/// try pipeline.process(document)
/// ```
public struct Document: Sendable {
    /// The identity, unique in a run.
    public let id: String
    /// Where it came from, such as a path.
    public var source: String?
    /// The language, as a BCP 47 tag.
    public var language: String?
    /// What its source or a stage says of it.
    public var metadata: Value.Object
    /// The text.
    public let text: DocumentText

    /// The tokens; empty before a tokenizer has run.
    public private(set) var tokens = TokenTable()
    /// The sentences as runs of tokens.
    public private(set) var sentences = Segmentation()
    /// The paragraphs as runs of tokens.
    public private(set) var paragraphs = Segmentation()
    /// The distinct strings of the token columns.
    public private(set) var strings = StringTable()

    /// All annotations in the order in which they were made.
    public internal(set) var annotations: [Annotation] = []
    /// All relations in the order in which they were made.
    public internal(set) var relations: [Relation] = []
    /// The scores by name.
    public internal(set) var scores: [String: Score] = [:]

    /// Why a stage dropped the document; `nil` while it is kept.
    public internal(set) var dropReason: String?
    /// Documents that stages derived from this one and that have not gone on yet.
    public internal(set) var derived: [Document] = []
    /// What stages want somebody to know.
    public internal(set) var warnings: [String] = []
    /// Whether a stage failed on the document and its policy was to let the document go on.
    public internal(set) var isKept = false
    /// What stages give to their accumulators.
    public internal(set) var contributions: [Contribution] = []

    var nextAnnotation = 0
    var nextRelation = 0
    var derivedCount = 0

    /// A document without tokens.
    public init(
        id: String, source: String? = nil, language: String? = nil, metadata: Value.Object = [:], text: DocumentText
    ) {
        self.id = id
        self.source = source
        self.language = language
        self.metadata = metadata
        self.text = text
    }

    /// Whether a stage dropped it.
    public var isDropped: Bool { dropReason != nil }
}

// MARK: - Tokens

extension Document {
    /// Gives the document its tokens, sentences and paragraphs in place of those that it had.
    ///
    /// - Parameters:
    ///   - tokens: the tokens, in the order of the text.
    ///   - sentenceStarts: the first token of each sentence; empty for one sentence.
    ///   - paragraphStarts: the first token of each paragraph; empty for one paragraph.
    /// - Throws: ``PipelineError`` with code `document.invalid` when a token lies outside the text or cuts a scalar,
    ///   when the starts of sentences or paragraphs do not begin with 0, do not ascend or lie outside the tokens, or
    ///   when annotations already stand on other tokens.
    public mutating func setTokens(
        _ tokens: TokenTable, sentenceStarts: [UInt32] = [], paragraphStarts: [UInt32] = []
    ) throws(PipelineError) {
        guard annotations.isEmpty else {
            throw PipelineError(
                .documentInvalid, "the document is tokenized again after it has been annotated",
                remedy: "put the tokenizer before the stages that annotate")
        }
        try checkBounds(of: tokens)
        let sentences = try Self.segmentation(sentenceStarts, tokenCount: tokens.count, of: "sentence")
        let paragraphs = try Self.segmentation(paragraphStarts, tokenCount: tokens.count, of: "paragraph")
        self.tokens = tokens
        self.sentences = sentences
        self.paragraphs = paragraphs
    }

    /// The table itself sees to the order of tokens; here they have to fit the text.
    private func checkBounds(of tokens: TokenTable) throws(PipelineError) {
        guard Int(tokens.ends.last ?? 0) <= text.count else {
            throw PipelineError(.documentInvalid, "a token ends after the text")
        }
        guard !text.isASCII else { return }
        for offsets in [tokens.starts, tokens.ends] {
            for offset in offsets where !text.isScalarBoundary(Int(offset)) {
                throw PipelineError(.documentInvalid, "a token begins or ends inside a character, at byte \(offset)")
            }
        }
    }

    private static func segmentation(
        _ starts: [UInt32], tokenCount: Int, of unit: String
    ) throws(PipelineError) -> Segmentation {
        guard !starts.isEmpty else { return Segmentation(starts: tokenCount > 0 ? [0] : [], tokenCount: tokenCount) }
        let ascend = zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 }
        guard starts.first == 0, ascend, Int(starts.last ?? 0) < tokenCount else {
            throw PipelineError(.documentInvalid, "the \(unit) starts do not divide \(tokenCount) tokens")
        }
        return Segmentation(starts: starts, tokenCount: tokenCount)
    }

    /// The text of a token. Cost: a copy.
    public func tokenText(_ index: Int) -> String { text[tokens[index]] }

    /// Lends the bytes of a token without a copy.
    public func withTokenBytes<R>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
        let range = tokens[index]
        return try text.bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// The bytes of the text that a run of tokens covers.
    ///
    /// - Precondition: the run is not empty and lies inside the tokens.
    public func bytes(ofTokens tokens: Range<Int>) -> Range<Int> {
        self.tokens[tokens.lowerBound].lowerBound..<self.tokens[tokens.upperBound - 1].upperBound
    }

    /// The value of a token's column as a string; `nil` where nothing was assigned.
    public func value(of column: TokenColumn, at token: Int) -> String? {
        let symbol = tokens[token, column]
        return symbol.isNone ? nil : strings[symbol]
    }

    /// The symbol of a string in this document.
    public mutating func intern(_ string: String) -> Symbol { strings.intern(string) }

    /// The symbol of UTF-8 bytes in this document.
    public mutating func intern(_ utf8: UnsafeBufferPointer<UInt8>) -> Symbol { strings.intern(utf8) }

    /// Assigns a whole column.
    ///
    /// - Precondition: one symbol of this document a token.
    public mutating func assign(_ symbols: [Symbol], to column: TokenColumn) { tokens.assign(symbols, to: column) }

    /// Assigns one token's value of a column.
    public mutating func assign(_ value: String, to column: TokenColumn, at token: Int) {
        tokens.assign(strings.intern(value), to: column, at: token)
    }
}
