@testable import PipelineCore
import PipelineTestSupport
import Testing

struct OutputSequencerTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func sequencer(workers: Int = 1, writers: [any Writer]? = nil) throws -> OutputSequencer {
        let runner = Runner(
            pipeline: try DocumentPipeline([]), reader: InMemoryReader(texts: []),
            writers: writers ?? [LineWriter(path: folder.path("out"), prologue: "<", epilogue: ">")], workers: workers)
        return try OutputSequencer(runner) { _ in }
    }

    private func outcome(_ text: String, writers: Int = 1) -> Outcome {
        var outcome = Outcome(writers: writers)
        outcome.records = [[UInt8]](repeating: Array(text.utf8), count: writers)
        outcome.written = 1
        return outcome
    }

    @Test func putsOutcomesBackIntoOrder() async throws {
        let sequencer = try sequencer()
        for sequence in [2, 0, 3, 1] { try await sequencer.deliver(outcome("\(sequence)"), at: sequence) }
        let summary = try await sequencer.finish()
        #expect(summary.read == 4 && summary.written == 4)
        #expect(folder.text("out") == "<0123>")
    }

    @Test func writesProAndEpilogueWithoutDocuments() async throws {
        _ = try await sequencer().finish()
        #expect(folder.text("out") == "<>")
    }

    /// One worker may be 16 documents ahead; who brings the next outcome waits for its turn to come nearer.
    @Test func holdsAWorkerThatIsTooFarAhead() async throws {
        let sequencer = try sequencer()
        for sequence in 1..<16 { try await sequencer.deliver(outcome("x"), at: sequence) }
        let isThrough = AtomicFlag()
        let last = outcome("l")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await sequencer.deliver(last, at: 16)
                isThrough.set()
            }
            try await Task.sleep(for: .milliseconds(100))
            #expect(!isThrough.isSet)
            try await sequencer.deliver(outcome("f"), at: 0)
            try await group.waitForAll()
        }
        #expect(isThrough.isSet)
        _ = try await sequencer.finish()
        #expect(folder.text("out") == "<fxxxxxxxxxxxxxxxl>")
    }

    /// A full disk under one output is no reason to lose what was written to another.
    @Test func closesAllOutputsWhenOneFails() async throws {
        let sequencer = try sequencer(writers: [
            LineWriter(path: "/dev/full"), LineWriter(path: folder.path("second"), epilogue: "end"),
        ])
        try? await sequencer.deliver(outcome("record ", writers: 2), at: 0)
        let error = await #expect(throws: PipelineError.self) { try await sequencer.finish() }
        #expect(error?.message == "cannot write /dev/full: no space left on device")
        #expect(folder.text("second") == "record ")
    }

    @Test func letsWaitingWorkersGoWhenTheRunEnds() async throws {
        let sequencer = try sequencer(writers: [LineWriter(path: "/dev/full")])
        let last = outcome("l")
        let large = outcome(String(repeating: "x", count: 100_000))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await #expect(throws: PipelineError.self) { try await sequencer.deliver(last, at: 99) }
            }
            try await Task.sleep(for: .milliseconds(50))
            await #expect(throws: PipelineError.self) { try await sequencer.deliver(large, at: 0) }
            try await group.waitForAll()
        }
        await #expect(throws: PipelineError.self) { try await sequencer.finish() }
    }
}
