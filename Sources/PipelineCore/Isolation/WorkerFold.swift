/// The side of a worker process that folds what documents contribute: its frames hold `fold` or `finish`.
struct WorkerFold {
    private let pipeline: DocumentPipeline
    /// Made when the first frame asks for it: most processes only work on documents.
    private var totals: CorpusTotals?

    init(_ pipeline: DocumentPipeline) { self.pipeline = pipeline }

    /// The answer to a frame that asks for folding; `nil` for any other.
    ///
    /// - Throws: ``PipelineError`` for a frame that nobody should send.
    mutating func answer(to frame: WorkerFrame) throws -> WorkerFrame? {
        guard let number = frame.head["number"] else { return nil }
        var answer: Value.Object = ["number": number]
        do {
            if let value = frame.head["fold"] {
                guard let contributions = Contribution.list(frameValue: value) else { throw WorkerChannel.broken }
                answer["errors"] = .array(try ready { $0.add(contributions) }.map(\.frameValue))
            } else if frame.head["finish"] != nil {
                answer["summaries"] = .array(try ready { try $0.finish() })
            } else {
                return nil
            }
        } catch {
            answer["error"] = PipelineError(error, code: .stageFailed).frameValue
        }
        return WorkerFrame(head: answer)
    }

    private mutating func ready<Result>(_ body: (inout CorpusTotals) throws -> Result) throws -> Result {
        var totals = try self.totals ?? CorpusTotals(pipeline, for: Worker())
        defer { self.totals = totals }
        return try body(&totals)
    }
}
