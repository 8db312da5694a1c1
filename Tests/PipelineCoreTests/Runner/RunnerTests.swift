@testable import PipelineCore
import PipelineTestSupport
import Synchronization
import Testing

struct RunnerTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Each third document fails, each fifth is dropped, each seventh has a child; all take their time.
    private static func restless(seed: UInt64) -> ClosureStage {
        ClosureStage("restless") { document, _ in
            guard let number = Int(document.id.dropFirst()) else { return }
            var random = SeededRandom(seed: seed &+ UInt64(number))
            pause(microseconds: random.number(in: 0..<400))
            document.metadata["n"] = .integer(Int64(number))
            if number % 7 == 0 { document.derive(text: "child", metadata: [:]) }
            if number % 5 == 0 { document.drop(reason: "fifth") }
            if number % 3 == 0 { throw PipelineError(.scriptFailed, "third") }
        }
    }

    private func runner(
        _ stage: ClosureStage, texts: [String], workers: Int = 2, writers: [any Writer]? = nil
    ) throws -> Runner {
        var runner = Runner(
            pipeline: try DocumentPipeline([stage]), reader: InMemoryReader(texts: texts),
            writers: writers ?? [LineWriter(path: folder.path("out"), prologue: "begin\n", epilogue: "end\n")],
            workers: workers)
        runner.start = .overwrite
        return runner
    }

    @Test func writesTheSameForAnyNumberOfWorkers() async throws {
        let texts = (0..<500).map { "text \($0)" }
        var expected = "begin\n"
        for number in 0..<500 where number % 3 != 0 {
            if number % 5 != 0 { expected += "d\(number) text \(number) {\"n\":\(number)}\n" }
            if number % 7 == 0 { expected += "d\(number)#1 child {}\n" }
        }
        expected += "end\n"
        var letters: Set<String?> = []
        var summaries: Set<RunSummary> = []
        for workers in [1, 2, 3, 8] {
            let runner = try runner(Self.restless(seed: UInt64(workers)), texts: texts, workers: workers)
            summaries.insert(try await runner.run())
            #expect(folder.text("out") == expected, "with \(workers) workers")
            letters.insert(folder.text("out.dead.jsonl"))
        }
        #expect(letters.count == 1 && summaries.count == 1)
        let summary = try #require(summaries.first)
        #expect(summary.read == 500 && summary.failed == 167 && summary.dropped == 66 && summary.written == 315)
        #expect(summary.bytes == texts.map(\.utf8.count).reduce(0, +) && !summary.isStopped && summary.repaired == 0)
    }

    @Test func goesOnAfterADeadLetter() async throws {
        let stage = ClosureStage("picky") { document, _ in
            if document.id == "d1" { throw PipelineError(.scriptFailed, "no", remedy: "yes") }
        }
        let summary = try await runner(stage, texts: ["a", "b", "c"]).run()
        #expect(summary.read == 3 && summary.failed == 1 && summary.written == 2)
        #expect(folder.text("out") == "begin\nd0 a {}\nd2 c {}\nend\n")
        #expect(
            folder.text("out.dead.jsonl")
                == #"{"id":"d1","stage":"picky","code":"script.failed","message":"no","input":"b"}"# + "\n")
    }

    @Test func leavesNoDeadLettersOfAnEarlierRun() async throws {
        try folder.write("old", to: "out.dead.jsonl")
        _ = try await runner(ClosureStage("calm"), texts: ["a"]).run()
        #expect(folder.text("out.dead.jsonl") == nil)
    }

    @Test(arguments: [1, 4]) func failsFastAtTheFirstFailureInOrder(workers: Int) async throws {
        let stage = ClosureStage("picky") { document, _ in
            // The later failure comes first by the clock.
            if document.id == "d3" { pause(microseconds: 20_000) }
            if ["d3", "d5"].contains(document.id) { throw PipelineError(.scriptFailed, document.id) }
        }
        var runner = try runner(stage, texts: (0..<100).map(String.init), workers: workers)
        runner.failsFast = true
        let control = RunControl()
        let error = await #expect(throws: PipelineError.self) { try await runner.run(control: control) }
        #expect(error?.message == "d3" && error?.stage == "picky")
        #expect(folder.text("out") == "begin\nd0 0 {}\nd1 1 {}\nd2 2 {}\n")
        #expect(folder.text("out.dead.jsonl")?.split(separator: "\n").count == 1)
        #expect(!control.isStopRequested, "who gave the control did not ask for a stop")
    }

    @Test func endsAtTheLimit() async throws {
        var runner = try runner(ClosureStage("calm"), texts: (0..<50).map(String.init), workers: 3)
        runner.limit = 7
        let summary = try await runner.run()
        #expect(summary.read == 7 && !summary.isStopped)
        #expect(folder.text("out")?.split(separator: "\n").count == 9)
    }

    @Test(arguments: [1, 3]) func endsInGoodOrderWhenAsked(workers: Int) async throws {
        let control = RunControl()
        let stage = ClosureStage("calm") { document, _ in if document.id == "d20" { control.requestStop() } }
        let summary = try await runner(stage, texts: (0..<500).map(String.init), workers: workers).run(control: control)
        #expect(summary.isStopped)
        #expect((21...23).contains(summary.read))
        let lines = (0..<summary.read).map { "d\($0) \($0) {}\n" }.joined()
        #expect(folder.text("out") == "begin\n\(lines)end\n")
    }

    @Test func readsNothingWhenAskedBefore() async throws {
        let control = RunControl()
        control.requestStop()
        let summary = try await runner(ClosureStage("calm"), texts: ["a"]).run(control: control)
        #expect(summary.isStopped && summary.read == 0)
        #expect(folder.text("out") == "begin\nend\n")
    }

    @Test func writesToSeveralOutputs() async throws {
        let writers = [LineWriter(path: folder.path("one")), LineWriter(path: folder.path("two/three"))]
        _ = try await runner(ClosureStage("calm"), texts: ["a"], writers: writers).run()
        #expect(folder.text("one") == "d0 a {}\n")
        #expect(folder.text("two/three") == "d0 a {}\n")
    }

    @Test func namesTheDeadLettersAfterTheOutput() throws {
        #expect(Runner.defaultDeadLetters(for: "out/news.jsonl") == "out/news.jsonl.dead.jsonl")
        #expect(Runner.defaultDeadLetters(for: "-") == "pipeline.dead.jsonl")
        #expect(try runner(ClosureStage("calm"), texts: [], writers: []).deadLetters == "pipeline.dead.jsonl")
        #expect(try runner(ClosureStage("calm"), texts: [], workers: 0).workers == 1)
    }
}

