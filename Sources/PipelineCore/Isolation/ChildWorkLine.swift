internal import Synchronization

/// A line of work whose pipeline runs in a child process. Reads a document, has the child do the rest, and gives the
/// document a fair verdict when the child does anything else.
actor ChildWorkLine: Line {
    private let isolation: Isolation
    private let writers: Int
    private let deaths: WorkerDeaths
    private let largest: Int
    private let thread: WorkerThread
    private var child: WorkerChild?

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - writers: how many writers the child encodes for.
    ///   - deaths: shared by the lines of a run.
    ///   - largest: how many bytes a document may have.
    init(
        _ isolation: Isolation, writers: Int, deaths: WorkerDeaths, largest: Int = .max
    ) throws(PipelineError) {
        self.isolation = isolation
        self.writers = writers
        self.deaths = deaths
        self.largest = largest
        thread = try WorkerThread()
    }

    /// Starts the child.
    ///
    /// - Throws: ``PipelineError`` when it cannot get ready.
    func start() throws(PipelineError) { child = try WorkerChild(isolation) }

    func process(_ raw: RawDocument) throws -> Outcome {
        var outcome = Outcome(writers: writers)
        guard let document = outcome.read(raw, largest: largest) else { return outcome }
        let child = try readyChild()
        do throws(PipelineError) {
            let answer = try child.work(on: document)
            guard outcome.take(answer, for: raw, document) else { throw child.refuse() }
            outcome.error = outcome.error?.quoting(isolation.sources)
            deaths.countAnswer()
        } catch {
            self.child = nil
            try deaths.count(error)
            outcome.fail(error.at(document: document.id), raw: raw, document: document)
        }
        return outcome
    }

    /// Ends child and thread. The line is of no use afterwards.
    func close() {
        child?.end()
        child = nil
        thread.end()
    }

    /// A child that died while it had nothing to do is no document's fault.
    private func readyChild() throws(PipelineError) -> WorkerChild {
        if let child, child.isIdle { return child }
        child = nil
        let fresh = try WorkerChild(isolation)
        child = fresh
        return fresh
    }
}

/// Tells children that cannot work at all from documents that children die of.
final class WorkerDeaths: Sendable {
    private struct Count {
        var deaths = 0
        var hasAnswer = false
    }

    private let count = Mutex(Count())

    /// A child has finished a document.
    func countAnswer() { count.withLock { $0.hasAnswer = true } }

    /// A child has died over a document.
    ///
    /// - Throws: ``PipelineError`` when many have and none has finished a document.
    func count(_ error: PipelineError) throws(PipelineError) {
        let deaths = count.withLock { count in
            count.deaths += 1
            return count.hasAnswer ? 0 : count.deaths
        }
        guard deaths >= Isolation.deathsAtStart else { return }
        throw PipelineError(
            .workerUnavailable, "\(deaths) worker processes have died before any finished a document",
            remedy: "run the definition without isolation over one document to see why", others: [error])
    }
}
