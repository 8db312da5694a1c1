internal import PipelineCore

/// A table of the database. The first column of each is the number of the document, which only the database knows.
enum SQLiteTable: UInt8, CaseIterable {
    case documents, annotations, relations, arguments, scores, reasons

    /// The columns without the document's number.
    var columns: [String] {
        switch self {
        case .documents: ["id", "source", "language", "meta", "text"]
        case .annotations: ["id", "layer", "label", "start", "end", "text", "by", "attributes"]
        case .relations: ["id", "label", "by", "attributes"]
        case .arguments: ["relation", "name", "annotation"]
        case .scores: ["name", "value", "level"]
        case .reasons: ["score", "rule", "weight", "start", "end"]
        }
    }

    /// Puts a row in.
    var insertion: String {
        let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let places = columns.indices.map { "?\($0 + 2)" }.joined(separator: ", ")
        return "INSERT INTO \(self) (\(self == .documents ? "number" : "document"), \(names)) VALUES (?1, \(places))"
    }
}

/// Rows as bytes, on their way from the workers, which make them side by side, to the one place that puts them in.
///
/// A row is a byte for its table, then each value: a byte for its kind, and 8 bytes or a length with as many.
struct SQLiteRows {
    private(set) var bytes: [UInt8]

    /// Rows that come after others.
    init(after bytes: [UInt8]) { self.bytes = bytes }

    /// Adds a row.
    mutating func add(_ table: SQLiteTable, _ values: [SQLiteValue]) {
        bytes.append(table.rawValue)
        for value in values {
            switch value {
            case .null: bytes.append(0)
            case .integer(let integer): add(1, UInt64(bitPattern: integer))
            case .number(let number): add(2, number.bitPattern)
            case .text(let text):
                add(3, UInt64(text.count))
                bytes += text
            }
        }
    }

    private mutating func add(_ kind: UInt8, _ word: UInt64) {
        bytes.append(kind)
        withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Reads rows; `false` when they are none.
    static func read(_ bytes: [UInt8], _ body: (SQLiteTable, [SQLiteValue]) throws -> Void) rethrows -> Bool {
        var rest = bytes[...]
        while let tag = rest.popFirst() {
            guard let table = SQLiteTable(rawValue: tag) else { return false }
            var values: [SQLiteValue] = []
            for _ in table.columns {
                guard let value = value(&rest) else { return false }
                values.append(value)
            }
            try body(table, values)
        }
        return true
    }

    private static func value(_ rest: inout ArraySlice<UInt8>) -> SQLiteValue? {
        guard let kind = rest.popFirst() else { return nil }
        if kind == 0 { return .null }
        guard rest.count >= 8 else { return nil }
        let word = rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        rest = rest.dropFirst(8)
        switch kind {
        case 1: return .integer(Int64(bitPattern: word))
        case 2: return .number(Double(bitPattern: word))
        case 3:
            guard word <= UInt64(rest.count) else { return nil }
            defer { rest = rest.dropFirst(Int(word)) }
            return .text(rest.prefix(Int(word)))
        default: return nil
        }
    }
}
