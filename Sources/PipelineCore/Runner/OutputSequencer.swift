/// Puts the outcomes of the workers back into input order and writes them.
actor OutputSequencer {
    /// How far a worker may run ahead of the document whose turn it is. Bounds what is held in memory.
    private static let windowPerWorker = 16
    /// How many bytes may wait for their turn before nobody runs ahead any more.
    private static let greatestWaiting = 64 << 20

    /// How far an earlier run had come.
    nonisolated let earlier: RunCommit
    /// Documents in work; `nil` for a run that cannot go on, or that leaves the work to other processes.
    nonisolated let inFlight: InFlight?

    private let window: Int
    private let failsFast: Bool
    private let observe: @Sendable (RunEvent) -> Void
    private var outputs: RunOutputs
    private let epilogues: [[UInt8]]
    private var totals: any CorpusFold

    private var next: Int
    private var pending: [Int: Outcome] = [:]
    private var pendingBytes = 0
    private var waiting: [(sequence: Int, continuation: CheckedContinuation<Void, Never>)] = []
    private var summary: RunSummary
    private var failure: PipelineError?
    private let profile: WorkProfile?
    private let place: Int

    /// Opens the outputs.
    ///
    /// - Parameters:
    ///   - inputs: the files that are read.
    ///   - isRepeatable: whether they can be read again.
    init(
        _ runner: Runner, inputs: [String] = [], isRepeatable: Bool = true,
        observe: @escaping @Sendable (RunEvent) -> Void
    ) throws {
        window = runner.workers * Self.windowPerWorker
        failsFast = runner.failsFast
        profile = runner.profiler.map { WorkProfile($0, worker: runner.workers) }
        place = profile?.addPart(.output) ?? 0
        self.observe = observe
        // Before anything is opened, so that a mistake leaves the outputs untouched.
        var totals: any CorpusFold =
            if let isolation = runner.isolation {
                try ChildTotals(isolation)
            } else {
                try CorpusTotals(runner.pipeline, for: Worker(index: runner.workers))
            }
        let outputs = try RunOutputs(runner, inputs: inputs, isRepeatable: isRepeatable, folds: !totals.isEmpty)
        try outputs.repeatContributions { _ = totals.add($0) }
        self.outputs = outputs
        self.totals = totals
        epilogues = runner.writers.map(\.epilogue)
        earlier = outputs.earlier
        inFlight = runner.isolation == nil ? outputs.inFlight : nil
        next = earlier.documents
        summary = earlier.summary
        summary.inputSize = outputs.inputSize
    }

    /// Takes an outcome in. Suspends the worker while it is too far ahead; the worker whose turn it is never waits.
    ///
    /// - Throws: what ended the run: an output that cannot be written, or the first failure of a run that fails fast.
    func deliver(_ outcome: Outcome, at sequence: Int) async throws {
        pending[sequence] = outcome
        pendingBytes += outcome.size
        do {
            try drain()
        } catch {
            end(PipelineError(error, code: .outputFailed))
        }
        if let failure { throw failure }
        if isTooFar(sequence) {
            await withCheckedContinuation { waiting.append((sequence, $0)) }
            if let failure { throw failure }
        }
    }

    private func isTooFar(_ sequence: Int) -> Bool {
        sequence >= next + window || (sequence >= next && pendingBytes > Self.greatestWaiting)
    }

    /// Writes what stands at the end and closes all. An output that cannot be written does not keep the others from it.
    /// The corpus summary tells of what has been written, also when somebody stopped the run; without the end of the
    /// outputs there is none.
    ///
    /// - Parameter isEnd: whether the input was read to its end. If not, the run can go on: what is written here is then
    ///   for whoever looks at the outputs meanwhile, and no part of what is good.
    /// - Throws: what ended the run, the first output that could not be written to the end, or what an accumulator threw.
    func finish(isEnd: Bool = true) throws -> RunSummary {
        var isEnd = isEnd
        var summaries: [Value] = []
        var foldFailure: (any Error)?
        if failure == nil {
            do {
                summaries = try totals.finish()
            } catch {
                foldFailure = error
                isEnd = false
            }
        }
        attempt(unless: isEnd) { try outputs.commit(next, summary) }
        let isComplete = failure == nil
        for (output, epilogue) in zip(outputs.records, epilogues) {
            attempt(always: true) { try isComplete ? output.finish(epilogue) : output.flush() }
        }
        attempt(unless: isEnd) { try outputs.commitStores(next) }
        attempt(always: true) { try outputs.deadLetters?.flush() }
        attempt(unless: foldFailure != nil) {
            try outputs.corpusSummary?.write(summaries.flatMap { Array("\($0.json)\n".utf8) })
            try outputs.corpusSummary?.flush()
            summary.summarized = summaries.count
        }
        attempt(unless: !isEnd) { try outputs.commit(next, summary, isEnd: true) }
        attempt(always: true) { try outputs.close() }
        if let profile { profile.profiler.add(profile) }
        if let failure { throw failure }
        if let foldFailure { throw foldFailure }
        return summary
    }

    /// Does something unless the run has failed or there is a reason not to; what it throws ends the run.
    private func attempt(unless isSkipped: Bool = false, always: Bool = false, _ body: () throws -> Void) {
        guard always || (failure == nil && !isSkipped) else { return }
        do {
            try body()
        } catch {
            failure = failure ?? PipelineError(error, code: .outputFailed)
        }
    }

    private func measured(_ body: () throws -> Void) rethrows {
        if let profile { try profile.measure(place, body) } else { try body() }
    }

    private func drain() throws {
        while let outcome = pending.removeValue(forKey: next) {
            let size = outcome.size
            pendingBytes -= size
            if failure != nil { return }
            try write(outcome)
            if failure != nil { return }
            next += 1
            outputs.position = outcome.position
            try measured { try outputs.commitIfDue(next, summary, writing: size) }
        }
        for output in outputs.records { try output.flushIfStream() }
        let ready = waiting.filter { !isTooFar($0.sequence) }
        waiting.removeAll { !isTooFar($0.sequence) }
        for waiter in ready { waiter.continuation.resume() }
    }

    private func write(_ outcome: Outcome) throws {
        let endsRun = outcome.error.map { failsFast || $0.endsRun } ?? false
        // Where the run ends because of a document, that document is not dealt with: a run that goes on begins with it.
        if endsRun { try outputs.commit(next, summary) }
        summary.add(outcome)
        try measured {
            for (output, record) in zip(outputs.records, outcome.records) { try output.write(record, of: next) }
        }
        for entry in outcome.log { observe(.log(entry)) }
        for (document, message) in outcome.warnings { observe(.warning(document: document, message: message)) }
        try outputs.keep(outcome.contributions)
        for error in totals.add(outcome.contributions) {
            let message = "there will be no summary of stage '\(error.stage ?? "")': \(error)"
            observe(.warning(document: error.document ?? "", message: message))
        }
        if let error = outcome.error {
            if let line = outcome.deadLetter { try outputs.deadLetters?.write(line) }
            if endsRun { end(error) } else { observe(.failed(error)) }
        }
        observe(.progress(summary))
    }

    /// Remembers why the run ends and lets everybody go.
    private func end(_ error: PipelineError) {
        failure = failure ?? error
        for waiter in waiting { waiter.continuation.resume() }
        waiting = []
    }
}
