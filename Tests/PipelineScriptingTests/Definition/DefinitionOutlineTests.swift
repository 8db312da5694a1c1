import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("Outlines of definitions")
struct DefinitionOutlineTests {
    private func folder(_ keys: String) throws -> TemporaryFolder {
        try TemporaryFolder([
            "main.lua": "local pipeline = require 'pipeline'\nreturn pipeline.define { stages = {}, \(keys) }"
        ])
    }

    private func outline(_ folder: TemporaryFolder) throws -> DefinitionOutline {
        try Definition(path: folder.path("main.lua"), catalog: .testing).outline
    }

    /// The outline as it comes out of another process.
    private func sent(_ outline: DefinitionOutline) throws -> DefinitionOutline {
        let json = try outline.value.json
        return try DefinitionOutline(try JSONParser.parse(Array(json.utf8)), path: outline.path, catalog: .testing)
    }

    private let isolation = Isolation(executable: "/bin/true")

    @Test func givesTheSameRunElsewhere() throws {
        let folder = try folder(
            """
            name = "n", isolate = "process", dead_letters = "dead",
            read = pipeline.read.text { "a.txt", "/b.txt" },
            write = { pipeline.write.jsonl "out", pipeline.write.jsonl { path = "two" } }
            """)
        let outline = try sent(try outline(folder))
        #expect(outline.name == "n" && outline.isIsolated && outline.path == folder.path("main.lua"))
        let runner = try outline.runner(isolation: isolation)
        #expect((runner.reader as? ListReader)?.texts.map(folder.relative) == ["a.txt", "/b.txt"])
        #expect(runner.writers.map { folder.relative($0.path) } == ["out", "two"])
        #expect(folder.relative(runner.deadLetters) == "dead")
        #expect(runner.isolation?.executable == "/bin/true" && runner.pipeline.stages.isEmpty)
        let other = try outline.runner(isolation: isolation, inputs: ["x.jsonl"], output: "y")
        #expect((other.reader as? ListReader)?.texts == ["x.jsonl"] && other.writers.map(\.path) == ["y"])
    }

    @Test func aBareDefinitionIsEnough() throws {
        let outline = try sent(try outline(try folder("")))
        #expect(outline.name == "main" && !outline.isIsolated)
        #expect(try outline.runner(isolation: isolation, inputs: ["a"]).writers.map(\.path) == ["-"])
        #expect(throws: PipelineError.self) { try outline.runner(isolation: isolation) }
    }

    @Test func aFunctionCannotLeave() throws {
        let folder = try TemporaryFolder(["main.lua": ""])
        let table = Setting.Table(fields: ["f": .function(ScriptFunction(path: "p", location: nil))])
        let outline = DefinitionOutline(
            name: "n", path: folder.path("main.lua"), isIsolated: true,
            read: DefinitionOutline.Endpoint(format: "list", table: table), write: [], deadLetters: nil,
            corpusSummary: nil,
            catalog: .testing)
        let error = #expect(throws: PipelineError.self) { try outline.value }
        #expect(error?.message == "'list' takes a function, which cannot leave its worker process")
    }

    @Test func documentsThatComeWithMoreThanTextCannotBeHandedOver() throws {
        struct TokenReader: Reader {
            let assigns: [Feature] = [.tokens]
            func open() throws -> any DocumentSource { throw CancellationError() }
        }
        var catalog = Catalog.testing
        catalog.readers = Registry([Component(name: "tokens", summary: "tokens") { _ in TokenReader() }])
        let folder = try folder("read = pipeline.read.tokens {}")
        let outline = try Definition(path: folder.path("main.lua"), catalog: catalog).outline
        let error = #expect(throws: PipelineError.self) { try outline.runner(isolation: isolation) }
        #expect(error?.message == "documents that come with tokens cannot be handed to worker processes")
    }

    @Test(arguments: [
        "null", "{}", #"{"name":"n"}"#, #"{"name":"n","write":[1]}"#, #"{"name":"n","write":[{"format":"jsonl"}]}"#,
        #"{"name":"n","write":[{"format":"jsonl","table":{"directory":".","items":[5],"fields":{}}}]}"#,
        #"{"name":"n","write":[{"format":"none","table":{"directory":".","items":[],"fields":{}}}]}"#,
        #"{"name":"n","write":[],"read":7}"#,
    ])
    func whatIsNoOutlineIsRefused(_ json: String) throws {
        let value = try JSONParser.parse(Array(json.utf8))
        #expect(throws: PipelineError.self) { try DefinitionOutline(value, path: "a.lua", catalog: .testing) }
    }
}
