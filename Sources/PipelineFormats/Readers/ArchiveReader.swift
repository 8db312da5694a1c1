public import PipelineCore

/// Reads web archives: WARC, as crawlers write them, and WET, their text. A page is a document; records of other kinds and
/// answers that are no page are passed over.
public struct ArchiveReader: Reader {
    /// Files, folders, patterns, or `-` for standard input.
    public let paths: [String]
    /// Whether the text of a page is all that it shows.
    public let isWhole: Bool

    /// A reader of paths.
    public init(paths: [String], isWhole: Bool = false) {
        self.paths = paths
        self.isWhole = isWhole
    }

    private static let suffixes = [".warc", ".wet"]

    /// `read.warc`
    public static let component = Component<any Reader>(
        name: "warc", summary: "web archives (WARC and WET), a document a page",
        options: [
            InputFiles.option,
            Option("whole", .boolean, "whether to take all text of a page, false by default"),
        ],
        positional: "path", suffixes: Self.suffixes
    ) { ArchiveReader(paths: $0.inputs, isWhole: $0.boolean("whole") ?? false) }

    /// Metadata.
    public var assigns: [Feature] { [.metadata] }

    /// Begins to read.
    public func open() throws -> any DocumentSource {
        FileDocuments(try InputFiles.expand(paths, suffixes: Self.suffixes)) { (file, place) throws(PipelineError) in
            var records = ArchiveRecords(try file.openExpanded(), of: file)
            if let place { try records.go(to: place) }
            return { () throws(PipelineError) in
                while let record = try records.next() {
                    if record.size > file.limits.largest, record.mayHoldPage {
                        return file.limits.tooLarge(record.size, named: "\(file.path):\(record.name)")
                            .before(records.position)
                    }
                    guard let page = record.page else { continue }
                    return raw(page, record, of: file).before(records.position)
                }
                return nil
            }
        }
    }

    /// A record of which a dead letter kept the input.
    public func again(_ input: [UInt8], named name: String) -> RawDocument? {
        let number = name.split(separator: ":").last.flatMap { Int($0) }.map { max(1, $0) } ?? 1
        let whole = InputFiles.File(path: name, stem: name)
        var records = ArchiveRecords(ReadySource(input), of: whole, after: number - 1)
        guard let record = try? records.next(), let page = record.page, name.hasSuffix(":\(record.name)") else {
            return nil
        }
        let path = String(name.dropLast(record.name.count + 1))
        return raw(page, record, of: InputFiles.File(path: path, stem: path))
    }

    private func raw(_ page: ArchivedPage, _ record: ArchiveRecord, of file: InputFiles.File) -> RawDocument {
        RawDocument(name: "\(file.path):\(record.name)", input: record.head + record.content, size: record.size) {
            try document(page, record, of: file)
        }
    }

    private func document(
        _ page: ArchivedPage, _ record: ArchiveRecord, of file: InputFiles.File
    ) throws(PipelineError) -> Document {
        var metadata = Value.Object()
        var language = record.header["warc-identified-content-language"].map { String($0.prefix { $0 != "," }) }
        var text = page.body
        if page.isHTML {
            let parsed = try Page(page.body, charset: page.charset)
            metadata = parsed.about.metadata
            language = parsed.about.language ?? language
            text = Array((isWhole ? parsed.allText : parsed.mainText).utf8)
        } else if let charset = page.charset {
            text = page.body.decoded(from: charset) ?? page.body
        }
        if let url = record.header["warc-target-uri"] { metadata["url"] = .string(url.trimmingBrackets) }
        if let date = record.header["warc-date"] { metadata["crawled"] = .string(date) }
        return Document(
            id: record.name, source: file.source, language: language, metadata: metadata, text: DocumentText(text))
    }
}

extension String {
    /// Without the pointed brackets that some writers put around addresses.
    var trimmingBrackets: String {
        hasPrefix("<") && hasSuffix(">") ? String(dropFirst().dropLast()) : self
    }
}
