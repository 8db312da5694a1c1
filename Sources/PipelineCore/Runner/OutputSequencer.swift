/// Puts the outcomes of the workers back into input order and writes them.
actor OutputSequencer {
    /// How far a worker may run ahead of the document whose turn it is. Bounds what is held in memory.
    private static let windowPerWorker = 16

    private let window: Int
    private let failsFast: Bool
    private let observe: @Sendable (RunEvent) -> Void
    private let outputs: [OutputFile]
    private let epilogues: [[UInt8]]
    private let deadLetters: OutputFile
    /// `nil` when no stage has anything to say of the corpus.
    private let corpusSummary: OutputFile?
    private var totals: any CorpusFold

    private var next = 0
    private var pending: [Int: Outcome] = [:]
    private var waiting: [(sequence: Int, continuation: CheckedContinuation<Void, Never>)] = []
    private var summary = RunSummary()
    private var failure: PipelineError?

    init(_ runner: Runner, observe: @escaping @Sendable (RunEvent) -> Void) throws {
        window = runner.workers * Self.windowPerWorker
        failsFast = runner.failsFast
        self.observe = observe
        // Before anything is opened, so that a mistake leaves the outputs untouched.
        totals =
            if let isolation = runner.isolation {
                try ChildTotals(isolation)
            } else {
                try CorpusTotals(runner.pipeline, for: Worker(index: runner.workers))
            }
        outputs = try runner.writers.map { writer in
            let file = try OutputFile(path: writer.path)
            try file.write(writer.prologue)
            return file
        }
        epilogues = runner.writers.map(\.epilogue)
        deadLetters = try OutputFile(path: runner.deadLetters, isLazy: true)
        corpusSummary = totals.isEmpty ? nil : try OutputFile(path: runner.corpusSummary, isLazy: true)
    }

    /// Takes an outcome in. Suspends the worker while it is too far ahead; the worker whose turn it is never waits.
    ///
    /// - Throws: what ended the run: an output that cannot be written, or the first failure of a run that fails fast.
    func deliver(_ outcome: Outcome, at sequence: Int) async throws {
        pending[sequence] = outcome
        do {
            try drain()
        } catch {
            end(PipelineError(error, code: .outputFailed))
        }
        if let failure { throw failure }
        if sequence >= next + window {
            await withCheckedContinuation { waiting.append((sequence, $0)) }
            if let failure { throw failure }
        }
    }

    /// Writes what stands at the end and closes all. An output that cannot be written does not keep the others from it.
    /// The corpus summary tells of what has been written, also when somebody stopped the run; without the end of the
    /// outputs there is none.
    ///
    /// - Throws: what ended the run, the first output that could not be written to the end, or what an accumulator threw.
    func finish() throws -> RunSummary {
        let isComplete = failure == nil
        for (output, epilogue) in zip(outputs, epilogues) {
            close(output, after: isComplete ? epilogue : [])
        }
        close(deadLetters)
        if let failure { throw failure }
        if let corpusSummary {
            let summaries = try totals.finish()
            close(corpusSummary, after: summaries.flatMap { Array("\($0.json)\n".utf8) })
            summary.summarized = summaries.count
            if let failure { throw failure }
        }
        return summary
    }

    private func close(_ output: OutputFile, after last: [UInt8] = []) {
        do {
            try output.write(last)
            try output.close()
        } catch {
            failure = failure ?? error
        }
    }

    private func drain() throws {
        while let outcome = pending.removeValue(forKey: next) {
            if failure != nil { return }
            try write(outcome)
            next += 1
        }
        for output in outputs { try output.flushIfInteractive() }
        let ready = waiting.filter { $0.sequence < next + window }
        waiting.removeAll { $0.sequence < next + window }
        for waiter in ready { waiter.continuation.resume() }
    }

    private func write(_ outcome: Outcome) throws {
        summary.read += 1
        summary.written += outcome.written
        summary.dropped += outcome.dropped
        summary.kept += outcome.kept
        summary.bytes += outcome.bytes
        summary.repaired += outcome.isRepaired ? 1 : 0
        for (output, record) in zip(outputs, outcome.records) { try output.write(record) }
        for entry in outcome.log { observe(.log(entry)) }
        for (document, message) in outcome.warnings { observe(.warning(document: document, message: message)) }
        for error in totals.add(outcome.contributions) {
            let message = "there will be no summary of stage '\(error.stage ?? "")': \(error)"
            observe(.warning(document: error.document ?? "", message: message))
        }
        if let error = outcome.error {
            summary.failed += 1
            if let line = outcome.deadLetter { try deadLetters.write(line) }
            if failsFast || error.endsRun { end(error) } else { observe(.failed(error)) }
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
