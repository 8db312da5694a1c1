internal import CPipelineSQLite
internal import PipelineCore

/// A database that is open. Belongs to one line of work at a time.
final class SQLiteDatabase {
    private let path: String
    private var handle: OpaquePointer?

    /// Opens a database, making it where there is none.
    ///
    /// - Throws: ``PipelineError`` with code `output.failed`.
    init(_ path: String) throws(PipelineError) {
        self.path = path
        let code = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK else { throw failure }
        sqlite3_busy_timeout(handle, 5000)
    }

    deinit { sqlite3_close_v2(handle) }

    /// Runs statements that give nothing.
    func run(_ statements: String) throws(PipelineError) {
        guard sqlite3_exec(handle, statements, nil, nil, nil) == SQLITE_OK else { throw failure }
    }

    /// Makes a statement ready.
    func statement(_ text: String) throws(PipelineError) -> SQLiteStatement {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v3(handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil) == SQLITE_OK,
            let statement
        else { throw failure }
        return SQLiteStatement(statement)
    }

    /// Runs a statement to its end, and gives the first column of each row as text.
    func texts(_ text: String, _ values: [SQLiteValue] = []) throws(PipelineError) -> [String] {
        let statement = try statement(text)
        for (index, value) in values.enumerated() { statement.bind(value, at: index + 1) }
        var texts: [String] = []
        while try step(statement) { texts.append(statement.text) }
        return texts
    }

    /// Runs a statement that gives nothing, with the values that are bound to it.
    func run(_ statement: SQLiteStatement) throws(PipelineError) {
        defer { statement.reset() }
        _ = try step(statement)
    }

    private func step(_ statement: SQLiteStatement) throws(PipelineError) -> Bool {
        switch sqlite3_step(statement.handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw failure
        }
    }

    private var failure: PipelineError {
        let reason = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
        return PipelineError(
            .outputFailed, "cannot write \(path): \(reason)", location: SourceLocation(file: path))
    }
}

/// A statement that can be run again and again.
final class SQLiteStatement {
    fileprivate let handle: OpaquePointer

    fileprivate init(_ handle: OpaquePointer) { self.handle = handle }

    deinit { sqlite3_finalize(handle) }

    /// Puts a value in the place of a parameter, counted from 1.
    func bind(_ value: SQLiteValue, at index: Int) {
        // SQLite copies what it is given.
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .null: sqlite3_bind_null(handle, Int32(index))
        case .integer(let integer): sqlite3_bind_int64(handle, Int32(index), integer)
        case .number(let number): sqlite3_bind_double(handle, Int32(index), number)
        case .text(let bytes):
            bytes.withUnsafeBytes { buffer in
                guard let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self), !buffer.isEmpty else {
                    sqlite3_bind_text(handle, Int32(index), "", 0, copied)
                    return
                }
                sqlite3_bind_text64(handle, Int32(index), start, UInt64(buffer.count), copied, UInt8(SQLITE_UTF8))
            }
        }
    }

    fileprivate var text: String { sqlite3_column_text(handle, 0).map { String(cString: $0) } ?? "" }

    fileprivate func reset() { sqlite3_reset(handle) }
}

/// A value of a column.
enum SQLiteValue: Hashable {
    case null
    case integer(Int64)
    case number(Double)
    case text(ArraySlice<UInt8>)

    /// A text, or nothing.
    static func text(_ string: String?) -> SQLiteValue { string.map { .text(Array($0.utf8)[...]) } ?? .null }

    /// An object as JSON; nothing when it is empty.
    static func json(_ object: Value.Object) -> SQLiteValue {
        guard !object.isEmpty else { return .null }
        var writer = JSONWriter()
        writer.write(object)
        return .text(writer.bytes[...])
    }
}
