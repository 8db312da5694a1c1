import Pipeline
import PipelineScripting
import PipelineTestSupport
import Testing

/// A document that passes through Lua and is only looked at comes out byte for byte as it went in.
@Suite("Stages that change nothing")
struct NoOpStageTests {
    private static let examples = Repository.files(in: "Examples", "/config.lua").map {
        $0.replacing("/config.lua", with: "")
    }

    /// A definition that puts such a stage behind each stage of an example.
    private static let definition = """
        local pipeline = require "pipeline"
        local given = require("config").argument

        local function look(value)
          if type(value) == "userdata" and value ~= pipeline.null then
            for _, inner in pairs(value) do look(inner) end
          end
        end

        local stages = {}
        for _, stage in ipairs(given.stages) do
          stages[#stages + 1] = stage
          stages[#stages + 1] = pipeline.stage { name = "nothing", process = function() end }
          stages[#stages + 1] = pipeline.stage {
            name = "look", setup = function() end, on_error = "fail", shared = { documents = pipeline.shared.sum() },
            process = function(doc, shared)
              shared.documents:add(1)
              look(doc.meta)
              for _, token in ipairs(doc.tokens) do local _ = token.text, token.lemma, token.feats, token.start end
              for _, span in ipairs(doc:spans()) do look(span.attributes) end
              for _, relation in ipairs(doc:relations()) do look(relation.attributes) end
            end,
          }
        end
        return pipeline.define { read = given.read, stages = stages, write = given.write }
        """

    @Test(arguments: examples)
    func anExampleGivesTheSame(_ example: String) async throws {
        let folder = try TemporaryFolder(["main.lua": Self.definition])
        var catalog = Catalog.shipped
        catalog.pluginDirectories.insert("\(Repository.root)/\(example)", at: 0)
        var runner = try Definition(path: folder.path("main.lua"), catalog: catalog).runner()
        let writers = runner.writers.filter { $0.path != "-" }
        let names = writers.map { String($0.path.split(separator: "/").last ?? "") }
        runner.writers = zip(names, writers).map { RedirectedWriter(path: folder.path($0), base: $1) }
        runner.deadLetters = folder.path("dead.jsonl")
        runner.corpusSummary = folder.path("summary.jsonl")

        let summary = try await runner.run()
        #expect(summary.failed == 0 && summary.kept == 0 && !names.isEmpty)
        for name in names {
            let found = folder.text(name)?.replacing("\(Repository.root)/\(example)/", with: "")
            let expected = try Repository.text("\(example)/expected/\(name)")
            if let difference = Difference(in: name, expected: expected, found: found ?? "") {
                Issue.record("\(difference)")
            }
        }
    }
}
