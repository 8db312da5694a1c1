internal import PipelineCore

/// Reads phrase lists by the ending of their name: `.tsv` and `.csv` have a line with the names of their columns,
/// `.jsonl` an object a line, anything else a phrase a line. In all but `.csv` and `.jsonl` lines that begin with `#` are
/// comments.
struct PhraseListFile {
    /// After so many mistakes the rest of a file is not read.
    static let maximumErrors = 20

    private let path: String
    private let columns: PhraseColumns
    private let isRequired: Set<String>
    private let text: DocumentText
    private(set) var errors: [PipelineError] = []

    /// - Parameter required: columns that somebody has named, so that they must be there.
    /// - Throws: ``PipelineError`` with code `file.unreadable`.
    init(_ path: String, _ columns: PhraseColumns = PhraseColumns(), required: Set<String> = []) throws(PipelineError) {
        self.path = path
        self.columns = columns
        isRequired = required
        text = DocumentText(try FileBytes.read(path))
    }

    /// Calls a function with each entry and its line; the function says what is wrong with it.
    mutating func forEach(_ body: (PhraseEntry) -> String?) {
        switch path.split(separator: ".").last {
        case "tsv": readTable(separator: UInt8(ascii: "\t"), hasQuotes: false, hasComments: true, body)
        case "csv": readTable(separator: UInt8(ascii: ","), hasQuotes: true, hasComments: false, body)
        case "jsonl", "ndjson": readObjects(body)
        default: readLines(body)
        }
    }

    /// All entries.
    ///
    /// - Throws: ``PipelineError`` with code `file.unreadable` or `definition.invalid`, and all that is wrong.
    static func read(
        _ path: String, _ columns: PhraseColumns = PhraseColumns(), required: Set<String> = []
    ) throws(PipelineError) -> [PhraseEntry] {
        var file = try PhraseListFile(path, columns, required: required)
        var entries: [PhraseEntry] = []
        file.forEach { entry in
            entries.append(entry)
            return nil
        }
        if var first = file.errors.first {
            first.others = Array(file.errors.dropFirst())
            throw first
        }
        return entries
    }

    private mutating func complain(_ message: String, line: Int, column: Int? = nil, remedy: String? = nil) {
        errors.append(
            PipelineError(
                .definitionInvalid, message, remedy: remedy,
                location: SourceLocation(file: path, line: line, column: column)))
    }

    private mutating func take(_ entry: PhraseEntry, line: Int, _ body: (PhraseEntry) -> String?) {
        if entry.phrase.isEmpty {
            complain("the entry has no phrase", line: line)
        } else if let message = body(entry) {
            complain(message, line: line)
        }
    }
}

// MARK: - Lines

extension PhraseListFile {
    private mutating func readLines(_ body: (PhraseEntry) -> String?) {
        for (number, line) in lines(hasComments: true) where errors.count < Self.maximumErrors {
            take(PhraseEntry(String(decoding: line, as: UTF8.self)), line: number, body)
        }
    }

    /// The lines that are not blank, with their numbers.
    private func lines(hasComments: Bool) -> [(number: Int, bytes: ArraySlice<UInt8>)] {
        text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().compactMap {
            index, bytes in
            let line = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
            guard let first = line.first, !hasComments || first != UInt8(ascii: "#"),
                line.contains(where: { $0 > 0x20 })
            else { return nil }
            return (index + 1, line)
        }
    }

    private mutating func readObjects(_ body: (PhraseEntry) -> String?) {
        for (number, line) in lines(hasComments: false) where errors.count < Self.maximumErrors {
            do throws(JSONParser.Failure) {
                guard let object = try JSONParser.parse(line).object else {
                    complain("a line of a list in JSON is an object", line: number, remedy: Self.objectExample)
                    continue
                }
                if let entry = entry(object, line: number) { take(entry, line: number, body) }
            } catch {
                let before = String(decoding: line.prefix(error.offset), as: UTF8.self)
                complain(error.message, line: number, column: before.unicodeScalars.count + 1)
            }
        }
    }

    private static let objectExample = #"write { "phrase": "New York", "id": "Q60" }"#

    private mutating func entry(_ object: Value.Object, line: Int) -> PhraseEntry? {
        guard let phrase = object[columns.phrase]?.string else {
            complain("the object has no string '\(columns.phrase)'", line: line, remedy: Self.objectExample)
            return nil
        }
        var entry = PhraseEntry(phrase)
        for (key, value) in object.entries.map({ ($0.key, $0.value) }) where key != columns.phrase && value != .null {
            switch key {
            case columns.id: entry.id = value.plainText
            case columns.label: entry.label = value.plainText
            case columns.aliases:
                let aliases = value.string.map { [$0] } ?? value.array?.compactMap(\.string) ?? []
                guard aliases.count == value.array?.count ?? 1, value.object == nil else {
                    complain("'\(key)' is a list of strings", line: line)
                    return nil
                }
                entry.aliases = aliases.filter { !$0.isEmpty }
            default: if columns.isAttribute(key) { entry.attributes[key] = value }
            }
        }
        if entry.id?.isEmpty == true { entry.id = nil }
        if entry.label?.isEmpty == true { entry.label = nil }
        return entry
    }
}

// MARK: - Tables