struct RunnerFailureTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func runner(
        _ stage: any Stage = ClosureStage("calm"), reader: any Reader = InMemoryReader(texts: ["a"]),
        output: String? = nil,
        workers: Int = 2
    ) throws -> Runner {
        var runner = Runner(
            pipeline: try DocumentPipeline([stage]), reader: reader,
            writers: [LineWriter(path: output ?? folder.path("out"), epilogue: "end\n")], workers: workers)
        runner.start = .overwrite
        return runner
    }

    @Test func reportsAnOutputThatCannotBeOpened() async throws {
        let runner = try runner(output: folder.path)
        let error = await #expect(throws: PipelineError.self) { try await runner.run() }
        #expect(error?.message == "cannot write \(folder.path): is a directory")
    }

    @Test(arguments: [1, 3]) func reportsAFullDevice(workers: Int) async throws {
        // Enough to fill the buffer in the middle of the run; then a small run that fails when it closes the output.
        for count in [200, 1] {
            let texts = (0..<count).map { _ in String(repeating: "x", count: 1000) }
            var runner = try runner(reader: InMemoryReader(texts: texts), output: "/dev/full", workers: workers)
            runner.deadLetters = folder.path("dead")
            let error = await #expect(throws: PipelineError.self) { try await runner.run() }
            #expect(error?.message == "cannot write /dev/full: no space left on device")
            #expect(error?.code == .outputFailed)
        }
    }

    @Test func reportsASourceThatFails() async throws {
        let failure = PipelineError(.fileUnreadable, "the stream broke")
        let texts = (0..<40).map(String.init)
        let runner = try runner(reader: InMemoryReader(texts: texts, failure: failure), workers: 3)
        let error = await #expect(throws: PipelineError.self) { try await runner.run() }
        #expect(error?.message == "the stream broke")
        #expect(folder.text("out") == texts.map { "d\($0) \($0) {}\n" }.joined() + "end\n")
    }

    @Test func leavesOutputsAloneWhenAStageCannotGetReady() async throws {
        struct Broken: Stage {
            let name = "broken"
            func makeInstance(for worker: Worker) throws -> any StageInstance { throw CancellationError() }
        }
        try folder.write("precious", to: "out")
        let runner = try runner(Broken())
        let error = await #expect(throws: PipelineError.self) { try await runner.run() }
        #expect(error?.stage == "broken")
        #expect(folder.text("out") == "precious")
    }

    /// A worker that cannot get ready must not let the others go through the whole input first.
    @Test func endsSoonWhenOneWorkerCannotGetReady() async throws {
        struct Second: Stage {
            let name = "second"
            let hasFailed = AtomicFlag()
            func makeInstance(for worker: Worker) throws -> any StageInstance {
                if worker.index == 1 {
                    hasFailed.set()
                    throw CancellationError()
                }
                return ClosureStage("slow") { document, _ in
                    // While other tests keep the processors busy the second worker may begin very late.
                    for _ in 0..<20_000 where document.id == "d0" && !hasFailed.isSet { pause(microseconds: 5000) }
                    pause(microseconds: 2000)
                }
            }
        }
        let texts = (0..<5000).map(String.init)
        let runner = try runner(Second(), reader: InMemoryReader(texts: texts))
        let seen = Mutex(0)
        let error = await #expect(throws: PipelineError.self) {
            try await runner.run { _ in seen.withLock { $0 += 1 } }
        }
        #expect(error?.stage == "second")
        let count = seen.withLock { $0 }
        #expect(count < texts.count)
    }
}

