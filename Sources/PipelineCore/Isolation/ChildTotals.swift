/// Has a worker process fold what documents contribute, for runs whose stages are nowhere else.
///
/// What it says is not trusted: it may cost the summary, and nothing more.
struct ChildTotals: CorpusFold {
    /// How many contributions go in one frame.
    private static let batch = 256

    private let child: WorkerChild?
    private let sources: [String]
    private var pending: [Contribution] = []
    private var failure: PipelineError?

    /// - Throws: ``PipelineError`` when the process cannot get ready.
    init(_ isolation: Isolation) throws(PipelineError) {
        let child = try WorkerChild(isolation, outlivesThread: true)
        sources = isolation.sources
        self.child = child.folds ? child : nil
        if !child.folds { child.end() }
    }

    var isEmpty: Bool { child == nil }

    mutating func add(_ contributions: [Contribution]) -> [PipelineError] {
        guard failure == nil, child != nil else { return [] }
        pending += contributions
        return pending.count < Self.batch ? [] : flush()
    }

    mutating func finish() throws -> [Value] {
        let errors = flush()
        if let failure { throw failure }
        guard let child else { return [] }
        defer { child.end() }
        let head = try ask(WorkerFrame(head: ["finish": true]), child)
        guard var error = errors.first else { return head["summaries"]?.array ?? [] }
        error.others += errors.dropFirst()
        throw error
    }

    private mutating func flush() -> [PipelineError] {
        guard let child, failure == nil, !pending.isEmpty else { return [] }
        defer { pending = [] }
        do throws(PipelineError) {
            let head = try ask(WorkerFrame(head: ["fold": .array(pending.map(\.frameValue))]), child)
            return (head["errors"]?.array ?? []).compactMap { PipelineError(frameValue: $0)?.quoting(sources) }
        } catch {
            failure = error
            return [error]
        }
    }

    private func ask(_ frame: WorkerFrame, _ child: WorkerChild) throws(PipelineError) -> Value.Object {
        let head = try child.fold(frame).head
        if let error = head["error"].flatMap({ PipelineError(frameValue: $0) }) { throw error.quoting(sources) }
        return head
    }
}
