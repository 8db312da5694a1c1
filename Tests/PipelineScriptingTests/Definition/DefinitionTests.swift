import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("Definitions")
struct DefinitionTests {
    @Test func aDefinitionHasANameStagesAndEndpoints() throws {
        let folder = try TemporaryFolder([
            "main.lua": """
            local pipeline = require "pipeline"
            return pipeline.define {
              name = "desk",
              read = pipeline.read.list { "one two", "three" },
              stages = {
                pipeline.tokenize.words { name = "words" },
                pipeline.stage { name = "count", requires = { "tokens" }, assigns = "counts", process = function(doc)
                  doc.meta.count = #doc.tokens
                end },
              },
              write = { pipeline.write.jsonl "out/a.jsonl", pipeline.write.jsonl { "/var/b.jsonl" } },
              dead_letters = "out/dead.jsonl", summary = "out/summary.jsonl",
            }
            """
        ])
        let definition = try definition(folder)
        #expect(definition.name == "desk")
        #expect(definition.pipeline.stages.map(\.name) == ["words", "count"])
        #expect(definition.pipeline.stages.map(\.requires) == [[], ["tokens"]])
        #expect(definition.pipeline.stages[1].assigns == ["counts"])
        #expect(definition.pipeline.stages.map { $0.location?.line } == [6, 7])
        let runner = try definition.runner()
        #expect(runner.writers.map { folder.relative($0.path) } == ["out/a.jsonl", "/var/b.jsonl"])
        #expect(folder.relative(runner.deadLetters) == "out/dead.jsonl")
        #expect(folder.relative(runner.corpusSummary) == "out/summary.jsonl")
        var instance = try definition.pipeline.makeInstance()
        #expect(try instance.process(Document(id: "a", text: "one two")).first?.metadata == ["count": 2])
    }

    @Test func aListOfStagesStandsForTheStagesInIt() throws {
        let folder = try TemporaryFolder([
            "main.lua": """
            local pipeline = require "pipeline"
            local function note(name)
              return pipeline.stage { name = name, assigns = "meta", process = function(doc)
                doc.meta.order = (doc.meta.order or "") .. name
              end }
            end
            return pipeline.define { stages = { note "a", { note "b", { note "c" } }, {}, note "d" } }
            """
        ])
        let definition = try definition(folder)
        #expect(definition.pipeline.stages.map(\.name) == ["a", "b", "c", "d"])
        var instance = try definition.pipeline.makeInstance()
        #expect(try instance.process(Document(id: "a", text: "")).first?.metadata == ["order": "abcd"])
    }

    @Test func theFilesNameIsTheNameWithoutOne() throws {
        let folder = try TemporaryFolder(["main.lua": define("")])
        let definition = try definition(folder)
        #expect(definition.name == "main")
        #expect(definition.pipeline.stages.isEmpty)
    }

    @Test func pathsAreRelativeToTheFileThatNamesThem() throws {
        let folder = try TemporaryFolder([
            "main.lua": """
            local pipeline = require "pipeline"
            return pipeline.define { read = require "sub.input", stages = {}, write = pipeline.write.jsonl "-" }
            """,
            "sub/input.lua": #"return require "pipeline".read.text { "a.txt", "/b.txt" }"#,
        ])
        let reader = try #require(try definition(folder).runner().reader as? ListReader)
        #expect(reader.texts.map(folder.relative) == ["sub/a.txt", "/b.txt"])
    }

    @Test func theCommandLineTakesPrecedence() throws {
        let folder = try TemporaryFolder([
            "main.lua": """
            local pipeline = require "pipeline"
            return pipeline.define {
              read = pipeline.read.text { path = "a.txt" }, stages = {}, write = pipeline.write.jsonl "b.jsonl",
            }
            """
        ])
        let definition = try definition(folder)
        let runner = try definition.runner(inputs: ["x.jsonl", "y"], output: "z.jsonl")
        #expect((runner.reader as? ListReader)?.texts == ["x.jsonl", "y"])
        #expect(runner.writers.map(\.path) == ["z.jsonl"])
        #expect(runner.deadLetters == "z.jsonl.dead.jsonl")
        #expect(runner.corpusSummary == "z.jsonl.summary.jsonl")
    }

