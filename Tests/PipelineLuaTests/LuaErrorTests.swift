import PipelineLua
import Testing

struct LuaErrorTests {
    @Test func syntaxErrorHasPlaceAndToken() throws {
        let state = try LuaState()
        #expect {
            try state.load("local a = 1\nlocal b = = 2\n", name: "rules/x.lua")
        } throws: { error in
            guard let error = error as? LuaError else { return false }
            return error.kind == .syntax && error.file == "rules/x.lua" && error.line == 2 && error.near == "="
                && error.message == "unexpected symbol near '='"
        }
    }

    @Test func syntaxErrorAtTheEnd() throws {
        let state = try LuaState()
        #expect {
            try state.load("if x then\n", name: "a.lua")
        } throws: { ($0 as? LuaError)?.near == "<eof>" }
    }

    @Test func longNamesAreGivenInFull() throws {
        let name = "/home/someone/" + String(repeating: "very/", count: 20) + "rules.lua"
        let state = try LuaState()
        #expect {
            try state.load("x = = 1", name: name)
        } throws: { ($0 as? LuaError)?.location == LuaLocation(file: name, line: 1) }
        let chunk = try state.load("\nlocal t = nil + 1", name: name)
        #expect {
            try state.call(chunk)
        } throws: { ($0 as? LuaError)?.location == LuaLocation(file: name, line: 2) }
    }

    @Test func byteOrderMarkAndFirstLineAreSkipped() throws {
        let state = try LuaState()
        let source = "\u{FEFF}#!/usr/bin/env pipeline\nreturn nil + 1"
        #expect(try state.failure(source).line == 2)
    }

    @Test func runtimeErrorSaysWhatAndWhere() throws {
        let error = try LuaState().failure("local token = {}\nreturn token.lemma.x")
        #expect(error.kind == .runtime)
        #expect(error.message == "attempt to index a nil value (field 'lemma')")
        #expect(error.description == "test.lua:2: attempt to index a nil value (field 'lemma')")
    }

    @Test func tracebackNamesScriptFunctions() throws {
        let error = try LuaState().failure(
            """
            local function inner() error("no") end
            function outer() inner() end
            outer()
            """)
        #expect(
            error.traceback.map { "\($0.location) \($0.function ?? "-")" } == [
                "test.lua:1 inner", "test.lua:2 outer", "test.lua:3 main chunk",
            ])
    }

    @Test func anErrorMayPointAtTheCaller() throws {
        let error = try LuaState().failure("local function f() error('bad', 2) end\nf()")
        #expect(error.description == "test.lua:2: bad")
    }

    @Test func messagesWithoutPositionTakeTheLineThatRaised() throws {
        #expect(try LuaState().failure("\nerror('plain', 0)").description == "test.lua:2: plain")
    }

    @Test func objectsAsErrorsRunNoCode() throws {
        let error = try LuaState().failure(
            "\nerror(setmetatable({}, {__tostring = function() ran = true; return 'x' end, __name = 'Oops'}))")
        #expect(error.message == "(error object is a Oops value)")
        #expect(error.line == 2)
        #expect(try LuaState().failure("error {message = 'short', code = 3}").message == "short")
        #expect(try LuaState().failure("error(nil)").message == "(error object is a nil value)")
    }

    @Test func endlessRecursionEnds() throws {
        let error = try LuaState().failure("local function f() return 1 + f() end f()")
        #expect(error.message.contains("stack overflow"))
        #expect(error.traceback.count <= 32)
    }

    @Test func textAsChunkName() throws {
        let error = try LuaState().failure("load('\\nerror(\"in\")')()")
        #expect(error.message == "in")
        #expect(error.line == 2)
    }
}
