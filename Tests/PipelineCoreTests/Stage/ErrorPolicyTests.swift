@testable import PipelineCore
import PipelineTestSupport
import Testing

struct ErrorPolicyTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Changes what it can, and fails on `d1`, or on the child of `d1`.
    private struct Picky: Stage, StageInstance {
        let name = "picky"
        let onError: ErrorPolicy
        var failing = "d1"

        func process(_ document: inout Document, _ context: StageContext) throws {
            document.metadata["seen"] = true
            document.contribute(1, as: context)
            if document.id == failing { throw PipelineError(.scriptFailed, "no") }
        }

        let contributes = true

        func makeAccumulator(for worker: Worker) -> (any StageAccumulator)? { Count() }
    }

    private struct Count: StageAccumulator {
        private var count: Int64 = 0
        mutating func add(_ contribution: Contribution) { count += 1 }
        mutating func finish() -> Value { .integer(count) }
    }

    private func run(
        _ stages: [any Stage], workers: Int = 2, observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> RunSummary {
        let runner = Runner(
            pipeline: try DocumentPipeline(stages), reader: InMemoryReader(texts: ["a", "b", "c"]),
            writers: [LineWriter(path: folder.path("out"))], workers: workers)
        return try await runner.run(observe: observe)
    }

    @Test func aStageLeavesDeadLettersUnlessItSays() {
        #expect(ClosureStage("s").onError == .deadLetter)
        #expect(ErrorPolicy.allCases.map(\.rawValue) == ["fail", "keep", "drop", "dead-letter"])
    }

    @Test func keepLeavesTheStageOut() async throws {
        let summary = try await run([
            Picky(onError: .keep),
            ClosureStage("after") { document, _ in
                document.metadata["after"] = true
            },
        ])
        #expect(summary.written == 3 && summary.kept == 1 && summary.failed == 0 && summary.dropped == 0)
        #expect(
            folder.text("out") == """
                d0 a {"seen":true,"after":true}
                d1 b {"after":true}
                d2 c {"seen":true,"after":true}

                """)
        #expect(folder.text("out.dead.jsonl") == nil)
        #expect(folder.text("out.summary.jsonl") == #"{"stage":"picky","documents":2,"value":2}"# + "\n")
    }

    @Test func keepLeavesAWarning() throws {
        var instance = try DocumentPipeline([Picky(onError: .keep)]).makeInstance()
        let document = try instance.process(Document(id: "d1", text: ""))[0]
        #expect(document.isKept && document.warnings == ["stage 'picky' failed and is left out: no"])
        #expect(document.metadata.isEmpty && document.contributions.isEmpty)
    }

    @Test func dropGivesTheReason() async throws {
        let summary = try await run([Picky(onError: .drop)])
        #expect(summary.written == 2 && summary.dropped == 1 && summary.failed == 0 && summary.kept == 0)
        var instance = try DocumentPipeline([Picky(onError: .drop)]).makeInstance()
        let document = try instance.process(Document(id: "d1", text: ""))[0]
        #expect(document.dropReason == "stage 'picky' failed: no")
        #expect(document.warnings == ["dropped, because stage 'picky' failed: no"] && document.contributions.isEmpty)
    }

    @Test(arguments: [1, 3]) func failEndsTheRun(workers: Int) async throws {
        let error = await #expect(throws: PipelineError.self) {
            try await run([Picky(onError: .fail)], workers: workers)
        }
        #expect(error?.message == "no" && error?.document == "d1" && error?.endsRun == true)
        #expect(folder.text("out") == "d0 a {\"seen\":true}\n")
        #expect(folder.text("out.dead.jsonl")?.contains(#""id":"d1""#) == true)
        #expect(folder.text("out.summary.jsonl") == nil)
    }

    @Test func deadLetterTakesTheWholeDocumentOut() async throws {
        let split = ClosureStage("split") { document, _ in document.derive(text: "child", metadata: [:]) }
        let summary = try await run([split, Picky(onError: .deadLetter, failing: "d1#1")])
        #expect(summary.written == 4 && summary.failed == 1)
        #expect(folder.text("out.summary.jsonl") == #"{"stage":"picky","documents":4,"value":4}"# + "\n")
    }

    /// A policy is about the document on which the stage failed, not about the one from which it was derived.
    @Test(arguments: [ErrorPolicy.keep, .drop]) func aChildHasItsOwnFate(policy: ErrorPolicy) async throws {
        let split = ClosureStage("split") { document, _ in document.derive(text: "child", metadata: [:]) }
        let summary = try await run([split, Picky(onError: policy, failing: "d1#1")])
        #expect(summary.written == (policy == .keep ? 6 : 5) && summary.failed == 0)
        #expect(folder.text("out.summary.jsonl") == #"{"stage":"picky","documents":5,"value":5}"# + "\n")
    }
}
