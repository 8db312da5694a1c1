@testable import PipelineCore
import PipelineTestSupport
import Testing

struct IsolationTests {
    @Test func describesWithoutWorking() throws {
        let fake = try FakeWorker()
        #expect(try fake.isolation("ready; await").describe() == ["name": "fake"])
        let error = #expect(throws: PipelineError.self) { try fake.isolation("exit 1").describe() }
        #expect(error?.code == .workerCrashed)
    }

    /// A whole run over workers that answer twice and die.
    @Test(arguments: [1, 3]) func aRunGoesOnWhateverItsWorkersDo(workers: Int) async throws {
        let fake = try FakeWorker()
        let folder = fake.folder
        let raws = (0..<20).map { number in
            RawDocument(name: "d\(number)", input: []) { FakeWorker.document }
        }
        let runner = Runner(
            pipeline: try DocumentPipeline([]), reader: InMemoryReader(raws),
            writers: [LineWriter(path: folder.path("out"))], workers: workers,
            isolation: try fake.isolation("ready; await; answer 1; await; answer 2; await; exit 1"))
        let summary = try await runner.run()
        #expect(summary.read == 20)
        #expect(summary.failed == 20 - summary.written && (5...7).contains(summary.failed))
        #expect(folder.text("out")?.split(separator: "\n").count == summary.written)
        #expect(folder.text("out.dead.jsonl")?.split(separator: "\n").count == summary.failed)
    }

    @Test func aWorkerThatCannotBeginLeavesOutputsAlone() async throws {
        let fake = try FakeWorker()
        try fake.folder.write("precious", to: "out")
        let runner = Runner(
            pipeline: try DocumentPipeline([]), reader: InMemoryReader(texts: ["a"]),
            writers: [LineWriter(path: fake.folder.path("out"))], isolation: try fake.isolation("exit 1"))
        let error = await #expect(throws: PipelineError.self) { try await runner.run() }
        #expect(error?.code == .workerCrashed)
        #expect(fake.folder.text("out") == "precious")
    }
}
