public import PipelineCore

/// Reads CoNLL-U, the format of Universal Dependencies: tokens, sentences and their columns. A file is a document, or each
/// part of it that begins with `# newdoc`.
///
/// The text is put together from the words, so offsets are into that. Words that a range such as `3-4` joins divide its text
/// among them. Empty nodes are left out. `HEAD` and `DEPREL` become the columns `head` and `deprel`.
public struct ConlluReader: Reader {
    /// Files, folders (all `.conllu` below them), patterns, or `-` for standard input.
    public let paths: [String]

    /// A reader of paths.
    public init(paths: [String]) { self.paths = paths }

    private static let suffixes = [".conllu", ".conll"]
    private static let columns: [(field: Int, column: TokenColumn)] = [
        (2, .lemma), (3, .upos), (4, .xpos), (5, .feats), (6, .custom("head")), (7, .custom("deprel")),
    ]

    /// `read.conllu`
    public static let component = Component<any Reader>(
        name: "conllu", summary: "CoNLL-U: tokens, sentences and their columns",
        options: [InputFiles.option],
        positional: "path", suffixes: Self.suffixes
    ) { ConlluReader(paths: $0.inputs) }

    /// Tokens, sentences and columns.
    public var assigns: [Feature] { [.tokens, .sentences] + Self.columns.map { .column($0.column) } }

    /// Begins to read.
    public func open() throws -> any DocumentSource {
        FileDocuments(try InputFiles.expand(paths, suffixes: Self.suffixes)) { (file) throws(PipelineError) in
            var blocks = DocumentBlocks(try file.open(), largest: file.limits.largest) { $0.hasPrefix("# newdoc") }
            var count = 0
            return { () throws(PipelineError) in
                guard let block = try blocks.next() else { return nil }
                count += 1
                let id = count == 1 ? file.stem : "\(file.stem)#\(count)"
                return RawDocument(name: "\(file.path):\(block.line)", size: block.size) {
                    try Self.document(block, of: file, id: id)
                }
            }
        }
    }

    /// The value of a comment such as `# newdoc id = weblog-1`.
    private static func value(_ name: String, in line: String) -> String? {
        let prefix = "# \(name) = "
        return line.hasPrefix(prefix) ? String(line.dropFirst(prefix.count)) : nil
    }

    private static func document(
        _ block: DocumentBlocks.Block, of file: InputFiles.File, id: String
    ) throws(PipelineError) -> Document {
        var builder = ConlluBuilder()
        var id = id
        for (index, line) in block.lines.enumerated() {
            if let name = value("newdoc id", in: line) { id = name }
            do {
                try builder.take(line[...], columns: columns)
            } catch {
                throw PipelineError(
                    .documentUnreadable, error.message,
                    location: SourceLocation(file: file.path, line: block.line + index), excerpt: "")
            }
        }
        builder.endWord()
        return try builder.text.document(id: id, source: file.source)
    }
}

/// Takes the lines of a document one after the other.
private struct ConlluBuilder {
    struct Problem: Error {
        let message: String
    }

    var text = TreebankText()
    private var isInSentence = false
    private var isParagraph = false
    /// A word that a range joins, with the number of its last part.
    private var joined: (form: String, last: Int, spaceAfter: Bool)?
    private var parts: [(form: String, fields: [Substring])] = []
    private var columns: [(field: Int, column: TokenColumn)] = []

    mutating func take(_ line: Substring, columns: [(field: Int, column: TokenColumn)]) throws(Problem) {
        self.columns = columns
        if line.isEmpty {
            endWord()
            isInSentence = false
        } else if line.first == "#" {
            if line.hasPrefix("# newpar") { isParagraph = true }
        } else {
            try takeWord(line)
        }
    }

    private mutating func takeWord(_ line: Substring) throws(Problem) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count == 10 else { throw Problem(message: "the line has \(fields.count) columns, not 10") }
        guard !fields[0].contains(".") else { return }
        guard !fields[1].isEmpty else { throw Problem(message: "the word has no form") }
        if !isInSentence {
            text.beginSentence(isParagraph: isParagraph)
            isInSentence = true
            isParagraph = false
        }
        let spaceAfter = !fields[9].split(separator: "|").contains("SpaceAfter=No")
        let numbers = fields[0].split(separator: "-").map { Int($0) }
        if numbers.count == 2, let first = numbers[0], let last = numbers[1], first <= last {
            endWord()
            joined = (String(fields[1]), last, spaceAfter)
        } else if numbers.count == 1, let number = numbers[0] {
            parts.append((String(fields[1]), fields))
            guard joined.map({ number >= $0.last }) ?? true else { return }
            if joined == nil { joined = (String(fields[1]), number, spaceAfter) }
            endWord()
        } else {
            throw Problem(message: "'\(fields[0])' is not the number of a word")
        }
    }

    /// Adds the word that has been collected.
    mutating func endWord() {
        defer {
            joined = nil
            parts = []
        }
        guard let joined, !parts.isEmpty else { return }
        let tokens = text.append(joined.form, forms: parts.map(\.form), spaceAfter: joined.spaceAfter)
        for (token, part) in zip(tokens, parts) {
            for (field, column) in columns where part.fields[field] != "_" {
                text.assign(part.fields[field], to: column, at: token)
            }
        }
    }
}
