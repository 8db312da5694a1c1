public import PipelineCore

/// Reads HTML: a page is a document. Its text is the article without navigation, a blank line between paragraphs; offsets are
/// into that. Title, author, date, site, address and description become metadata, the language the document's.
public struct HTMLReader: Reader {
    /// Files, folders (all `.html` below them), patterns, or `-` for standard input.
    public let paths: [String]
    /// Whether the text is all that the page shows.
    public let isWhole: Bool
    private let charset: String?

    /// A reader of paths.
    public init(paths: [String], isWhole: Bool = false) {
        self.init(paths: paths, isWhole: isWhole, charset: nil)
    }

    private init(paths: [String], isWhole: Bool, charset: String?) {
        self.paths = paths
        self.isWhole = isWhole
        self.charset = charset
    }

    private static let suffixes = [".html", ".htm", ".xhtml"]

    /// `read.html`
    public static let component = Component<any Reader>(
        name: "html", summary: "HTML: the article of a page, with title, author, date and language",
        options: [
            InputFiles.option,
            Option("whole", .boolean, "whether to take all text with navigation, false by default"),
            Option("encoding", .string, "of all pages; by default what each says of itself"),
        ],
        positional: "path", suffixes: Self.suffixes
    ) { options in
        if let name = options.string("encoding") { _ = try Charset(name: name, at: options.location) }
        return HTMLReader(
            paths: options.inputs, isWhole: options.boolean("whole") ?? false, charset: options.string("encoding"))
    }

    /// Metadata.
    public var assigns: [Feature] { [.metadata] }

    /// Begins to read.
    public func open() throws -> any DocumentSource {
        FileDocuments(try InputFiles.expand(paths, suffixes: Self.suffixes)) { (file) throws(PipelineError) in
            let page = try Page(try file.openExpanded().readAll(file.limits), charset: charset)
            return Document(
                id: file.stem, source: file.source, language: page.about.language, metadata: page.about.metadata,
                text: DocumentText(isWhole ? page.allText : page.mainText))
        }
    }
}
