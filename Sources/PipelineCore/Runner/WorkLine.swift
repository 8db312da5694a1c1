/// One of the concurrent lines of work of a run: makes an outcome of each raw document.
protocol Line {
    /// What goes wrong with a document is part of its outcome; an error ends the run.
    mutating func process(_ raw: RawDocument) async throws -> Outcome

    /// Gives back what the line holds, once there is nothing more to do.
    func close() async
}

/// What one worker does with a raw document: read, process, encode.
struct WorkLine: Line {
    private var instance: PipelineInstance
    private let log: WorkerLog
    private let writers: [any Writer]
    private let largest: Int
    private let profile: WorkProfile?
    /// Reading and encoding in the profile.
    private var places = (read: 0, encode: 0)

    /// - Parameters:
    ///   - largest: how many bytes a document may have.
    ///   - profiler: is told how long everything took when the line is closed.
    ///   - watch: is told the position of each stage before it works.
    init(
        index: Int, pipeline: DocumentPipeline, writers: [any Writer], logLevel: LogLevel = .info,
        largest: Int = .max, profiler: Profiler? = nil, watch: ((Int) -> Void)? = nil
    ) throws {
        let worker = Worker(index: index, logLevel: logLevel)
        profile = profiler.map { WorkProfile($0, worker: index) }
        worker.profile = profile
        places.read = profile?.addPart(.read) ?? 0
        instance = try pipeline.makeInstance(for: worker)
        places.encode = profile?.addPart(.encode) ?? 0
        instance.watch = watch
        log = worker.log
        self.writers = writers
        self.largest = largest
    }

    /// Never throws: what goes wrong with a document is part of its outcome.
    mutating func process(_ raw: RawDocument) -> Outcome {
        guard let profile else { return work(on: raw) }
        return profile.measure(document: raw.name) { work(on: raw) }
    }

    private mutating func work(on raw: RawDocument) -> Outcome {
        var outcome = Outcome(writers: writers.count)
        guard let document = measured(places.read, { outcome.read(raw, largest: largest) }) else { return outcome }
        do {
            for result in try instance.process(document) {
                outcome.warnings += result.warnings.map { (result.id, $0) }
                outcome.contributions += result.contributions
                outcome.kept += result.isKept ? 1 : 0
                if result.isDropped {
                    outcome.dropped += 1
                } else {
                    try measured(places.encode) { try encode(result, into: &outcome) }
                }
            }
        } catch {
            outcome.fail(
                PipelineError(error, code: .stageFailed).at(document: document.id), raw: raw, document: document)
        }
        outcome.log = log.take(document: document.id)
        return outcome
    }

    func close() {
        if let profile { profile.profiler.add(profile) }
    }

    private func measured<Result>(_ place: Int, _ body: () throws -> Result) rethrows -> Result {
        guard let profile else { return try body() }
        return try profile.measure(place, body)
    }

    private func encode(_ document: Document, into outcome: inout Outcome) throws {
        for (index, writer) in writers.enumerated() {
            try writer.encode(document, into: &outcome.records[index])
        }
        outcome.written += 1
    }
}
