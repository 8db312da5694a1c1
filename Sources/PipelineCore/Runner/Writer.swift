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
