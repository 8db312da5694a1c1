public import PipelineCore

/// A text in which spans are marked instead of counted: `"[PER Lena Orlova] said [DATE today]"`.
///
/// Marks nest. `\[` stands for a bracket.
public struct MarkedText: Sendable, ExpressibleByStringLiteral {
    /// A marked part.
    public struct Span: Sendable, Hashable, CustomStringConvertible {
        /// The label after the bracket.
        public let label: String
        /// The bytes of the plain text.
        public let bytes: Range<Int>
        /// The part of the plain text.
        public let text: String

        /// The label with the text.
        public var description: String { "\(label)(\(text))" }
    }

    /// The text without marks.
    public let plain: String
    /// The marked parts in order of their start, outer before inner.
    public let spans: [Span]

    /// Takes the marks out of a text.
    ///
    /// - Precondition: every mark that begins ends.
    public init(_ marked: String) {
        var plain: [UInt8] = []
        var open: [(label: String, start: Int, order: Int)] = []
        var spans: [(order: Int, span: (String, Range<Int>))] = []
        var order = 0
        var rest = Substring(marked)
        while let character = rest.popFirst() {
            switch character {
            case "\\":
                if let escaped = rest.popFirst() { plain += Array(String(escaped).utf8) }
            case "[":
                let label = rest.prefix { $0 != " " }
                rest = rest.dropFirst(label.count + 1)
                open.append((String(label), plain.count, order))
                order += 1
            case "]":
                guard let mark = open.popLast() else {
                    preconditionFailure("a mark ends that was not begun: \(marked)")
                }
                spans.append((mark.order, (mark.label, mark.start..<plain.count)))
            default:
                plain += Array(String(character).utf8)
            }
        }
        precondition(open.isEmpty, "a mark does not end: \(marked)")
        self.plain = String(decoding: plain, as: UTF8.self)
        self.spans = spans.sorted { $0.order < $1.order }.map { entry in
            Span(
                label: entry.span.0, bytes: entry.span.1, text: String(decoding: plain[entry.span.1], as: UTF8.self))
        }
    }

    /// Takes the marks out of a literal.
    public init(stringLiteral value: String) { self.init(value) }
}

extension Document {
    /// A document whose tokens are the words between blanks, one sentence a line: for tests that need tokens and no
    /// tokenizer.
    public static func whitespaceTokenized(_ text: String, id: String = "test") throws -> Document {
        var document = Document(id: id, text: DocumentText(text))
        var tokens = TokenTable()
        var sentenceStarts: [UInt32] = []
        var start: Int?
        var isLineStart = true
        for (index, byte) in (document.text.bytes + [UInt8(ascii: " ")]).enumerated() {
            let isSpace = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n")
            if isSpace, let first = start {
                if isLineStart { sentenceStarts.append(UInt32(tokens.count)) }
                isLineStart = false
                tokens.append(first..<index)
                start = nil
            } else if !isSpace, start == nil {
                start = index
            }
            if byte == UInt8(ascii: "\n") { isLineStart = true }
        }
        try document.setTokens(tokens, sentenceStarts: sentenceStarts, paragraphStarts: sentenceStarts)
        return document
    }

    /// The annotations of a layer as a marked text shows them.
    public func spans(in layer: String) -> [MarkedText.Span] {
        annotations(in: layer).map { MarkedText.Span(label: $0.label, bytes: $0.bytes, text: text[$0.bytes]) }
    }
}
