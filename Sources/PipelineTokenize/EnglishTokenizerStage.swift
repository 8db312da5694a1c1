public import PipelineCore

/// The stage `tokenize.english`: tokens, sentences, paragraphs and normal forms by ``EnglishTokenizer``.
public struct EnglishTokenizerStage: Stage, StageInstance {
    /// The name in messages and provenance.
    public let name: String
    /// What it gives a document.
    public let assigns: [Feature] = [.tokens, .sentences, .column(.norm)]
    /// Where it is written, if it is in a definition.
    public let location: SourceLocation?
    /// What does the work; also cuts the literals of rules.
    public let tokenizer: EnglishTokenizer

    /// A stage.
    public init(
        name: String = "tokenize.english", tokenizer: EnglishTokenizer = EnglishTokenizer(),
        location: SourceLocation? = nil
    ) {
        self.name = name
        self.tokenizer = tokenizer
        self.location = location
    }

    /// Cuts the text. Throws when the document has annotations already.
    public func process(_ document: inout Document, _ context: StageContext) throws {
        try document.apply(tokenizer.tokenize(document.text))
    }
}

extension EnglishTokenizerStage {
    /// What a definition may say of the stage.
    public static let component = Component<any Stage>(
        name: "tokenize.english", summary: "English tokens, sentences and paragraphs by the conventions of UD EWT",
        options: [
            Option("abbreviations", .strings, "words whose full stop belongs to them and ends no sentence"),
            Option("exceptions", .shape(exceptions.name), "texts that are always cut in the same way"),
            Option("parameters", .path, "abbreviations and exceptions, as `pipeline train tokenizer` writes them"),
        ],
        assigns: [.tokens, .sentences, .column(.norm)], shapes: [exceptions]
    ) { options in
        let tokenizer: EnglishTokenizer
        do {
            let learnt = try options.path("parameters").map { try TokenizerParameters(SourceFile(path: $0).bytes) }
            tokenizer = try EnglishTokenizer(
                abbreviations: (learnt?.abbreviations ?? []) + (options.strings("abbreviations") ?? []),
                exceptionList: (learnt?.exceptions ?? []).map { ($0.joined(), $0) } + exceptions(of: options))
        } catch {
            throw PipelineError(error, code: .definitionInvalid).at(location: options.location)
        }
        return EnglishTokenizerStage(name: options.name, tokenizer: tokenizer, location: options.location)
    }

    private static let exceptions = TableShape(
        "TokenizerExceptions", "texts that are always cut in the same way",
        others: Option("…", .list(.string), "the pieces of the text"))

    private static func exceptions(of options: Options) throws(PipelineError) -> [(String, [String])] {
        guard let table = options.table("exceptions") else { return [] }
        guard table.items.isEmpty else {
            throw options.error("every exception has the form text = { pieces }")
        }
        var exceptions: [(String, [String])] = []
        for (text, setting) in table.fields.sorted(by: { $0.key < $1.key }) {
            let pieces = setting.table?.items.compactMap(\.string) ?? []
            guard let count = setting.table?.items.count, count > 0, count == pieces.count else {
                throw options.error("the exception '\(text)' needs a list of its pieces")
            }
            exceptions.append((text, pieces))
        }
        return exceptions
    }
}
