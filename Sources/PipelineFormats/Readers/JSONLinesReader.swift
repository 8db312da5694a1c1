public import PipelineCore

/// Reads JSON lines: an object a line is a document.
///
/// `id`, `text`, `language` and `source` become what they say; the entries of `meta` and every other key become
/// metadata, and so does a known key that holds something else. A line without an identity gets the file's name and its
/// line as one.
public struct JSONLinesReader: Reader {
    /// Files, folders (all `.jsonl` below them), patterns, or `-` for standard input.
    public let paths: [String]
    /// The key of the text.
    public let text: String
    /// The key of the identity.
    public let id: String

    /// A reader of paths.
    public init(paths: [String], text: String = "text", id: String = "id") {
        self.paths = paths
        self.text = text
        self.id = id
    }

    private static let suffixes = [".jsonl", ".ndjson"]

    /// `read.jsonl`
    public static let component = Component<any Reader>(
        name: "jsonl", summary: "JSON lines, a document a line",
        options: [
            Option("path", .strings, "files, folders, patterns or \"-\" for standard input", isRequired: true),
            Option("text", .string, "the key of the text, \"text\" by default"),
            Option("id", .string, "the key of the identity, \"id\" by default"),
        ],
        positional: "path", suffixes: Self.suffixes
    ) { options in
        JSONLinesReader(
            paths: (options.strings("path") ?? []).map(options.resolve), text: options.string("text") ?? "text",
            id: options.string("id") ?? "id")
    }

    /// Begins to read.
    public func open() throws -> any DocumentSource {
        JSONLinesSource(reader: self, files: try InputFiles.expand(paths, suffixes: Self.suffixes))
    }

    /// The document of a line.
    ///
    /// - Throws: ``PipelineError`` that names file, line and column.
    func document(line: [UInt8], number: Int, file: String) throws(PipelineError) -> Document {
        func failure(_ message: String, at offset: Int? = nil) -> PipelineError {
            PipelineError(
                .documentUnreadable, message,
                location: SourceLocation(file: file, line: number, column: offset.map { $0 + 1 }), excerpt: "")
        }
        // JSON is UTF-8; bytes that are not are replaced before they are parsed, so that the rest of the line counts.
        let json = DocumentText(line)
        let value: Value
        do {
            value = try JSONParser.parse(json.bytes)
        } catch {
            throw failure("not JSON: \(error.message)", at: OffsetMap(json).offset(ofByte: error.offset))
        }
        guard var object = value.object else { throw failure("a line holds an object, not \(value.kind)") }
        guard let text = object.take(self.text, as: \.string) else {
            throw failure("the key '\(self.text)' holds no text")
        }
        let name = "\(Path.name(of: file)):\(number)"
        var document = Document(id: object.take(id, as: Self.identity) ?? name, text: DocumentText(text))
        document.source = object.take("source", as: \.string) ?? (file == "-" ? nil : file)
        document.language = object.take("language", as: \.string)
        document.metadata = object.take("meta", as: \.object) ?? [:]
        for entry in object.entries { document.metadata[entry.key] = entry.value }
        return document
    }

    private static func identity(_ value: Value) -> String? {
        switch value {
        case .string(let string): string.isEmpty ? nil : string
        case .integer(let integer): String(integer)
        default: nil
        }
    }
}

extension Value.Object {
    /// Takes a key out that is empty or holds what is expected; anything else stays.
    fileprivate mutating func take<Content>(_ key: String, as content: (Value) -> Content?) -> Content? {
        guard let value = self[key] else { return nil }
        let taken = content(value)
        if taken != nil || value == .null || value == "" { self[key] = nil }
        return taken
    }
}

private final class JSONLinesSource: DocumentSource {
    private let reader: JSONLinesReader
    private var lines: LineSource
    let files: [String]

    init(reader: JSONLinesReader, files: [InputFiles.File]) {
        self.reader = reader
        self.files = files.map(\.path)
        lines = LineSource(files)
    }

    func next() throws -> RawDocument? {
        while let (file, number, bytes) = try lines.next() {
            if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            let reader = reader
            return RawDocument(name: "\(file.path):\(number)", input: bytes) {
                try reader.document(line: bytes, number: number, file: file.path)
            }
        }
        return nil
    }
}
