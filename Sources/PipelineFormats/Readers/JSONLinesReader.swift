public import PipelineCore

/// Reads JSON lines: an object a line is a document.
///
/// `id`, `text`, `language` and `source` become what they say; the entries of `meta` and every other key become
/// metadata, and so does a known key that holds something else. A line without an identity gets the file's name and its
/// line as one.
public struct JSONLinesReader: Reader {
    /// Files, folders (all `.jsonl` below them), patterns, or `-` for standard input.
    public let paths: [String]
    private let mapping: JSONMapping
    private let charset: Charset

    /// A reader of paths.
    ///
    /// - Parameters:
    ///   - paths: files, folders or patterns.
    ///   - text: the key of the text.
    ///   - id: the key of the identity.
    ///   - assigns: what records of ``JSONLinesWriter`` bring along; with none, all of it is metadata.
    public init(paths: [String], text: String = "text", id: String = "id", assigns: [Feature] = []) {
        var mapping = JSONMapping()
        mapping.text = text
        mapping.id = id
        mapping.assigns = assigns
        self.init(paths: paths, mapping: mapping, charset: .utf8)
    }

    private init(paths: [String], mapping: JSONMapping, charset: Charset) {
        self.paths = paths
        self.mapping = mapping
        self.charset = charset
    }

    private static let suffixes = [".jsonl", ".ndjson"]

    /// `read.jsonl`
    public static let component = Component<any Reader>(
        name: "jsonl", summary: "JSON lines, a document a line", options: JSONMapping.options, positional: "path",
        suffixes: Self.suffixes
    ) { options in
        JSONLinesReader(paths: options.inputs, mapping: JSONMapping(options), charset: try Charset(options))
    }

    /// What records bring along.
    public var assigns: [Feature] { mapping.assigns }

    /// Begins to read.
    public func open() throws -> any DocumentSource {
        FileDocuments(try InputFiles.expand(paths, suffixes: Self.suffixes)) { (file, place) throws(PipelineError) in
            var lines = LineSource(try file.open(charset), largest: file.limits.largest)
            if let place { try lines.go(to: place) }
            return { () throws(PipelineError) in
                while let line = try lines.next() {
                    if lines.isTooLong {
                        return file.limits.tooLarge(lines.size, named: "\(file.path):\(lines.number)")
                            .before(lines.position)
                    }
                    if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
                    let number = lines.number
                    return RawDocument(name: "\(file.path):\(number)", input: line) {
                        try mapping.document(line, line: number, file: file, called: "a line")
                    }.before(lines.position)
                }
                return nil
            }
        }
    }

    /// An object of which a dead letter kept the input.
    public func again(_ input: [UInt8], named name: String) -> RawDocument? {
        mapping.again(input, named: name, called: "a line")
    }
}
