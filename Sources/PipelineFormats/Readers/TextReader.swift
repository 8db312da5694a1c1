public import PipelineCore

/// Reads plain text: a file is a document. The identity is the path below the folder that was named, without extension.
public struct TextReader: Reader {
    /// Files, folders (all `.txt` below them), patterns, or `-` for standard input.
    public let paths: [String]
    /// The language of all documents, as a BCP 47 tag.
    public let language: String?

    private let charset: Charset

    /// A reader of paths.
    public init(paths: [String], language: String? = nil) {
        self.init(paths: paths, language: language, charset: .utf8)
    }

    private init(paths: [String], language: String?, charset: Charset) {
        self.paths = paths
        self.language = language
        self.charset = charset
    }

    private static let suffixes = [".txt"]

    /// `read.text`
    public static let component = Component<any Reader>(
        name: "text", summary: "plain text, a document a file",
        options: [
            InputFiles.option,
            Option("language", .string, "the language of all documents"), Charset.option,
        ],
        positional: "path", suffixes: Self.suffixes
    ) { options in
        TextReader(
            paths: options.inputs, language: options.string("language"), charset: try Charset(options))
    }

    /// Begins to read.
    public func open() throws -> any DocumentSource {
        FileDocuments(try InputFiles.expand(paths, suffixes: Self.suffixes)) { (file) throws(PipelineError) in
            Document(
                id: file.stem, source: file.source, language: language,
                text: DocumentText(try file.open(charset).readAll(file.limits)))
        }
    }
}