struct RunnerOrderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func runner(_ stage: ClosureStage, count: Int, workers: Int) throws -> Runner {
        Runner(
            pipeline: try DocumentPipeline([stage]), reader: InMemoryReader(texts: (0..<count).map(String.init)),
            writers: [LineWriter(path: folder.path("out"))], workers: workers)
    }

    /// While the first document takes its time, the others may go ahead by the window and by what is in hand, no more.
    @Test func aSlowDocumentHoldsTheOthersBack() async throws {
        let workers = 3
        let furthest = Mutex(0)
        let whileSlow = Mutex(0)
        let stage = ClosureStage("slow first") { document, _ in
            let number = Int(document.id.dropFirst()) ?? 0
            furthest.withLock { $0 = max($0, number) }
            guard number == 0 else { return }
            pause(microseconds: 300_000)
            whileSlow.withLock { $0 = furthest.withLock { $0 } }
        }
        let summary = try await runner(stage, count: 1000, workers: workers).run()
        #expect(summary.written == 1000)
        let ahead = whileSlow.withLock { $0 }
        #expect(ahead < workers * 16 + workers, "\(ahead) documents ahead")
    }

    @Test(arguments: [1, 4]) func tellsEventsInOrder(workers: Int) async throws {
        let stage = ClosureStage("uneasy") { document, _ in
            guard let number = Int(document.id.dropFirst()) else { return }
            pause(microseconds: (number * 7919) % 300)
            if number % 4 == 1 { document.warn("w\(number)") }
            if number % 4 == 2 { throw PipelineError(.scriptFailed, "f\(number)") }
        }
        let events = Mutex<[String]>([])
        let summary = try await runner(stage, count: 60, workers: workers).run { event in
            let line =
                switch event {
                case .warning(let document, let message): "\(document) \(message)"
                case .failed(let error): error.message
                case .log(let entry): entry.message
                case .progress(let summary): "\(summary.read)/\(summary.failed)"
                }
            events.withLock { $0.append(line) }
        }
        var expected: [String] = []
        for number in 0..<60 {
            if number % 4 == 1 { expected.append("d\(number) w\(number)") }
            if number % 4 == 2 { expected.append("f\(number)") }
            expected.append("\(number + 1)/\((number + 2) / 4)")
        }
        let told = events.withLock { $0 }
        #expect(told == expected)
        #expect(summary.failed == 15)
    }
}
