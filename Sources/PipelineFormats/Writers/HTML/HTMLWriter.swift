public import PipelineCore

/// Writes a page to look at: the texts with all that was found in them, in one file that needs no network.
///
/// The page holds all records and shows one document at a time. Programs read ``JSONLinesWriter``.
public struct HTMLWriter: Writer {
    /// Where the output goes: a path, or `-` for standard output.
    public let path: String
    /// What the page is called.
    public let title: String

    /// A writer to a path, or `-` for standard output.
    ///
    /// - Parameters:
    ///   - path: where the output goes, or `-` for standard output.
    ///   - title: what the page is called; the file's name without extension by default.
    public init(path: String, title: String? = nil) {
        self.path = path
        self.title = title ?? Self.title(of: path)
    }

    /// `write.html`
    public static let component = Component<any Writer>(
        name: "html", summary: "a page to look at, in one file: texts, names, relations, scores",
        options: [
            Option("path", .path, "a file, or \"-\" for standard output", isRequired: true),
            Option("title", .string, "what the page is called, the file's name by default"),
        ],
        positional: "path"
    ) { HTMLWriter(path: $0.path("path") ?? "-", title: $0.string("title")) }

    /// The page up to its records.
    public var prologue: [UInt8] { ViewPage(title: title, unit: Self.format.unit).head }

    /// The end of the page.
    public var epilogue: [UInt8] { ViewPage.end }

    /// Adds a document's record to the page.
    public func encode(_ document: Document, into bytes: inout [UInt8]) {
        var encoder = RecordEncoder(document, format: Self.format)
        ViewPage.append(encoder.encode(), to: &bytes)
    }

    /// The browser counts UTF-16 code units, and need not translate then.
    private static let format = {
        var format = RecordFormat()
        format.unit = .utf16
        format.hasRules = true
        return format
    }()

    private static func title(of path: String) -> String {
        let name = Path.name(of: path)
        return path == "-" ? "Pipeline" : name.hasSuffix(".html") ? String(name.dropLast(5)) : name
    }
}
