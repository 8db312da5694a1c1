public import PipelineCore

/// The stage `tokenize.whitespace`: a token for each run without white space, a sentence for each line, a paragraph for
/// each block of lines between blank ones. For text that is tokenized already.
public struct WhitespaceTokenizerStage: Stage, StageInstance {
    /// The name in messages and provenance.
    public let name: String
    /// What it gives a document.
    public let assigns: [Feature] = [.tokens, .sentences]
    /// Where it is written, if it is in a definition.
    public let location: SourceLocation?

    /// A stage.
    public init(name: String = "tokenize.whitespace", location: SourceLocation? = nil) {
        self.name = name
        self.location = location
    }

    /// Cuts the text. Throws when the document has annotations already.
    public func process(_ document: inout Document, _ context: StageContext) throws {
        try document.apply(Self.tokenize(document.text))
    }

    /// The tokens of a text. White space is that of ASCII. Cost: one pass.
    public static func tokenize(_ text: DocumentText) -> Tokenization {
        var result = Tokenization(tokens: TokenTable(), sentenceStarts: [], paragraphStarts: [], normals: [])
        var newlines = 2
        var start: Int?
        func finish(_ end: Int) {
            guard let first = start else { return }
            let token = UInt32(result.tokens.count)
            if newlines > 0 { result.sentenceStarts.append(token) }
            if newlines > 1 { result.paragraphStarts.append(token) }
            result.tokens.append(first..<end)
            newlines = 0
            start = nil
        }
        for (index, byte) in text.bytes.enumerated() {
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                finish(index)
                if byte == 0x0A { newlines += 1 }
            } else if start == nil {
                start = index
            }
        }
        finish(text.count)
        return result
    }
}

extension WhitespaceTokenizerStage {
    /// What a definition may say of the stage.
    public static let component = Component<any Stage>(
        name: "tokenize.whitespace", summary: "tokens between blanks, a sentence a line: for text that is tokenized",
        assigns: [.tokens, .sentences]
    ) { WhitespaceTokenizerStage(name: $0.name, location: $0.location) }
}
