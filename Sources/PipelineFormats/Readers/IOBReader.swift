public import PipelineCore

/// Reads names marked word by word, as IOB2 does it: a word and its tag a line, an empty line after a sentence.
///
/// `B-PER` begins a name, `I-PER` goes on with it, `O` is none; `I-` without a beginning begins one, and `S-` and `E-` are
/// understood. A file is a document, or each part of it that begins with `-DOCSTART-` or `# newdoc`. The text is the words
/// with blanks between them.
public struct IOBReader: Reader {
    /// Files, folders (all `.iob2` and `.bio` below them), patterns, or `-` for standard input.
    public let paths: [String]
    /// The column of the word, from 1; `nil` for the first one that is no number.
    public let word: Int?
    /// The column of the tag, from 1; `nil` for the last one that looks like a tag.
    public let tag: Int?
    /// The layer of the names.
    public let layer: String

    /// A reader of paths.
    public init(paths: [String], word: Int? = nil, tag: Int? = nil, layer: String = "entities") {
        self.paths = paths
        self.word = word
        self.tag = tag
        self.layer = layer
    }

    private static let suffixes = [".iob2", ".iob", ".bio"]

    /// `read.iob`
    public static let component = Component<any Reader>(
        name: "iob", summary: "IOB2: a word and the tag of its name a line",
        options: [
            InputFiles.option,
            Option("word", .integer, "the column of the word, from 1; by default the first that is no number"),
            Option("tag", .integer, "the column of the tag, from 1; by default the last that looks like a tag"),
            Option("layer", .string, "the layer of the names, \"entities\" by default"),
        ],
        positional: "path", suffixes: Self.suffixes
    ) { options in
        IOBReader(
            paths: options.inputs, word: options.integer("word"), tag: options.integer("tag"),
            layer: options.string("layer") ?? "entities")
    }

    /// Tokens, sentences and names.
    public var assigns: [Feature] { [.tokens, .sentences, .layer(layer)] }

    /// Begins to read.
    public func open() throws -> any DocumentSource {
        FileDocuments(try InputFiles.expand(paths, suffixes: Self.suffixes)) { (file) throws(PipelineError) in
            var blocks = DocumentBlocks(try file.open(), largest: file.limits.largest) {
                $0.hasPrefix("-DOCSTART-") || $0.hasPrefix("# newdoc")
            }
            var count = 0
            return { () throws(PipelineError) in
                guard let block = try blocks.next() else { return nil }
                count += 1
                let id = count == 1 ? file.stem : "\(file.stem)#\(count)"
                return RawDocument(name: "\(file.path):\(block.line)", size: block.size) {
                    try document(block, of: file, id: id)
                }
            }
        }
    }

    private func document(
        _ block: DocumentBlocks.Block, of file: InputFiles.File, id: String
    ) throws(PipelineError) -> Document {
        var text = TreebankText()
        var names = NameRuns()
        var isInSentence = false
        for (index, line) in block.lines.enumerated() {
            if line.hasPrefix("-DOCSTART-") || line.hasPrefix("# ") { continue }
            guard !line.allSatisfy(\.isWhitespace) else {
                isInSentence = false
                names.end()
                continue
            }
            guard let (word, tag) = Self.fields(of: line, word: word, tag: tag) else {
                throw PipelineError(
                    .documentUnreadable, "the line has no word with a tag such as B-PER or O",
                    remedy: "say word = … and tag = … for the numbers of their columns",
                    location: SourceLocation(file: file.path, line: block.line + index), excerpt: "")
            }
            if !isInSentence { text.beginSentence(isParagraph: false) }
            isInSentence = true
            names.take(tag, at: text.append(String(word), forms: [String(word)], spaceAfter: true).lowerBound)
        }
        names.end()
        var document = try text.document(id: id, source: file.source)
        let provenance = Provenance(stage: "read.iob")
        for name in names.found {
            try document.annotate(tokens: name.tokens, layer: layer, label: name.label, provenance: provenance)
        }
        return document
    }

    private static func fields(of line: String, word: Int?, tag: Int?) -> (word: Substring, tag: Substring)? {
        let separator: (Character) -> Bool = line.contains("\t") ? { $0 == "\t" } : { $0.isWhitespace }
        let fields = line.split(omittingEmptySubsequences: true, whereSeparator: separator)
        guard let wordAt = word.map({ $0 - 1 }) ?? wordColumn(in: fields), fields.indices.contains(wordAt) else {
            return nil
        }
        let tagAt = tag.map { $0 - 1 } ?? fields.indices.last { $0 > wordAt && isTag(fields[$0]) }
        guard let tagAt, fields.indices.contains(tagAt), isTag(fields[tagAt]) else { return nil }
        return (fields[wordAt], fields[tagAt])
    }

    /// The first column, unless it is the number of the word in its sentence.
    private static func wordColumn(in fields: [Substring]) -> Int? {
        fields.count > 2 && fields[0].allSatisfy(\.isNumber) ? 1 : fields.isEmpty ? nil : 0
    }

    private static func isTag(_ field: Substring) -> Bool {
        field == "O" || (field.count > 2 && "BIES".contains(field.prefix(1)) && field.dropFirst().first == "-")
    }
}

/// Names as they come together from the tags of words.
private struct NameRuns {
    private(set) var found: [(tokens: Range<Int>, label: String)] = []
    private var open: (first: Int, last: Int, label: String)?

    mutating func take(_ tag: Substring, at token: Int) {
        let label = String(tag.dropFirst(2))
        let goesOn = (tag.hasPrefix("I") || tag.hasPrefix("E")) && open?.label == label
        if !goesOn { end() }
        guard tag != "O" else { return }
        open = (goesOn ? open?.first ?? token : token, token, label)
        if tag.hasPrefix("E") || tag.hasPrefix("S") { end() }
    }

    mutating func end() {
        if let open { found.append((open.first..<open.last + 1, open.label)) }
        open = nil
    }
}
