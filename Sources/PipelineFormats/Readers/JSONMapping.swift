internal import PipelineCore

/// How a JSON object becomes a document.
///
/// `id`, `text`, `language` and `source` become what they say; the entries of `meta` and every other key become
/// metadata, and so does a known key that holds something else.
struct JSONMapping: Sendable {
    /// The key of the text, or keys from the outside in with dots between them.
    var text = "text"
    /// The key of the identity, in the same way.
    var id = "id"
    /// What objects hold of a record; empty if all of it is metadata.
    var assigns: [Feature] = []
    /// The unit of the offsets of records.
    var unit = OffsetUnit.scalars

    /// The options of readers of JSON.
    static let options = [
        InputFiles.option,
        Option("text", .string, "the key of the text, \"text\" by default, such as \"body.text\" within others"),
        Option("id", .string, "the key of the identity, \"id\" by default"),
        Option(
            "assigns", .strings,
            "what records of write.jsonl bring along, such as { \"tokens\", \"lemma\", \"entities\" }; otherwise metadata"
        ),
        Option(
            "offsets", .choice(OffsetUnit.allCases.map(\.rawValue)),
            "the unit of the records' offsets, \"scalars\" by default"),
        Charset.option,
    ]

    init() {}

    init(_ options: Options) {
        text = options.string("text") ?? text
        id = options.string("id") ?? id
        assigns = (options.strings("assigns") ?? []).map(Feature.init(rawValue:))
        if assigns.contains(.tokens), !assigns.contains(.sentences) { assigns.append(.sentences) }
        unit = options.string("offsets").flatMap(OffsetUnit.init(rawValue:)) ?? unit
    }

    /// The document of an object.
    ///
    /// - Parameters:
    ///   - line: where the object begins in the file.
    ///   - name: the identity of an object that has none.
    ///   - what: what the object is called in messages, such as "a line".
    /// - Throws: ``PipelineError`` that names file, line and column.
    func document(
        _ bytes: [UInt8], line: Int, file: InputFiles.File, name: String? = nil, called what: String
    ) throws(PipelineError) -> Document {
        func failure(_ message: String, line: Int = line, column: Int? = nil) -> PipelineError {
            PipelineError(
                .documentUnreadable, message, location: SourceLocation(file: file.path, line: line, column: column),
                excerpt: "")
        }
        // JSON is UTF-8; bytes that are not are replaced before they are parsed, so that the rest counts.
        let json = DocumentText(bytes)
        let value: Value
        do {
            value = try JSONParser.parse(json.bytes)
        } catch {
            let before = json.bytes[..<error.offset]
            let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            let offsets = OffsetMap(json)
            throw failure(
                "not JSON: \(error.message)", line: line + before.count { $0 == UInt8(ascii: "\n") },
                column: offsets.offset(ofByte: error.offset) - offsets.offset(ofByte: start) + 1)
        }
        guard var object = value.object else { throw failure("\(what) holds an object, not \(value.kind)") }
        guard let text = object.take(path: text, as: \.string) else {
            throw failure("the key '\(self.text)' holds no text")
        }
        let name = name ?? "\(Path.name(of: file.path)):\(line)"
        var document = Document(id: object.take(path: id, as: Self.identity) ?? name, text: DocumentText(text))
        document.source = object.take("source", as: \.string) ?? file.source
        document.language = object.take("language", as: \.string)
        let metadata = object.take("meta", as: \.object) ?? [:]
        document.metadata = object
        if !assigns.isEmpty {
            do {
                document = try RecordDecoder.decode(document, unit: unit)
            } catch {
                var error = error
                error.location = SourceLocation(file: file.path, line: line)
                throw error
            }
        }
        // Metadata of a record may be called as its parts are.
        let rest = document.metadata
        document.metadata = metadata
        for entry in rest.entries { document.metadata[entry.key] = entry.value }
        return document
    }

    /// The document of an object that was read before, when it was called by its file and line.
    func again(_ input: [UInt8], named name: String, called what: String) -> RawDocument? {
        guard let colon = name.lastIndex(of: ":"), let line = Int(name[name.index(after: colon)...]) else { return nil }
        let path = String(name[..<colon])
        return RawDocument(name: name, input: input) {
            try document(input, line: line, file: InputFiles.File(path: path, stem: path), called: what)
        }
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

    /// Takes what stands under a key, or under a key within the objects of the keys before it.
    fileprivate mutating func take<Content>(path: String, as content: (Value) -> Content?) -> Content? {
        if self[path] == nil, let dot = path.firstIndex(of: "."), var inner = self[String(path[..<dot])]?.object {
            let taken = inner.take(path: String(path[path.index(after: dot)...]), as: content)
            if taken != nil { self[String(path[..<dot])] = inner.isEmpty ? nil : .object(inner) }
            return taken
        }
        return take(path, as: content)
    }
}
