import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("States that are made again")
struct ScriptWorkerTests {
    /// A stage looks its functions up again, and `setup` runs again.
    @Test func aStageGoesOnInAFreshState() throws {
        let folder = try TemporaryFolder([
            "main.lua": """
            local pipeline = require "pipeline"
            local count = 0
            local base
            return pipeline.define { stages = {
              pipeline.tokenize.words {},
              pipeline.stage { name = "a", setup = function() base = 10 end,
                process = function(doc) count = count + 1 doc.meta.n = base + count end },
              pipeline.extract.rules { { emit = function() return count end }, name = "rules" },
            } }
            """
        ])
        let definition = try definition(folder)
        let worker = Worker()
        var instance = try definition.pipeline.makeInstance(for: worker)
        func process() throws -> String {
            let metadata = try instance.process(Document(id: "a", text: "word"))[0].metadata
            return "\(metadata["n"]?.json ?? "") \(metadata["rules"]?.json ?? "")"
        }
        let first = try process()
        #expect(first == "11 [1]")
        #expect(try process() == "12 [2]")
        let scripts = try #require(worker.scripts as? ScriptWorker)
        let before = try scripts.state
        scripts.renew()
        #expect(try process() == "11 [1]")
        #expect(try scripts.state !== before && scripts.generation == 1)
    }

    @Test func workersHaveTheirOwn() throws {
        let script = Script(path: "main.lua", catalog: .testing, settings: [:])
        let (one, two) = (Worker(index: 0), Worker(index: 1))
        #expect(script.worker(for: one) === script.worker(for: one))
        #expect(script.worker(for: one) !== script.worker(for: two))
        #expect(one.scripts === script.worker(for: one))
    }
}
