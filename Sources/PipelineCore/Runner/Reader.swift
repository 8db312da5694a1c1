/// Where documents come from: files, a stream.
public protocol Reader: Sendable {
    /// What its documents have when they come in.
    var assigns: [Feature] { get }

    /// Begins to read.
    ///
    /// - Throws: ``PipelineError`` when there is nothing to read from.
    func open() throws -> any DocumentSource

    /// A document of which a dead letter kept the input as it came; `nil` when the reader cannot read it again so.
    ///
    /// - Parameters:
    ///   - input: its bytes.
    ///   - name: what the reader called it.
    func again(_ input: [UInt8], named name: String) -> RawDocument?
}

extension Reader {
    /// Nothing but text, for most formats.
    public var assigns: [Feature] { [] }

    /// A reader that gives no input with its documents is never asked.
    public func again(_ input: [UInt8], named name: String) -> RawDocument? { nil }
}

/// Documents one after the other. One line of work at a time takes from it, so ``next()`` does as little as it can and
/// leaves the rest to ``RawDocument/read``, which runs on the workers.
public protocol DocumentSource {
    /// The files that are read, as far as they are known; `-` is standard input. An output may be none of them, and a
    /// run can be resumed while they are as they were.
    var files: [String] { get }

    /// Whether opening the reader again gives the same documents.
    var isRepeatable: Bool { get }

    /// The next document, still raw; `nil` at the end.
    ///
    /// - Throws: ``PipelineError`` when the source itself fails, which ends the run.
    mutating func next() throws -> RawDocument?

    /// Passes over documents that an earlier run has dealt with.
    ///
    /// - Returns: how many there were; fewer than asked for at the end of the input.
    mutating func skip(_ count: Int) throws -> Int

    /// Goes to a place that it gave with a document of an earlier run; the documents behind it follow.
    ///
    /// - Returns: `false`, with nothing done, where it cannot.
    mutating func go(to position: InputPosition) throws -> Bool
}

extension DocumentSource {
    /// None that are known.
    public var files: [String] { [] }

    /// All but standard input.
    public var isRepeatable: Bool { !files.contains("-") }

    /// Asks for one after the other and reads none.
    public mutating func skip(_ count: Int) throws -> Int {
        for index in 0..<count where try next() == nil { return index }
        return count
    }

    /// It cannot, as it gives no places.
    public mutating func go(to position: InputPosition) throws -> Bool { false }
}

/// A document that has been found but not read yet.
public struct RawDocument: Sendable {
    /// What to call it before its identity is known: a path, or a file with a line.
    public let name: String
    /// The input as it came, for a dead letter; `nil` when the name leads to it.
    public let input: [UInt8]?
    /// How many bytes of input it takes, if that is known before it is read. One that is too large is then not read.
    public let size: Int?
    /// Where a later run can go on behind it, if the source can be told to.
    public var position: InputPosition?
    /// Reads it.
    public let read: @Sendable () throws -> Document

    /// A raw document. The size is that of the input, if there is one.
    public init(
        name: String, input: [UInt8]? = nil, size: Int? = nil, read: @escaping @Sendable () throws -> Document
    ) {
        self.name = name
        self.input = input
        self.size = size ?? input?.count
        self.read = read
    }
}
