/// Where documents come from: files, a stream.
public protocol Reader: Sendable {
    /// What its documents have when they come in.
    var assigns: [Feature] { get }

    /// Begins to read.
    ///
    /// - Throws: ``PipelineError`` when there is nothing to read from.
    func open() throws -> any DocumentSource
}

extension Reader {
    /// Nothing but text, for most formats.
    public var assigns: [Feature] { [] }
}

/// Documents one after the other. One line of work at a time takes from it, so ``next()`` does as little as it can and
/// leaves the rest to ``RawDocument/read``, which runs on the workers.
public protocol DocumentSource {
    /// The files that are read, as far as they are known. An output may be none of them.
    var files: [String] { get }

    /// The next document, still raw; `nil` at the end.
    ///
    /// - Throws: ``PipelineError`` when the source itself fails, which ends the run.
    mutating func next() throws -> RawDocument?
}

extension DocumentSource {
    /// None that are known.
    public var files: [String] { [] }
}

/// A document that has been found but not read yet.
public struct RawDocument: Sendable {
    /// What to call it before its identity is known: a path, or a file with a line.
    public let name: String
    /// The input as it came, for a dead letter; `nil` when the name leads to it.
    public let input: [UInt8]?
    /// Reads it.
    public let read: @Sendable () throws -> Document

    /// A raw document.
    public init(name: String, input: [UInt8]? = nil, read: @escaping @Sendable () throws -> Document) {
        self.name = name
        self.input = input
        self.read = read
    }
}
