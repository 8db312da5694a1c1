import PipelineTestSupport
import Testing

@testable import PipelineCore

struct ProfilerTests {
    private func profile(_ workers: Int, keepsEvents: Bool = false) async throws -> Profile {
        let stages = ["one", "two"].map { name in
            ClosureStage(name) { document, _ in
                if name == "two", document.id == "d3" { throw PipelineError(.stageFailed, "asked to") }
            }
        }
        var runner = Runner(
            pipeline: try DocumentPipeline(stages), reader: InMemoryReader(texts: (0..<50).map { "text \($0)" }),
            writers: [LineWriter(path: "out")], workers: workers)
        runner.files = SimulatedDisk()
        runner.profiler = Profiler(keepsEvents: keepsEvents)
        _ = try await runner.run()
        return try #require(runner.profiler).profile
    }

    @Test(arguments: [1, 3]) func countsEveryPart(workers: Int) async throws {
        let profile = try await profile(workers)
        #expect(profile.parts.map(\.name) == ["input", "read", "one", "two", "encode", "output"])
        #expect(profile.parts.dropFirst().prefix(4).map(\.times.count) == [50, 50, 50, 49])
        #expect(profile.parts.map(\.errors) == [0, 0, 0, 1, 0, 0])
        #expect(profile.documents.count == 50 && profile.slowest.count == 20 && profile.events.isEmpty)
    }

    @Test func keepsEventsInOrder() async throws {
        let profile = try await profile(2, keepsEvents: true)
        #expect(profile.events.count > 200)
        #expect(zip(profile.events, profile.events.dropFirst()).allSatisfy { $0.start <= $1.start })
        let stages = profile.events.filter { profile.parts[$0.part].name == "one" }
        #expect(Set(stages.map(\.document)).count == 50)
    }
}
