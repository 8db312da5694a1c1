public import PipelineCore

/// Reads JSON arrays: an object in the array is a document. A file may also hold one object, or several one after the
/// other.
///
/// Keys mean what they mean in JSON lines, see ``JSONLinesReader``; an object without an identity gets the file's name
/// and its number as one. The array is read an object at a time.
public struct JSONReader: Reader {
    /// Files, folders (all `.json` below them), patterns, or `-` for standard input.
    public let paths: [String]
    private let mapping: JSONMapping
    private let charset: Charset

    /// A reader of paths.
    ///
    /// - Parameters:
    ///   - paths: files, folders or patterns.
    ///   - text: the key of the text.
    ///   - id: the key of the identity.
    public init(paths: [String], text: String = "text", id: String = "id") {
        var mapping = JSONMapping()
        mapping.text = text
        mapping.id = id
        self.init(paths: paths, mapping: mapping, charset: .utf8)
    }

    private init(paths: [String], mapping: JSONMapping, charset: Charset) {
        self.paths = paths
        self.mapping = mapping
        self.charset = charset
    }

    private static let suffixes = [".json"]

    /// `read.json`
    public static let component = Component<any Reader>(
        name: "json", summary: "JSON arrays, a document an object", options: JSONMapping.options, positional: "path",
        suffixes: Self.suffixes
    ) { options in
        JSONReader(paths: options.inputs, mapping: JSONMapping(options), charset: try Charset(options))
    }

    /// What records bring along.
    public var assigns: [Feature] { mapping.assigns }

    /// Begins to read.
    public func open() throws -> any DocumentSource {
        FileDocuments(try InputFiles.expand(paths, suffixes: Self.suffixes)) { (file) throws(PipelineError) in
            var elements = JSONElements(try file.open(charset), largest: file.limits.largest)
            var count = 0
            return { () throws(PipelineError) in
                guard let (line, bytes) = try elements.next() else { return nil }
                count += 1
                let name = "\(Path.name(of: file.path))#\(count)"
                if elements.size > file.limits.largest {
                    return file.limits.tooLarge(elements.size, named: "\(file.path):\(line)")
                }
                return RawDocument(name: "\(file.path):\(line)", input: bytes) {
                    try mapping.document(bytes, line: line, file: file, name: name, called: "an element")
                }
            }
        }
    }

    /// An object of which a dead letter kept the input.
    public func again(_ input: [UInt8], named name: String) -> RawDocument? {
        mapping.again(input, named: name, called: "an element")
    }
}
