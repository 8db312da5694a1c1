/// Finds out whether a document was what killed an earlier run.
///
/// A run may have been killed by anybody, while it worked on innocent documents. So each of those is tried in a process
/// of its own, and only one that kills this process too is to blame. What else comes of the trial does not count: the
/// document is then worked on like any other.
struct Quarantine {
    private static let deadly: Set<PipelineError.Code> = [.workerCrashed, .workerKilled]

    private var isolation: Isolation

    /// - Parameter isolation: the process; with as much time and memory as the run itself has.
    init(_ isolation: Isolation) {
        self.isolation = isolation
        self.isolation.memory = nil
        self.isolation.time = .seconds(1 << 30)
        self.isolation.answerSize = .max
    }

    /// The dead letter of a document that kills its process; `nil` for any other.
    func verdict(on raw: RawDocument, writers: Int, _ largest: Int) async -> Outcome? {
        guard
            let line = try? ChildWorkLine(isolation, writers: writers, deaths: WorkerDeaths(), largest: largest)
        else { return nil }
        var outcome: Outcome?
        do {
            try await line.start()
            outcome = try await line.process(raw)
        } catch {
            // A process that cannot begin says nothing of the document.
        }
        await line.close()
        return outcome?.error.map { Self.deadly.contains($0.code) } == true ? outcome : nil
    }
}
