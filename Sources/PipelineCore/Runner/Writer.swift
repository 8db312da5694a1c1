/// Turns documents into the bytes of an output.
///
/// Workers encode side by side; the runner puts the pieces together in input order and does all that touches files.
public protocol Writer: Sendable {
    /// Where the output goes: a path, or `-` for standard output.
    var path: String { get }
    /// What stands before the first record.
    var prologue: [UInt8] { get }
    /// What stands after the last record.
    var epilogue: [UInt8] { get }

    /// Adds a document's record to the bytes of an output.
    func encode(_ document: Document, into bytes: inout [UInt8]) throws
}

extension Writer {
    /// Nothing, for most formats.
    public var prologue: [UInt8] { [] }
    /// Nothing, for most formats.
    public var epilogue: [UInt8] { [] }
}

/// A writer whose output is no file that grows, but keeps for itself what it has: a database.
///
/// Its prologue and epilogue are not used.
public protocol StoreWriter: Writer {
    /// Opens the store.
    ///
    /// - Parameter anew: whether it begins empty, in place of what is there.
    func open(anew: Bool) throws -> any RecordStore
}

/// A store that is open. Used by one line of work at a time.
public protocol RecordStore: AnyObject {
    /// How many documents of the run it had when it was opened: of those, in input order, nothing comes again.
    var documents: Int { get }

    /// Takes in what the writer encoded of a document. It counts only once it is committed.
    func write(_ record: [UInt8]) throws

    /// Makes safe what was written, together with the number of documents that it is made of: both or neither.
    func commit(documents: Int) throws

    /// Adds what stands at the end. A run that goes on afterwards calls it again.
    func finish() throws

    /// Closes it, without what was not committed.
    func close() throws
}
