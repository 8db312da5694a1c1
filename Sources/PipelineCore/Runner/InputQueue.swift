/// Hands raw documents to the workers, one after the other, each with its place in the order.
actor InputQueue {
    private var source: any DocumentSource
    private let limit: Int
    private let control: RunControl
    private var sequence = 0
    private var isClosed = false
    /// Whether somebody asked the run to end while there may have been more to read.
    private(set) var wasStopped = false
    private let profile: WorkProfile?
    private let place: Int
    /// The files that are read, as far as they are known.
    nonisolated let files: [String]
    /// Whether the same documents can be had again.
    nonisolated let isRepeatable: Bool

    /// Opens the source.
    ///
    /// - Parameter outputs: what the run writes.
    /// - Throws: ``PipelineError`` when an output is one of the files that are read: opening it would destroy the input.
    init(
        _ reader: any Reader, limit: Int?, control: RunControl, outputs: [String] = [], profiler: Profiler? = nil,
        largest: Int = .max
    ) throws {
        profile = profiler.map { WorkProfile($0, worker: 0) }
        place = profile?.addPart(.input) ?? 0
        let limits = ReadLimits(largest: largest, control: control)
        let source = try ReadLimits.$current.withValue(limits) { try reader.open() }
        let files = source.files
        self.files = files
        // What comes out of a pipe comes once.
        isRepeatable =
            source.isRepeatable && !files.contains { (try? SystemFiles().status($0))?.isRegular == false }
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
    /// - Parameter position: where it stopped, which saves reading what lies before.
    /// - Throws: ``PipelineError`` when there are not as many.
    func skip(_ count: Int, to position: InputPosition? = nil) throws {
        sequence = count
        var rest = count
        if let position, position.documents <= count, try source.go(to: position) { rest = position.documents }
        let skipped = try source.skip(rest)
        guard skipped == rest else {
            throw PipelineError(
                .resumeRefused,
                "the input has \(count - rest + skipped) documents, and the run had dealt with \(count)",
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
        let raw = try nextOfSource()
        guard !control.isStopRequested else {
            // The source may have been woken in the middle of a document. It counts as not read.
            wasStopped = true
            return nil
        }
        guard let raw else { return nil }
        isClosed = false
        defer { sequence += 1 }
        return (sequence, raw)
    }

    private func nextOfSource() throws -> RawDocument? {
        guard let profile else { return try source.next() }
        return try profile.measure(place) { try source.next() }
    }

    /// Says how long it took to find the documents, once there are no more.
    func tellProfile() {
        if let profile { profile.profiler.add(profile) }
    }

    /// Hands out nothing more, because the run cannot go on.
    func close() { isClosed = true }
}
