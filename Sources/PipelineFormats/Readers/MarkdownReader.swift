public import PipelineCore

/// Reads Markdown: a file is a document. What stands before the text between two lines `---`, its front matter, becomes
/// metadata; the text is what comes after, with its marks.
public struct MarkdownReader: Reader {
    /// Files, folders (all `.md` below them), patterns, or `-` for standard input.
    public let paths: [String]
    private let charset: Charset

    /// A reader of paths.
    public init(paths: [String]) { self.init(paths: paths, charset: .utf8) }

    private init(paths: [String], charset: Charset) {
        self.paths = paths
        self.charset = charset
    }

    private static let suffixes = [".md", ".markdown"]

    /// `read.markdown`
    public static let component = Component<any Reader>(
        name: "markdown", summary: "Markdown; its front matter becomes metadata",
        options: [InputFiles.option, Charset.option], positional: "path", suffixes: Self.suffixes
    ) { MarkdownReader(paths: $0.inputs, charset: try Charset($0)) }

    /// Metadata.
    public var assigns: [Feature] { [.metadata] }

    /// Begins to read.
    public func open() throws -> any DocumentSource {
        FileDocuments(try InputFiles.expand(paths, suffixes: Self.suffixes)) { (file) throws(PipelineError) in
            let bytes = try file.open(charset).readAll(file.limits)
            let (head, text) = FrontMatter.split(bytes)
            var metadata = FrontMatter.values(of: head)
            func take(_ keys: String...) -> String? {
                for key in keys {
                    guard let value = metadata[key]?.string else { continue }
                    metadata[key] = nil
                    return value
                }
                return nil
            }
            return Document(
                id: take("id") ?? file.stem, source: file.source, language: take("language", "lang"),
                metadata: metadata, text: DocumentText(Array(text)))
        }
    }
}
