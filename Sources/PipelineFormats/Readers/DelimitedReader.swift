public import PipelineCore

/// Reads comma-separated or tab-separated values: a row is a document, the first row names the columns.
///
/// The columns that `text`, `id` and `language` name become what they say, all others metadata, as strings. A row without an
/// identity gets the file's name and its line as one.
public struct DelimitedReader: Reader {
    /// How fields are told apart.
    public enum Dialect: Sendable, Hashable {
        /// RFC 4180: fields may stand in quotation marks and hold commas and lines then.
        case commas
        /// Tabs; no field holds a tab or a line.
        case tabs

        var delimiter: UInt8 { self == .commas ? UInt8(ascii: ",") : UInt8(ascii: "\t") }
        var suffixes: [String] { self == .commas ? [".csv"] : [".tsv", ".tab"] }
    }

    /// Files, folders, patterns, or `-` for standard input.
    public let paths: [String]
    /// How fields are told apart.
    public let dialect: Dialect
    /// The column of the text.
    public let text: String
    /// The column of the identity.
    public let id: String
    /// The column of the language.
    public let language: String
    private let charset: Charset
    private let delimiter: UInt8

    /// A reader of paths.
    public init(
        paths: [String], dialect: Dialect = .commas, text: String = "text", id: String = "id",
        language: String = "language"
    ) {
        self.init(
            paths: paths, dialect: dialect, text: text, id: id, language: language, charset: .utf8,
            delimiter: dialect.delimiter)
    }

    private init(
        paths: [String], dialect: Dialect, text: String, id: String, language: String, charset: Charset,
        delimiter: UInt8
    ) {
        self.paths = paths
        self.dialect = dialect
        self.text = text
        self.id = id
        self.language = language
        self.charset = charset
        self.delimiter = delimiter
    }

    /// `read.csv`
    public static let component = component(
        "csv", .commas, "comma-separated values, a document a row",
        [Option("delimiter", .string, "the character between fields, \",\" by default")])

    /// `read.tsv`
    public static let tabComponent = component("tsv", .tabs, "tab-separated values, a document a row", [])

    private static func component(
        _ name: String, _ dialect: Dialect, _ summary: String, _ more: [Option]
    ) -> Component<any Reader> {
        let options = [
            InputFiles.option,
            Option("text", .string, "the column of the text, \"text\" by default"),
            Option("id", .string, "the column of the identity, \"id\" by default"),
            Option("language", .string, "the column of the language, \"language\" by default"), Charset.option,
        ]
        return Component(
            name: name, summary: summary, options: options + more, positional: "path", suffixes: dialect.suffixes
        ) { options in
            DelimitedReader(
                paths: options.inputs, dialect: dialect, text: options.string("text") ?? "text",
                id: options.string("id") ?? "id", language: options.string("language") ?? "language",
                charset: try Charset(options), delimiter: try delimiter(options, of: dialect))
        }
    }

    private static func delimiter(_ options: Options, of dialect: Dialect) throws(PipelineError) -> UInt8 {
        guard let text = options.string("delimiter") else { return dialect.delimiter }
        guard text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80, !"\"\n\r".utf8.contains(byte) else {
            throw PipelineError(
                .definitionInvalid, "the delimiter is one ASCII character, not '\(text)'", location: options.location)
        }
        return byte
    }

    /// Begins to read.
    public func open() throws -> any DocumentSource {
        FileDocuments(try InputFiles.expand(paths, suffixes: dialect.suffixes)) { (file, place) throws(PipelineError) in
            var rows = rows(of: try file.open(charset), file)
            guard let head = try rows.next() else { return { nil } }
            let columns = try columns(head, of: file)
            if let place { try rows.go(to: place) }
            return { () throws(PipelineError) in
                guard let row = try rows.next() else { return nil }
                let name = "\(file.path):\(row.line)"
                if row.size > 0 { return file.limits.tooLarge(row.size, named: name).before(rows.position) }
                return RawDocument(name: name, input: row.bytes) { try document(row, columns, of: file) }
                    .before(rows.position)
            }
        }
    }

    /// A row of which a dead letter kept the input; the file that it was in names the columns.
    public func again(_ input: [UInt8], named name: String) -> RawDocument? {
        guard let colon = name.lastIndex(of: ":"), let line = Int(name[name.index(after: colon)...]), line > 0
        else { return nil }
        let path = String(name[..<colon])
        let file = InputFiles.File(path: path, stem: path)
        return RawDocument(name: name, input: input) {
            var rows = self.rows(of: ReadySource(input), file, after: line - 1)
            var lines = self.rows(of: try file.open(charset), file)
            guard let row = try rows.next(), let head = try lines.next() else {
                throw PipelineError(.documentUnreadable, "there is no row", location: SourceLocation(file: path))
            }
            return try document(row, try columns(head, of: file), of: file)
        }
    }

    private func rows(of source: any ByteSource, _ file: InputFiles.File, after line: Int = 0) -> DelimitedRows {
        DelimitedRows(
            source, delimiter: delimiter, hasQuotes: dialect == .commas, file: file.path, limits: file.limits,
            after: line)
    }

    private func columns(_ head: DelimitedRows.Row, of file: InputFiles.File) throws(PipelineError) -> [String] {
        let columns = head.fields.map { String(decoding: $0, as: UTF8.self) }
        guard columns.contains(text) else {
            throw PipelineError(
                .documentUnreadable, "\(file.path) has no column '\(text)'",
                remedy: "its columns are \(columns.joined(separator: ", ")); say text = \"…\"",
                location: SourceLocation(file: file.path, line: head.line))
        }
        return columns
    }

    private func document(
        _ row: DelimitedRows.Row, _ columns: [String], of file: InputFiles.File
    ) throws(PipelineError) -> Document {
        let place = SourceLocation(file: file.path, line: row.line)
        guard row.fields.count <= columns.count else {
            throw PipelineError(
                .documentUnreadable, "the row has \(row.fields.count) fields, and there are \(columns.count) columns",
                location: place, excerpt: "")
        }
        var id = "\(Path.name(of: file.path)):\(row.line)"
        var content: [UInt8]?
        var language: String?
        var metadata = Value.Object()
        for (column, bytes) in zip(columns, row.fields) {
            let field = String(decoding: bytes, as: UTF8.self)
            switch column {
            case text where content == nil: content = bytes
            case self.id: if !field.isEmpty { id = field }
            case self.language: if !field.isEmpty { language = field }
            default: metadata[column] = .string(field)
            }
        }
        guard let content else {
            throw PipelineError(
                .documentUnreadable, "the row ends before the column '\(text)'", location: place, excerpt: "")
        }
        return Document(
            id: id, source: file.source, language: language, metadata: metadata, text: DocumentText(content))
    }
}
