/// Hands raw documents to the workers, one after the other, each with its place in the order.
actor InputQueue {
    private var source: any DocumentSource
    private let limit: Int
    private let control: RunControl
    private var sequence = 0
    private var isClosed = false
    /// Whether somebody asked the run to end while there may have been more to read.
    private(set) var wasStopped = false

    /// Opens the source.
    ///
    /// - Parameter outputs: what the run writes.
    /// - Throws: ``PipelineError`` when an output is one of the files that are read: opening it would destroy the input.
    init(_ reader: any Reader, limit: Int?, control: RunControl, outputs: [String] = []) throws {
        source = try reader.open()
        for output in outputs {
            guard let identity = FileIdentity(of: output) else { continue }
            for file in source.files where FileIdentity(of: file) == identity {
                throw PipelineError(
                    .outputFailed, "the output \(output) is also an input", remedy: "write to another file",
                    location: SourceLocation(file: output))
            }
        }
        self.limit = limit ?? .max
        self.control = control
    }

    /// The next document; `nil` at the end, at the limit, or when the run has been asked to end.
    ///
    /// A source that has ended or failed is not asked again: a terminal would wait for more, and what follows a failure
    /// would depend on which worker asks.
    func next() throws -> (sequence: Int, raw: RawDocument)? {
        guard !isClosed, sequence < limit else { return nil }
        isClosed = true
        guard !control.isStopRequested else {
            wasStopped = true
            return nil
        }
        guard let raw = try source.next() else { return nil }
        isClosed = false
        defer { sequence += 1 }
        return (sequence, raw)
    }

    /// Hands out nothing more, because the run cannot go on.
    func close() { isClosed = true }
}
