import PipelineCore
import PipelineLua
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("Settings from Lua")
struct SettingReaderTests {
    /// What `rules` in a file was called with.
    private func table(_ argument: String) throws -> (table: Setting.Table, hasFunctions: Bool, state: ScriptState) {
        let folder = try TemporaryFolder(["sub/rules.lua": "return require 'pipeline'.rules \(argument)"])
        let path = folder.path("sub/rules.lua")
        let state = try ScriptState(Script(path: path, catalog: .testing, settings: [:]))
        let value = try state.result(of: try state.script.sources.file(path))
        let reader = SettingReader(state: state)
        let call = try #require(ScriptCall(value, in: state))
        let table = try reader.table(of: call, path: FunctionPath(file: path))
        #expect(table.directory == folder.path("sub"))
        #expect(table.location == SourceLocation(file: path, line: 1))
        return (table, reader.hasFunctions, state)
    }

    @Test(arguments: [
        ("{}", "{}"), ("()", "{}"), ("(nil)", "{}"), ("'one'", "{1 = 'one'}"), ("(5)", "{1 = 5}"),
        ("(false)", "{1 = false}"),
        ("{ 1, 2.0, 'x', true }", "{1 = 1, 2 = 2.0, 3 = 'x', 4 = true}"),
        ("{ a = { b = { 'c' }, 7 }, 'd' }", "{1 = 'd', a = {1 = 7, b = {1 = 'c'}}}"),
        ("{ require 'pipeline'.null }", "{1 = null}"),
        ("{ require 'pipeline'.weights { 'w' } }", "{1 = {1 = 'w'}}"),
        ("{ f = function() end, 1 }", "{1 = 1, f = function}"),
        ("{ ['a b'] = 1 }", "{a b = 1}"),
    ])
    func aTableKeepsItemsAndFields(_ argument: String, _ expected: String) throws {
        #expect(describe(.table(try table(argument).table)) == expected)
    }

    private func describe(_ setting: Setting) -> String {
        switch setting {
        case .value(let value): return value.json.replacing("\"", with: "'")
        case .function: return "function"
        case .table(let table):
            let items = table.items.enumerated().map { "\($0 + 1) = \(describe($1))" }
            let fields = table.fields.sorted { $0.key < $1.key }.map { "\($0.key) = \(describe($0.value))" }
            return "{\((items + fields).joined(separator: ", "))}"
        }
    }

    @Test func aFunctionIsFoundAgainByItsPath() throws {
        let (table, hasFunctions, state) = try table(
            "{ { emit = function() return 'deep' end }, where = function() return 'top' end }")
        #expect(hasFunctions)
        let functions = [table.fields["where"]?.function, table.items[0].table?.fields["emit"]?.function]
        let results = try functions.map { function in
            try state.lua.call(try state.function(try #require(function)), [], results: 1)[0].text
        }
        #expect(results == ["top", "deep"])
    }

    @Test func withoutFunctionsNoWorkerNeedsAState() throws {
        #expect(try table("{ a = { 1 } }").hasFunctions == false)
    }

    @Test func aNameMayHoldAnyCharacters() {
        var path = FunctionPath(file: "a b.lua")
        for key in [FunctionPath.Key.name("x y"), .position(12), .name("#3"), .name(".z"), .name("")] {
            path = path.appending(key)
        }
        let read = FunctionPath(path.text)
        #expect(read.file == path.file)
        #expect(read.keys == path.keys)
    }
}
