/// Sends the documents of a reader through a pipeline on several workers and writes the records in input order.
///
/// Nothing is held but what is in flight: memory does not grow with the number of documents. The output does not depend
/// on the number of workers. A document that fails becomes a dead letter, and the run goes on.
///
/// ```swift
/// let runner = Runner(pipeline: pipeline, reader: reader, writers: [writer])
/// let summary = try await runner.run()
/// ```
public struct Runner: Sendable {
    /// The pipeline; not used when there is ``isolation``.
    public var pipeline: DocumentPipeline
    /// Where documents come from.
    public var reader: any Reader
    /// Where records go; several get the same documents.
    public var writers: [any Writer]
    /// How many documents are worked on at a time.
    public var workers: Int
    /// How many documents to read at most.
    public var limit: Int?
    /// Whether the first failure ends the run.
    public var failsFast: Bool
    /// Which messages of stages are told; those that matter less are not.
    public var logLevel = LogLevel.info
    /// Where dead letters go; the file is made when the first one comes.
    public var deadLetters: String
    /// Where the summaries of stages that look at the whole corpus go; there is no file without such a stage.
    public var corpusSummary: String
    /// The processes that documents are worked on in; `nil` for this one.
    public var isolation: Isolation?
    /// What to do about outputs that are there already.
    public var start = RunStart.create
    /// What the run is made of besides inputs and outputs, such as rules with a hash of each: a run goes on only while
    /// this is the same. Values are shown to the user, except in arrays.
    public var identity: Value.Object = [:]
    /// How many bytes a document may have; larger ones become dead letters.
    public var largestDocument = 32 << 20
    /// A document that takes longer is told of, as a warning.
    public var slowDocument = Duration.seconds(10)
    /// Processes to try documents in on which an earlier run may have died, before they are worked on here. Without,
    /// a document that kills the process does so in each run. Not used when there is ``isolation``.
    public var quarantine: Isolation?
    /// Measures where the time goes; in a run with ``isolation``, of reading and writing alone.
    public var profiler: Profiler?
    /// What the run does to files.
    package var files: any FileSystem = SystemFiles()
    /// How often a run makes sure of what it has written.
    package var commits = CommitPolicy()

    /// A runner with one worker for each processor.
    public init(
        pipeline: DocumentPipeline, reader: any Reader, writers: [any Writer], workers: Int? = nil, limit: Int? = nil,
        failsFast: Bool = false, deadLetters: String? = nil, corpusSummary: String? = nil, isolation: Isolation? = nil
    ) {
        self.pipeline = pipeline
        self.reader = reader
        self.writers = writers
        self.workers = max(1, workers ?? Processors.count)
        self.limit = limit
        self.failsFast = failsFast
        self.deadLetters = deadLetters ?? Self.defaultDeadLetters(for: writers.first?.path ?? "-")
        self.corpusSummary = corpusSummary ?? Self.defaultCorpusSummary(for: writers.first?.path ?? "-")
        self.isolation = isolation
    }

    /// `<first output>.dead.jsonl`, or `pipeline.dead.jsonl` here when records go to standard output.
    public static func defaultDeadLetters(for output: String) -> String {
        output == "-" ? "pipeline.dead.jsonl" : "\(output).dead.jsonl"
    }

    /// `<first output>.summary.jsonl`, or `pipeline.summary.jsonl` here when records go to standard output.
    public static func defaultCorpusSummary(for output: String) -> String {
        output == "-" ? "pipeline.summary.jsonl" : "\(output).summary.jsonl"
    }