extension PhraseListFile {
    private mutating func readTable(
        separator: UInt8, hasQuotes: Bool, hasComments: Bool, _ body: (PhraseEntry) -> String?
    ) {
        var records = DelimitedRecords(
            text.bytes, separator: separator, hasQuotes: hasQuotes, hasComments: hasComments)
        var header: [String]?
        while errors.count < Self.maximumErrors, let record = records.next() {
            if let message = record.problem {
                complain(message, line: record.line)
                continue
            }
            guard let names = header else {
                header = record.cells
                checkHeader(record.cells, line: record.line)
                if !errors.isEmpty { return }
                continue
            }
            guard record.cells.count <= names.count else {
                complain("the line has \(record.cells.count) cells for \(names.count) columns", line: record.line)
                continue
            }
            take(entry(record.cells, names), line: record.line, body)
        }
    }

    private mutating func checkHeader(_ names: [String], line: Int) {
        if !names.contains(columns.phrase) {
            let message = "the first line of a list names its columns, and none is '\(columns.phrase)'"
            complain(
                message, line: line,
                remedy: Suggestion.closest(to: columns.phrase, among: names).map { "rename the column '\($0)'" }
                    ?? "name the column of the phrases, as in phrase = \"\(names.first ?? "name")\", or write a line with the names, "
                    + "'\(columns.phrase)' and '\(columns.id)' for instance")
        }
        for name in isRequired.sorted() where !names.contains(name) && name != columns.phrase {
            complain(
                "the list has no column '\(name)'", line: line, remedy: Suggestion.remedy(for: name, among: names))
        }
        for (index, name) in names.enumerated() where names[..<index].contains(name) {
            complain("the list has two columns '\(name)'", line: line)
        }
    }

    private func entry(_ cells: [String], _ names: [String]) -> PhraseEntry {
        var entry = PhraseEntry("")
        for (name, cell) in zip(names, cells) where !cell.isEmpty {
            switch name {
            case columns.phrase: entry.phrase = cell
            case columns.id: entry.id = cell
            case columns.label: entry.label = cell
            case columns.aliases: entry.aliases = cell.split(separator: "|").map(String.init)
            default: if columns.isAttribute(name) { entry.attributes[name] = .string(cell) }
            }
        }
        return entry
    }
}

/// The records of a table between separators. With quotes a cell may stand in `"`, hold line ends, and doubled quotes
/// for one (RFC 4180).
struct DelimitedRecords {
    struct Record {
        /// The line on which it begins.
        var line: Int
        var cells: [String]
        /// What is wrong with it.
        var problem: String?
    }

    private let bytes: [UInt8]
    private let separator: UInt8
    private let hasQuotes: Bool
    private let hasComments: Bool
    private var position = 0
    private var line = 1

    init(_ bytes: [UInt8], separator: UInt8, hasQuotes: Bool, hasComments: Bool) {
        self.bytes = bytes
        self.separator = separator
        self.hasQuotes = hasQuotes
        self.hasComments = hasComments
    }

    /// The next record that is not blank.
    mutating func next() -> Record? {
        while position < bytes.count {
            let first = bytes[position]
            var record = Record(line: line, cells: [])
            let isComment = hasComments && first == UInt8(ascii: "#")
            if isComment { skipLine() } else { read(&record) }
            if !isComment, record.problem != nil || record.cells.contains(where: { !Self.isBlank($0) }) {
                return record
            }
        }
        return nil
    }

    private static func isBlank(_ cell: String) -> Bool { cell.utf8.allSatisfy { $0 <= 0x20 } }

    private mutating func skipLine() {
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        position += 1
        line += 1
    }

    private mutating func read(_ record: inout Record) {
        while true {
            if hasQuotes, position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
                readQuoted(&record)
            } else {
                readPlain(&record)
            }
            guard position < bytes.count else { return }
            let end = bytes[position]
            position += 1
            if end == UInt8(ascii: "\n") {
                line += 1
                return
            }
        }
    }

    /// Stops at the separator or line end.
    private mutating func readPlain(_ record: inout Record) {
        let start = position
        while position < bytes.count, bytes[position] != separator, bytes[position] != UInt8(ascii: "\n") {
            position += 1
        }
        var cell = bytes[start..<position]
        let isLast = position == bytes.count || bytes[position] == UInt8(ascii: "\n")
        if isLast, cell.last == UInt8(ascii: "\r") { cell = cell.dropLast() }
        record.cells.append(String(decoding: cell, as: UTF8.self))
    }

    private mutating func readQuoted(_ record: inout Record) {
        var cell: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard position < bytes.count, bytes[position] == byte else {
                    record.cells.append(String(decoding: cell, as: UTF8.self))
                    return skipToSeparator(&record)
                }
                position += 1
            }
            if byte == UInt8(ascii: "\n") { line += 1 }
            cell.append(byte)
        }
        record.problem = "a quotation mark is not closed"
    }

    private mutating func skipToSeparator(_ record: inout Record) {
        while position < bytes.count, bytes[position] != separator, bytes[position] != UInt8(ascii: "\n") {
            if bytes[position] != UInt8(ascii: "\r") { record.problem = "something stands behind a quoted cell" }
            position += 1
        }
    }
}
