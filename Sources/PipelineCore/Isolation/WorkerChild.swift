internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A child process that works on documents, as its parent sees it: it may answer, or anything else may happen.
final class WorkerChild {
    /// What the child says of itself. Not trusted.
    let description: Value
    private let isolation: Isolation
    private let process: ChildProcess
    private let stages: [String]
    /// Whether documents contribute to summaries of the corpus.
    let folds: Bool
    private var number = 0

    /// Starts a child and waits until it is ready.
    ///
    /// - Parameter outlivesThread: whether the child goes on when this thread ends.
    /// - Throws: ``PipelineError``: the child's own when it cannot get ready.
    init(_ isolation: Isolation, outlivesThread: Bool = false) throws(PipelineError) {
        self.isolation = isolation
        do {
            process = try ChildProcess(isolation, outlivesThread: outlivesThread)
        } catch {
            throw PipelineError(
                .workerUnavailable,
                "cannot start the worker process \(isolation.executable): \(String(describing: error).lowercasedFirst)")
        }
        let head: Value.Object
        do throws(Problem) {
            head = try Self.receive(from: process, isolation, until: .now + isolation.startTime).head
        } catch {
            throw Self.error(error, of: process, took: isolation.startTime, doing: "getting ready")
        }
        if let error = head["error"].flatMap({ PipelineError(frameValue: $0) }) {
            throw error.quoting(isolation.sources)
        }
        guard let ready = head["ready"]?.object else {
            throw Self.error(.garbled, of: process, took: .zero, doing: "getting ready")
        }
        description = ready["description"] ?? .null
        folds = ready["folds"]?.boolean ?? false
        stages = ready["stages"]?.array?.compactMap(\.string) ?? []
    }

    /// Whether the child can be given a document. One that died or spoke while it had nothing to do cannot.
    var isIdle: Bool { process.isIdle }

    /// Has the child work on a document.
    ///
    /// - Throws: what happened instead of an answer. The child is dead then.
    func work(on document: Document) throws(PipelineError) -> WorkerFrame {
        number += 1
        return try ask(WorkerFrame(document: document, number: number))
    }

    /// Has the child fold what documents contribute, or tell what it has come to.
    ///
    /// - Throws: what happened instead of an answer. The child is dead then.
    func fold(_ request: WorkerFrame) throws(PipelineError) -> WorkerFrame {
        number += 1
        var request = request
        request.head["number"] = .integer(Int64(number))
        return try ask(request)
    }

    private func ask(_ request: WorkerFrame) throws(PipelineError) -> WorkerFrame {
        do throws(Problem) {
            let deadline = ContinuousClock.now + isolation.time
            let bytes = request.bytes
            try Self.talk { () throws(ChildProcess.Failure) in try process.send(bytes, until: deadline) }
            let frame = try Self.receive(from: process, isolation, until: deadline)
            guard frame.number == number else { throw Problem.garbled }
            return frame
        } catch {
            throw failure(error)
        }
    }

    /// Takes an answer back that came in the right form and does not fit.
    func refuse() -> PipelineError { failure(.garbled) }

    /// Lets the child end in good order, and ends it if it does not.
    func end() { _ = process.waitForEnd() }

    private func failure(_ problem: Problem) -> PipelineError {
        let mark = Int(process.mark)
        let error = Self.error(problem, of: process, took: isolation.time, doing: nil)
        return error.at(stage: (1...max(1, stages.count)).contains(mark) ? stages.dropFirst(mark - 1).first : nil)
    }
}

// MARK: - Problems

extension WorkerChild {
    private enum Problem: Error {
        case late
        case ended
        case garbled
    }

    private static func receive(
        from process: ChildProcess, _ isolation: Isolation, until deadline: ContinuousClock.Instant
    ) throws(Problem) -> WorkerFrame {
        let sizes = try talk { () throws(ChildProcess.Failure) in
            WorkerFrame.Sizes(
                try process.receive(WorkerFrame.lengthOfSizes, until: deadline), greatestBody: isolation.answerSize)
        }
        guard let sizes else { throw .garbled }
        let content = try talk { () throws(ChildProcess.Failure) in
            try process.receive(sizes.head + sizes.body, until: deadline)
        }
        guard let frame = WorkerFrame(sizes, content) else { throw .garbled }
        return frame
    }

    private static func talk<Result>(_ body: () throws(ChildProcess.Failure) -> Result) throws(Problem) -> Result {
        do {
            return try body()
        } catch {
            throw error == .late ? .late : .ended
        }
    }

    /// Ends the child and says what happened.
    private static func error(
        _ problem: Problem, of process: ChildProcess, took time: Duration, doing what: String?
    ) -> PipelineError {
        let end = problem == .ended ? process.waitForEnd() : process.kill()
        let words = process.lastMessage.map { ": \($0)" } ?? ""
        let name = "the worker process\(what.map { " that was \($0)" } ?? "")"
        return switch (problem, end) {
        case (.late, _):
            PipelineError(.workerTimeout, "\(name) took longer than \(seconds(time)) and was killed\(words)")
        case (.garbled, _):
            PipelineError(.workerInvalid, "\(name) sent what is no answer and was killed\(words)")
        case (.ended, .exit(let status)):
            PipelineError(.workerCrashed, "\(name) ended with status \(status)\(words)")
        case (.ended, .signal(let number)):
            PipelineError(
                crashes[number] == nil ? .workerKilled : .workerCrashed,
                "\(name) was ended by signal \(number)\(crashes[number].map { ", \($0)" } ?? "")\(words)")
        }
    }

    private static func seconds(_ time: Duration) -> String {
        let seconds = time / .seconds(1)
        return "\(Int(exactly: seconds).map(String.init) ?? String(seconds)) s"
    }

    /// The signals that a program's own mistakes raise.
    private static let crashes: [Int32: String] = [
        SIGILL: "illegal instruction", SIGTRAP: "trap", SIGABRT: "abort", SIGBUS: "bus error",
        SIGFPE: "arithmetic error", SIGSEGV: "segmentation fault", SIGSYS: "forbidden system call",
    ]
}
