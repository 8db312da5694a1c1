/// Hands raw documents to the workers, one after the other, each with its place in the order.
actor InputQueue {
    private var source: any DocumentSource
    private let limit: Int
    private let control: RunControl
    private var sequence = 0

    init(_ reader: any Reader, limit: Int?, control: RunControl) throws {
        source = try reader.open()
        self.limit = limit ?? .max
        self.control = control
    }

    /// The next document; `nil` at the end, at the limit, or when the run has been asked to end.
    func next() throws -> (sequence: Int, raw: RawDocument)? {
        guard sequence < limit, !control.isStopRequested, let raw = try source.next() else { return nil }
        defer { sequence += 1 }
        return (sequence, raw)
    }
}
