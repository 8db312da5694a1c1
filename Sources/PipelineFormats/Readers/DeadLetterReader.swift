public import PipelineCore

/// Reads the documents of dead letters again, as the reader that first read them would.
///
/// `Schemas/dead-letter.schema.json` describes a line.
public struct DeadLetterReader: Reader {
    /// A file of dead letters.
    public let path: String
    /// The reader of the run that wrote them.
    public let base: any Reader

    /// A reader of a file of dead letters.
    public init(path: String, base: any Reader) {
        self.path = path
        self.base = base
    }

    /// What the documents of the run had.
    public var assigns: [Feature] { base.assigns }

    /// Begins to read.
    public func open() throws -> any DocumentSource {
        FileDocuments(try InputFiles.expand([path], suffixes: [".jsonl"])) { (file) throws(PipelineError) in
            var lines = LineSource(try file.open())
            return { () throws(PipelineError) in
                guard let line = try lines.next() else { return nil }
                return document(line: line, place: "\(file.path):\(lines.number)")
            }
        }
    }

    /// The document of a line.
    func document(line: [UInt8], place: String) -> RawDocument {
        func unreadable(_ message: String, _ name: String? = nil) -> RawDocument {
            RawDocument(name: name ?? place, input: line) {
                throw PipelineError(.documentUnreadable, message, location: SourceLocation(file: place), excerpt: "")
            }
        }
        guard case .object(let letter)? = try? JSONParser.parse(line), let id = letter["id"]?.string,
            letter["code"]?.string != nil
        else { return unreadable("the line is no dead letter") }
        let name = letter["name"]?.string ?? id
        if let input = Self.input(letter) {
            return base.again(input, named: name)
                ?? unreadable("documents of this format cannot be read again from a dead letter", name)
        }
        guard let text = letter["text"]?.string else {
            return unreadable("the dead letter does not hold the document; read its source again", name)
        }
        return RawDocument(name: name, size: text.utf8.count) {
            Document(
                id: id, source: letter["source"]?.string, language: letter["language"]?.string,
                metadata: letter["meta"]?.object ?? [:], text: DocumentText(text))
        }
    }

    private static func input(_ letter: Value.Object) -> [UInt8]? {
        if let input = letter["input"]?.string { return Array(input.utf8) }
        return letter["input_bytes"]?.array?.compactMap { $0.integer.flatMap { UInt8(exactly: $0) } }
    }
}
