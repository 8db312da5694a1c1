import PipelineCore
import Testing

@testable import PipelineScripting

/// The suites in the folder `Lua`, one file for each part of what scripts see.
@Suite("The script API")
struct ScriptAPITests {
    @Test(arguments: try LuaCase.all(in: "document.lua")) func document(_ test: LuaCase) throws { try test.run() }
    @Test(arguments: try LuaCase.all(in: "tokens.lua")) func tokens(_ test: LuaCase) throws { try test.run() }
    @Test(arguments: try LuaCase.all(in: "spans.lua")) func spans(_ test: LuaCase) throws { try test.run() }
    @Test(arguments: try LuaCase.all(in: "relations.lua")) func relations(_ test: LuaCase) throws { try test.run() }
    @Test(arguments: try LuaCase.all(in: "values.lua")) func values(_ test: LuaCase) throws { try test.run() }
    @Test(arguments: try LuaCase.all(in: "matches.lua")) func matches(_ test: LuaCase) throws { try test.run() }
    @Test(arguments: try LuaCase.all(in: "text.lua")) func text(_ test: LuaCase) throws { try test.run() }
    @Test(arguments: try LuaCase.all(in: "calls.lua")) func calls(_ test: LuaCase) throws { try test.run() }
    @Test(arguments: try LuaCase.all(in: "json.lua")) func json(_ test: LuaCase) throws { try test.run() }
    @Test(arguments: try LuaCase.all(in: "re.lua")) func re(_ test: LuaCase) throws { try test.run() }
    @Test(arguments: try LuaCase.all(in: "search.lua")) func search(_ test: LuaCase) throws { try test.run() }
    @Test(arguments: try LuaCase.all(in: "log.lua")) func log(_ test: LuaCase) throws { try test.run() }
    @Test(arguments: try LuaCase.all(in: "files.lua")) func files(_ test: LuaCase) throws { try test.run() }
    @Test(arguments: try LuaCase.all(in: "require.lua")) func require(_ test: LuaCase) throws { try test.run() }
    @Test(arguments: try LuaCase.all(in: "environment.lua")) func environment(_ test: LuaCase) throws { try test.run() }

    @Test func whatACaseDidIsInTheDocument() throws {
        let scored = try LuaCase(file: "document.lua", name: "a score adds up its terms").run()
        #expect(scored.scores["tension"]?.value == 1.5)
        #expect(scored.scores["tension"]?.level == "low")
        #expect(scored.scores["tension"]?.reasons.map(\.rule) == ["armed clash", "suite"])
        #expect(scored.scores["tension"]?.reasons.map(\.bytes) == [33..<37, nil])
        #expect(scored.scores["calm"]?.reasons.map(\.bytes) == [0..<44])

        let dropped = try LuaCase(file: "document.lua", name: "drop, warn and derive are there").run()
        #expect(dropped.dropReason == "not news")
        #expect(dropped.warnings == ["odd"])
        #expect(dropped.derived.map(\.id) == ["a1#1", "a1#2"])
        #expect(dropped.derived.map(\.metadata) == [["n": 1], [:]])
    }
}
