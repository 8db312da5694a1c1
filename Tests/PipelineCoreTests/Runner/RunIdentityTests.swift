import PipelineTestSupport
import Testing

@testable import PipelineCore

struct RunIdentityTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder(["a": "one", "b": "three"]) }

    private func identity(_ inputs: [String], _ change: (inout Runner) -> Void = { _ in }) throws -> RunIdentity {
        var runner = Runner(
            pipeline: try DocumentPipeline([]), reader: InMemoryReader(texts: []), writers: [LineWriter(path: "out")],
            workers: 1, limit: 9)
        runner.identity = ["version": "1", "file a.lua": ["abc"]]
        change(&runner)
        return try RunIdentity(runner, inputs: inputs)
    }

    @Test func isTheSameForTheSame() throws {
        let inputs = [folder.path("a"), folder.path("b"), folder.path("none")]
        let first = try identity(inputs)
        #expect(try identity(inputs) { $0.workers = 4 }.changes(since: first.parts) == [])
        #expect(first.inputSize == 8)
    }

    @Test func namesWhatHasChanged() throws {
        let inputs = [folder.path("a"), folder.path("b")]
        let first = try identity(inputs)
        try folder.write("other", to: "a")
        let changes = try identity([inputs[0]]) { runner in
            runner.identity = ["version": "2", "file a.lua": ["abd"], "setting desk": "x"]
            runner.limit = nil
        }.changes(since: first.parts)
        #expect(
            changes == [
                #"version was "1" and is "2""#, "file a.lua has changed", "limit is no longer part of it",
                "input \(inputs[0]) has changed", "input \(inputs[1]) is no longer part of it", "setting desk is new",
            ])
    }

    @Test func manyInputsAreToldTogether() throws {
        let inputs = (0..<1003).map { folder.path("\($0)") }
        let first = try identity(inputs)
        #expect(try identity(inputs).changes(since: first.parts) == [])
        try folder.write("x", to: "1002")
        #expect(
            try identity(inputs).changes(since: first.parts) == ["the list of inputs after the first 1000 has changed"])
    }
}
