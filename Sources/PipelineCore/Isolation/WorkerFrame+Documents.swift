// A document that goes to a worker, and what comes back.

extension WorkerFrame {
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// A document that has nothing yet but its text and what its source says of it.
    init(document: Document, number: Int) {
        var head: Value.Object = ["number": .integer(Int64(number)), "id": .string(document.id)]
        head["source"] = document.source.map { .string($0) }
        head["language"] = document.language.map { .string($0) }
        head["meta"] = document.metadata.isEmpty ? nil : .object(document.metadata)
        // A mark at the start of a text would be taken away once more.
        let isMarked = document.text.bytes.starts(with: Self.byteOrderMark)
        self.init(head: head, body: isMarked ? Self.byteOrderMark + document.text.bytes : document.text.bytes)
    }

    /// The number of the document that a frame is about.
    var number: Int? { head["number"]?.integer.map(Int.init) }

    /// The document of a frame; `nil` when it holds none.
    var document: Document? {
        guard let id = head["id"]?.string else { return nil }
        return Document(
            id: id, source: head["source"]?.string, language: head["language"]?.string,
            metadata: head["meta"]?.object ?? [:], text: DocumentText(body))
    }

    /// What came of a document.
    init(outcome: Outcome, number: Int) {
        var head: Value.Object = [
            "number": .integer(Int64(number)), "written": .integer(Int64(outcome.written)),
            "dropped": .integer(Int64(outcome.dropped)), "kept": .integer(Int64(outcome.kept)),
            "records": .array(outcome.records.map { .integer(Int64($0.count)) }),
        ]
        if !outcome.warnings.isEmpty {
            head["warnings"] = .array(outcome.warnings.map { .array([.string($0.document), .string($0.message)]) })
        }
        if !outcome.log.isEmpty { head["log"] = .array(outcome.log.map(\.frameValue)) }
        if !outcome.contributions.isEmpty {
            head["contributions"] = .array(outcome.contributions.map(\.frameValue))
        }
        head["error"] = outcome.error.map(\.frameValue)
        self.init(head: head, body: Array(outcome.records.joined()))
    }
}

extension Outcome {
    /// Takes over what a worker says of a document. What it says is not trusted: it fits, or nothing is taken.
    ///
    /// - Returns: whether it fits.
    mutating func take(_ frame: WorkerFrame, for raw: RawDocument, _ document: Document) -> Bool {
        guard let written = Self.count(frame.head["written"]), let dropped = Self.count(frame.head["dropped"]),
            let kept = Self.count(frame.head["kept"]), let records = Self.records(frame),
            records.count == self.records.count,
            let warnings = Self.warnings(frame.head["warnings"]),
            let log = LogEntry.list(frameValue: frame.head["log"], document: document.id),
            let contributions = Contribution.list(frameValue: frame.head["contributions"])
        else { return false }
        self.warnings = warnings
        self.log = log
        guard let value = frame.head["error"] else {
            self.records = records
            self.written = written
            self.dropped = dropped
            self.kept = kept
            self.contributions = contributions
            return true
        }
        guard let error = PipelineError(frameValue: value) else { return false }
        fail(error.at(document: document.id), raw: raw, document: document)
        return true
    }

    /// A number that cannot make a sum of such numbers overflow.
    private static func count(_ value: Value?) -> Int? {
        guard let count = value?.integer, (0...1 << 32).contains(count) else { return nil }
        return Int(count)
    }

    private static func records(_ frame: WorkerFrame) -> [[UInt8]]? {
        guard let sizes = frame.head["records"]?.array else { return nil }
        var rest = frame.body[...]
        var records: [[UInt8]] = []
        for size in sizes {
            guard let size = count(size), size <= rest.count else { return nil }
            records.append(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        return rest.isEmpty ? records : nil
    }

    private static func warnings(_ value: Value?) -> [(document: String, message: String)]? {
        guard let value else { return [] }
        var warnings: [(document: String, message: String)] = []
        for entry in value.array ?? [nil] {
            guard let pair = entry.array, pair.count == 2, let id = pair[0].string, let message = pair[1].string else {
                return nil
            }
            warnings.append((id, message))
        }
        return warnings
    }
}

extension Contribution {
    /// The contribution as a value; ``list(frameValue:)`` reads several.
    var frameValue: Value { [.integer(Int64(stage)), .string(document), value] }

    /// The contributions that a value tells; `nil` when it tells none.
    static func list(frameValue value: Value?) -> [Contribution]? {
        guard let value else { return [] }
        var contributions: [Contribution] = []
        for entry in value.array ?? [nil] {
            guard let parts = entry.array, parts.count == 3, let stage = parts[0].integer,
                (0..<Int64(Int32.max)).contains(stage), let document = parts[1].string
            else { return nil }
            contributions.append(Contribution(document: document, stage: Int(stage), value: parts[2]))
        }
        return contributions
    }
}

extension LogEntry {
    /// The entry as a value; ``list(frameValue:document:)`` reads several.
    var frameValue: Value {
        var object: Value.Object = ["level": .string(level.rawValue), "message": .string(message)]
        object["fields"] = fields.isEmpty ? nil : .object(fields)
        object["stage"] = stage.map { .string($0) }
        return .object(object)
    }

    /// The entries that a value tells of a document; `nil` when it tells none.
    static func list(frameValue value: Value?, document: String) -> [LogEntry]? {
        guard let value else { return [] }
        var entries: [LogEntry] = []
        for entry in value.array ?? [nil] {
            guard let object = entry.object, let level = object["level"]?.string.flatMap(LogLevel.init),
                let message = object["message"]?.string
            else { return nil }
            entries.append(
                LogEntry(
                    level, message, fields: object["fields"]?.object ?? [:], stage: object["stage"]?.string,
                    document: document))
        }
        return entries
    }
}
