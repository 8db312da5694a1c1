import PipelineCore
import PipelineExtract
import PipelineLua
import Testing

@testable import PipelineScripting

@Suite("Regular expressions of scripts")
struct ScriptExpressionTests {
    private func makeState() throws -> ScriptState {
        var catalog = Catalog.testing
        catalog.expressions = ExpressionStage.compiler
        return try ScriptState(Script(path: "main.lua", catalog: catalog, settings: [:]))
    }

    private func run(_ code: String, in state: ScriptState) throws -> LuaValue {
        let source = "local re = require 'pipeline'.re\n" + code
        return try state.lua.call(try state.lua.load(Array(source.utf8), name: "test"), [], results: 1)[0]
    }

    /// Each start costs the length of the text, so that the whole search would take minutes.
    @Test(arguments: [
        "slow:test(text)", "pcall(slow.test, slow, text)", "slow:gsub(text, '')", "slow:split(text)",
        "slow:gmatch(text)()",
    ])
    func aLongSearchEndsAtTheDeadline(_ search: String) throws {
        let state = try makeState()
        let begin = ContinuousClock.now
        let error = try #require(throws: LuaError.self) {
            try state.lua.withLimits(LuaLimits(time: .milliseconds(200))) {
                try run(
                    "local slow, text = re.compile '[ab][^c]*[xyz]', ('ab'):rep(400000) return \(search)", in: state)
            }
        }
        #expect(error.kind == .timeLimit)
        #expect(ContinuousClock.now - begin < .seconds(30))
    }

    @Test func aSearchInTheDocumentEndsToo() throws {
        let state = try makeState()
        var document = Document(id: "a", text: DocumentText(String(repeating: "ab", count: 400_000)))
        let error = try #require(throws: LuaError.self) {
            try state.lua.withLimits(LuaLimits(time: .milliseconds(200))) {
                try state.lend(&document, to: Provenance(stage: "test")) {
                    let search = try #require(
                        try run("return function(doc) doc:search('[ab][^c]*[xyz]')() end", in: state).function)
                    _ = try state.lua.call(search, [state.lua.makeObject(state.classes.document, 0)])
                }
            }
        }
        #expect(error.kind == .timeLimit)
    }

    @Test func anExpressionLivesAsLongAsItsObject() throws {
        let state = try makeState()
        _ = try run("for i = 1, 600 do re.compile('x' .. i) end", in: state)
        state.lua.collectGarbage()
        #expect(state.expressions.alive.count <= 256)
        let kept = try run("return re.compile 'kept'", in: state)
        _ = try run("for i = 1, 3000 do re.compile('y' .. i) end", in: state)
        state.lua.collectGarbage()
        state.lua.setGlobal("kept", kept)
        #expect(try run("return kept:test 'kept'", in: state).boolean == true)
    }
}
