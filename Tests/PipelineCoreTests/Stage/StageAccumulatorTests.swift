@testable import PipelineCore
import PipelineTestSupport
import Testing

struct StageAccumulatorTests {
    private struct Broken: Stage, StageInstance {
        let name = "broken"
        func process(_ document: inout Document, _ context: StageContext) {}
        let contributes = true

        func makeAccumulator(for worker: Worker) throws -> (any StageAccumulator)? { throw CancellationError() }
    }

    @Test func aStageHasNoneUnlessItSays() throws {
        #expect(try ClosureStage("s").makeAccumulator(for: Worker()) == nil)
    }

    /// Stages of one name are told apart by their positions.
    @Test func aContributionNamesDocumentAndPosition() throws {
        let stage = ClosureStage("s") { document, context in document.contribute("x", as: context) }
        var instance = try DocumentPipeline([stage, stage]).makeInstance()
        let document = try instance.process(Document(id: "a", text: ""))[0]
        #expect(
            document.contributions == [
                Contribution(document: "a", stage: 0, value: "x"), Contribution(document: "a", stage: 1, value: "x"),
            ])
    }

    @Test func whatAFailedStageContributedIsUndone() throws {
        let early = ClosureStage("early") { document, context in document.contribute(1, as: context) }
        let late = ClosureStage("late") { document, context in
            document.contribute(2, as: context)
            throw CancellationError()
        }
        var instance = try DocumentPipeline([early, late]).makeInstance()
        var document = Document(id: "a", text: "")
        try instance.run(0, on: &document)
        #expect(throws: PipelineError.self) { try instance.run(1, on: &document) }
        #expect(document.contributions.map(\.value) == [1])
    }

    @Test func outputsAreLeftAloneWhenOneCannotBeMade() async throws {
        let folder = try TemporaryFolder(["out": "precious"])
        let runner = Runner(
            pipeline: try DocumentPipeline([Broken()]), reader: InMemoryReader(texts: ["a"]),
            writers: [LineWriter(path: folder.path("out"))])
        let error = await #expect(throws: PipelineError.self) { try await runner.run() }
        #expect(error?.stage == "broken")
        #expect(folder.text("out") == "precious")
    }
}
