import PipelineLua
import Testing

struct LuaStateGlobalsTests {
    private func frozen() throws -> LuaState {
        let state = try LuaState()
        try state.run("known = 1")
        state.freezeGlobals { $0 == "knwon" ? "known" : nil }
        return state
    }

    @Test func readingAnUndeclaredGlobal() throws {
        let error = try frozen().failure("local x = 1\nreturn knwon")
        #expect(error.description == "test.lua:2: undeclared global 'knwon'; did you mean 'known'?")
        #expect(error.underlying is LuaGlobalError)
        #expect(try frozen().failure("return other").message == "undeclared global 'other'")
    }

    @Test func assigningAnUndeclaredGlobal() throws {
        #expect(
            try frozen().failure("\n\nfresh = 1").description
                == "test.lua:3: assignment to undeclared global 'fresh'; declare it local")
    }

    @Test func knownGlobalsStay() throws {
        let state = try frozen()
        state.setGlobal("later", "yes")
        #expect(try state.text("return later .. known") == "yes1")
        #expect(try state.run("return rawget(_G, 'other')")[0].isNil)
    }

    @Test func theGuardCannotBeRemoved() throws {
        #expect(try frozen().failure("setmetatable(_G, nil)").message == "cannot change a protected metatable")
    }
}
