/// Hands raw documents to the workers, one after the other, each with its place in the order.
actor InputQueue {
    private var source: any DocumentSource
    private let limit: Int
    private let control: RunControl
    private var sequence = 0
    private var isClosed = false
    /// Whether somebody asked the run to end while there may have been more to read.
    private(set) var wasStopped = false
    /// The files that are read, as far as they are known.
    nonisolated let files: [String]
    /// Whether the same documents can be had again.
    nonisolated let isRepeatable: Bool

    /// Opens the source.
    ///
    /// - Parameter outputs: what the run writes.
    /// - Throws: ``PipelineError`` when an output is one of the files that are read: opening it would destroy the input.
    init(_ reader: any Reader, limit: Int?, control: RunControl, outputs: [String] = []) throws {
        let source = try reader.open()
        files = source.files
        isRepeatable = source.isRepeatable
        for output in outputs {
            guard let identity = FileIdentity(of: output) else { continue }
            for file in files where FileIdentity(of: file) == identity {
                throw PipelineError(
                    .outputFailed, "the output \(output) is also an input", remedy: "write to another file",
                    location: SourceLocation(file: output))
            }
        }
        self.source = source
        self.limit = limit ?? .max
        self.control = control
    }

    /// Passes over the documents that an earlier run has dealt with.
    ///
    /// - Throws: ``PipelineError`` when there are not as many.
    func skip(_ count: Int) throws {
        sequence = count
        let skipped = try source.skip(count)
        guard skipped == count else {
            throw PipelineError(
                .resumeRefused, "the input has \(skipped) documents, and the run had dealt with \(count)",
                remedy: "put the input back as it was, or begin anew with --force")
        }
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