    @Test func withoutOutputsRecordsGoToStandardOutput() throws {
        let folder = try TemporaryFolder(["main.lua": define("")])
        let runner = try definition(folder).runner(inputs: ["a.txt"])
        #expect(runner.writers.map(\.path) == ["-"])
        #expect(runner.deadLetters == "pipeline.dead.jsonl")
    }

    @Test func withoutInputThereIsNothingToRun() throws {
        let folder = try TemporaryFolder(["main.lua": define("")])
        let definition = try definition(folder)
        let error = try #require(throws: PipelineError.self) { try definition.runner() }
        #expect(
            shown(error, in: folder) == """
                main.lua: error: the definition names no input
                  help: add read = pipeline.read.text "…" to it, or name files on the command line
                """)
    }

    @Test func settingsReachTheScript() throws {
        let folder = try TemporaryFolder([
            "main.lua": """
            local pipeline = require "pipeline"
            return pipeline.define { name = pipeline.settings.name or "none", stages = {} }
            """
        ])
        #expect(try definition(folder).name == "none")
        #expect(try definition(folder, settings: ["name": "set"]).name == "set")
    }

    @Test func aModuleOffersReadyStages() throws {
        var catalog = Catalog.testing
        let folder = try TemporaryFolder([
            "main.lua": define(#"require "counting" { key = "n" }, require "plug" {}, require "parts.last","#),
            "counting.lua": """
            local pipeline = require "pipeline"
            return function(options)
              return pipeline.stage { name = "counting", process = function(doc) doc.meta[options.key] = #doc.text end }
            end
            """,
            "parts/last.lua": """
            return require "pipeline".stage { name = "last", process = function(doc) doc.meta.last = doc.meta.n + 1 end }
            """,
            "plugins/plug/plugin.json": manifest("plug"),
            "plugins/plug/plugin.lua": """
            local helper = require "helper"
            return function() return require "pipeline".stage { name = "plug", process = helper } end
            """,
            "plugins/plug/helper.lua": "return function(doc) doc.meta.plug = true end",
        ])
        catalog.pluginDirectories = [folder.path("none"), folder.path("plugins")]
        let definition = try definition(folder, catalog: catalog)
        #expect(definition.pipeline.stages.map(\.name) == ["counting", "plug", "last"])
        var instance = try definition.pipeline.makeInstance()
        let document = try #require(try instance.process(Document(id: "a", text: "four")).first)
        #expect(document.metadata == ["n": 4, "plug": true, "last": 5])
    }

    /// Workers load the definition again; what they run is what was loaded first.
    @Test func aChangedFileDoesNotReachARunningDefinition() throws {
        let stage = { (word: String) in
            define("pipeline.stage { name = 's', process = function(doc) doc.meta.word = '\(word)' end }")
        }
        let folder = try TemporaryFolder(["main.lua": stage("before")])
        let definition = try definition(folder)
        try folder.write(stage("after"), to: "main.lua")
        var instance = try definition.pipeline.makeInstance()
        #expect(try instance.process(Document(id: "a", text: "")).first?.metadata == ["word": "before"])
    }

    @Test func aDefinitionThatChangesWhenItIsLoadedAgainIsAnError() throws {
        let folder = try TemporaryFolder([
            "main.lua": """
            local pipeline = require "pipeline"
            local stage = { name = "s" }
            if tostring(stage):byte(-1) >= 0 then stage.process = function() end end
            local result = pipeline.define { stages = { pipeline.stage(stage) } }
            return result
            """
        ])
        let function = ScriptFunction(path: FunctionPath(file: folder.path("main.lua")).text, location: nil)
        let script = Script(path: folder.path("main.lua"), catalog: .testing, settings: [:])
        let error = try #require(throws: PipelineError.self) { try ScriptState(script).function(function) }
        #expect(error.message == "a function of the definition is not there when it is loaded again")
        #expect(try definition(folder).pipeline.stages.count == 1)
    }
}