    /// Runs to the end of the input.
    ///
    /// - Parameters:
    ///   - control: lets somebody else end the run early, in good order.
    ///   - observe: is told of each document as its turn comes; called by one line of work at a time.
    /// - Throws: ``PipelineError``: the reader cannot be opened, a stage cannot get ready, an output is there already or
    ///   cannot be written, a run cannot go on (``start``), a stage failed whose policy is that the run ends or, if the run fails fast, any; what was in order before has
    ///   been written. Or an accumulator failed: all records have been written then.
    public func run(
        control: RunControl = RunControl(), observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> RunSummary {
        try await withThrowingTaskGroup(of: Void.self) { group in
            // One line of work gets ready before anything is opened, so that a mistake leaves the outputs untouched.
            let deaths = WorkerDeaths()
            let first = try await makeLine(0, deaths)
            let input = try InputQueue(
                reader, limit: limit, control: control, outputs: writers.map(\.path) + [deadLetters, corpusSummary],
                profiler: profiler, largest: largestDocument)
            let output = try OutputSequencer(
                self, inputs: input.files, isRepeatable: input.isRepeatable, observe: observe)
            if output.earlier.isEnd {
                await first.close()
                return output.earlier.summary
            }
            try await input.skip(output.earlier.documents, to: output.earlier.position)
            group.addTask { try await run(0, { first }, input, output) }
            for index in 1..<max(1, workers) {
                group.addTask { try await run(index, { try await makeLine(index, deaths) }, input, output) }
            }
            do {
                try await group.waitForAll()
                await input.tellProfile()
            } catch {
                _ = try? await output.finish(isEnd: false)
                throw error
            }
            let isStopped = await input.wasStopped
            var summary = try await output.finish(isEnd: !isStopped)
            summary.isStopped = isStopped
            return summary
        }
    }

    private func makeLine(_ index: Int, _ deaths: WorkerDeaths) async throws -> any Line {
        guard let isolation else {
            return try WorkLine(
                index: index, pipeline: pipeline, writers: writers, logLevel: logLevel, largest: largestDocument,
                profiler: profiler)
        }
        let line = try ChildWorkLine(
            isolation, writers: writers.count, deaths: deaths, largest: largestDocument)
        do {
            try await line.start()
        } catch {
            await line.close()
            throw error
        }
        return line
    }

    private func run(
        _ index: Int, _ ready: () async throws -> any Line, _ input: InputQueue, _ output: OutputSequencer
    ) async throws {
        let inFlight = output.inFlight
        do {
            var line = try await ready()
            do {
                while let item = try await input.next() {
                    inFlight?.begin(item.sequence, on: index)
                    let start = ContinuousClock.now
                    var outcome = try await work(on: item.raw, at: item.sequence, &line, inFlight)
                    inFlight?.end(on: index)
                    outcome.position = item.raw.position
                    outcome.tellTime(.now - start, of: item.raw, from: slowDocument)
                    try await output.deliver(outcome, at: item.sequence)
                }
            } catch {
                await line.close()
                throw error
            }
            await line.close()
        } catch {
            // What ends one line of work ends the run: the others finish what they have and take nothing more.
            await input.close()
            throw error
        }
    }

    private func work(
        on raw: RawDocument, at sequence: Int, _ line: inout any Line, _ inFlight: InFlight?
    ) async throws -> Outcome {
        if let quarantine, inFlight?.suspects.contains(sequence) == true,
            let outcome = await Quarantine(quarantine).verdict(on: raw, writers: writers.count, largestDocument)
        {
            return outcome
        }
        return try await line.process(raw)
    }
}

/// What a run does about outputs that are there already.
public enum RunStart: Sendable {
    /// It does not begin, unless they are empty.
    case create
    /// It writes over them.
    case overwrite
    /// It goes on where the run that wrote them ended, whatever ended it. One that is finished stays as it is; where
    /// there is none, it begins.
    case resume
}

/// What happens in a run, told in input order.
public enum RunEvent: Sendable {
    /// A document failed and became a dead letter.
    case failed(PipelineError)
    /// A stage wants somebody to know something.
    case warning(document: String, message: String)
    /// A stage wrote a message, such as a script with `pipeline.log`.
    case log(LogEntry)
    /// A document has been dealt with.
    case progress(RunSummary)
}

/// What a run did.
public struct RunSummary: Sendable, Hashable {
    /// Documents that were read, or could not be.
    public var read = 0
    /// Records that were written: derived documents count, dropped ones do not.
    public var written = 0
    /// Documents that a stage dropped.
    public var dropped = 0
    /// Documents that went on after a stage had failed on them, because its policy is to keep them.
    public var kept = 0
    /// Documents that failed.
    public var failed = 0
    /// Documents whose text had to be repaired.
    public var repaired = 0
    /// Bytes of text that were read.
    public var bytes = 0
    /// Stages whose result stands in the corpus summary.
    public var summarized = 0
    /// Whether the run was ended before the input was.
    public var isStopped = false
    /// How many of the documents an earlier run had dealt with, on which this one goes on.
    public var resumed = 0
    /// How many bytes of input those took.
    public var resumedBytes = 0
    /// How many bytes of input the documents took.
    public var inputBytes = 0
    /// How many bytes of input there are in all, as far as known; 0 when it is not.
    public var inputSize = 0

    /// A summary of nothing.
    public init() {}

    /// Counts one document.
    mutating func add(_ outcome: Outcome) {
        read += 1
        written += outcome.written
        dropped += outcome.dropped
        kept += outcome.kept
        bytes += outcome.bytes
        inputBytes += outcome.inputBytes
        repaired += outcome.isRepaired ? 1 : 0
        failed += outcome.error == nil ? 0 : 1
    }
}
