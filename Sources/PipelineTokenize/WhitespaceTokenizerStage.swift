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
        var lines = LineTokens()
        text.bytes.withUnsafeBufferPointer { lines.pass($0, $0.indices, asTokens: true) }
        return lines.tokenization
    }
}

extension WhitespaceTokenizerStage {
    /// What a definition may say of the stage.
    public static let component = Component<any Stage>(
        name: "tokenize.whitespace", summary: "tokens between blanks, a sentence a line: for text that is tokenized",
        assigns: [.tokens, .sentences]
    ) { WhitespaceTokenizerStage(name: $0.name, location: $0.location) }
}
