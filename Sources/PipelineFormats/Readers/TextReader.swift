public import PipelineCore
internal import SystemPackage

/// Reads plain text: a file is a document. The identity is the path below the folder that was named, without extension.
public struct TextReader: Reader {
    /// Files, folders (all `.txt` below them), patterns, or `-` for standard input.
    public let paths: [String]
    /// The language of all documents, as a BCP 47 tag.
    public let language: String?

    /// A reader of paths.
    public init(paths: [String], language: String? = nil) {
        self.paths = paths
        self.language = language
    }

    private static let suffixes = [".txt"]

    /// `read.text`
    public static let component = Component<any Reader>(
        name: "text", summary: "plain text, a document a file",
        options: [
            Option("path", .strings, "files, folders, patterns or \"-\" for standard input", isRequired: true),
            Option("language", .string, "the language of all documents"),
        ],
        positional: "path", suffixes: Self.suffixes
    ) { options in
        TextReader(
            paths: (options.strings("path") ?? []).map(options.resolve), language: options.string("language"))
    }

    /// Begins to read.
    public func open() throws -> any DocumentSource {
        TextSource(rest: try InputFiles.expand(paths, suffixes: Self.suffixes)[...], language: language)
    }
}

private struct TextSource: DocumentSource {
    var rest: ArraySlice<InputFiles.File>
    let language: String?

    var files: [String] { rest.map(\.path) }

    mutating func next() -> RawDocument? {
        guard let file = rest.popFirst() else { return nil }
        let language = language
        return RawDocument(name: file.path) {
            let bytes = file.path == "-" ? try Self.standardInput() : try SourceFile(path: file.path).bytes
            return Document(
                id: file.stem, source: file.path == "-" ? nil : file.path, language: language,
                text: DocumentText(bytes))
        }
    }

    private static func standardInput() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let part = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                count = try FileDescriptor.standardInput.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if part.isEmpty { return bytes }
            bytes += part
        }
    }
}
