/// Hands raw documents to the workers, one after the other, each with its place in the order.
actor InputQueue {
    private var source: any DocumentSource
    private let limit: Int
    private let control: RunControl
    private var sequence = 0
    private var isClosed = false
    /// Whether somebody asked the run to end while there may have been more to read.
    private(set) var wasStopped = false

    init(_ reader: any Reader, limit: Int?, control: RunControl) throws {
        source = try reader.open()
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
