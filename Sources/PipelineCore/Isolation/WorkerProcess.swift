internal import CPipelineProcess
internal import SystemPackage

/// The side of a worker process: what a program does that an ``Isolation`` names.
///
/// ```swift
/// try WorkerProcess.run {
///     WorkerProcess.Task(pipeline: try loadPipeline(), writers: [writer])
/// }
/// ```
public enum WorkerProcess {
    /// What to do with documents.
    public struct Task {
        /// The pipeline.
        public let pipeline: DocumentPipeline
        /// The writers of the run, in the same order. Only their encoding is used.
        public let writers: [any Writer]
        /// What ``Isolation/describe()`` gives.
        public let description: Value
        /// Which messages of stages are told.
        public let logLevel: LogLevel

        /// A task.
        public init(
            pipeline: DocumentPipeline, writers: [any Writer], description: Value = .null, logLevel: LogLevel = .info
        ) {
            self.pipeline = pipeline
            self.writers = writers
            self.description = description
            self.logLevel = logLevel
        }
    }

    /// Works on the documents that come on standard input, one after the other, until it ends.
    ///
    /// Before `load` is called the whole program gives up writing files, starting programs and speaking to others; after
    /// it, reading files too. There is no way back.
    ///
    /// - Returns: whether it could get ready. If not, the parent has been told why.
    /// - Throws: ``PipelineError`` when the parent cannot be spoken to.
    public static func run(_ load: () throws -> Task) throws -> Bool {
        let channel = try WorkerChannel()
        let page = StagePage()
        let task: Task
        var line: WorkLine
        do {
            try lock(mayReadFiles: true)
            task = try load()
            line = try task.makeLine(page)
            try lock(mayReadFiles: false)
        } catch {
            try channel.send(WorkerFrame(head: ["error": PipelineError(error, code: .stageFailed).frameValue]))
            return false
        }
        try channel.send(WorkerFrame(head: ["ready": task.ready]))
        var fold = WorkerFold(task.pipeline)
        try serve(channel, &line, &fold, page)
        return true
    }

    /// Answers each document on the channel, to its end.
    static func serve(
        _ channel: WorkerChannel, _ line: inout WorkLine, _ fold: inout WorkerFold, _ page: StagePage
    ) throws {
        while let frame = try channel.receive() {
            try channel.send(try fold.answer(to: frame) ?? answer(to: frame, by: &line, page))
        }
    }

    private static func answer(
        to frame: WorkerFrame, by line: inout WorkLine, _ page: StagePage
    ) throws(PipelineError) -> WorkerFrame {
        guard let number = frame.number, let document = frame.document else { throw WorkerChannel.broken }
        let outcome = line.process(RawDocument(name: document.id, input: []) { document })
        page.mark = 0
        return WorkerFrame(outcome: outcome, number: number)
    }

    private static func lock(mayReadFiles: Bool) throws(PipelineError) {
        let code = pipeline_process_lock(mayReadFiles)
        guard code == 0 else {
            throw PipelineError(
                .workerUnavailable,
                "the system does not let a worker process lock itself in: \(Errno(rawValue: code))",
                remedy: "isolation needs Linux with seccomp, on x86-64 or ARM64")
        }
    }
}

extension WorkerProcess.Task {
    /// What a worker says when it can begin.
    var ready: Value {
        .object([
            "description": description, "stages": .array(pipeline.stages.map { .string($0.name) }),
            "folds": .boolean(pipeline.stages.contains(where: \.contributes)),
        ])
    }

    func makeLine(_ page: StagePage) throws -> WorkLine {
        try WorkLine(index: 0, pipeline: pipeline, writers: writers, logLevel: logLevel) { page.mark = $0 + 1 }
    }
}
