import PipelineLua
import Testing

struct EnvironmentTests {
    @Test(arguments: [
        "io", "os", "package", "debug", "dofile", "loadfile", "collectgarbage", "require", "print", "warn",
        "string.dump", "loadstring", "unpack", "setfenv", "module", "bit32",
    ])
    func absent(_ name: String) throws {
        #expect(try LuaState().run("return \(name)")[0].isNil)
    }

    @Test func globalsAreExactlyTheList() throws {
        let names = try LuaState().text(
            "local n = {} for k in pairs(_G) do n[#n + 1] = k end table.sort(n) return table.concat(n, ' ')")
        #expect(
            names
                == "_G _VERSION assert coroutine error getmetatable ipairs load math next pairs pcall rawequal rawget "
                + "rawlen rawset select setmetatable string table tonumber tostring type utf8 xpcall")
    }

    @Test(arguments: ["string", "table", "math", "utf8", "coroutine"])
    func librariesWork(_ name: String) throws {
        #expect(try LuaState().run("return next(\(name)) ~= nil")[0].boolean == true)
    }

    /// A header that every Lua 5.4 function dump begins with.
    private let bytecode: [UInt8] = [0x1B, 0x4C, 0x75, 0x61, 0x54, 0x00, 0x19, 0x93, 0x0D, 0x0A, 0x1A, 0x0A]

    @Test func bytecodeIsRefused() throws {
        let state = try LuaState()
        #expect {
            try state.load(bytecode, name: "x.lua")
        } throws: { ($0 as? LuaError)?.kind == .syntax }
        let results = try state.run("return load(...)", .bytes(bytecode))
        #expect(results[0].isNil)
        #expect(results[1].text?.contains("binary chunk") == true)
    }

    @Test func loadTakesTextOnly() throws {
        let state = try LuaState()
        #expect(try state.run("return load('return 41 + 1')()")[0].exactInteger == 42)
        #expect(try state.run("return load('return x', 'c', 't', {x = 5})()")[0].exactInteger == 5)
        #expect(try state.run("return load('x = = 1')")[0].isNil)
        #expect(try state.run("return load('return 1', 'c', 'b')")[0].isNil)
        #expect(
            try state.failure("load(function() end)").message
                == "bad argument #1 to 'load' (string expected, got function)")
    }

    @Test func finalizersAreRefused() throws {
        let state = try LuaState()
        #expect(
            try state.failure("setmetatable({}, {__gc = function() end})").description
                == "test.lua:1: '__gc' is not available to scripts")
        #expect(try state.failure("setmetatable({}, {__gc = false})").kind == .runtime)
        // Added afterwards it stands there without effect.
        try state.run("local m = {} local t = setmetatable({}, m) m.__gc = function() ran = true end")
        state.collectGarbage()
        #expect(state.global("ran").isNil)
    }

    @Test func theMetatableOfStringsIsOutOfReach() throws {
        let state = try LuaState()
        #expect(try state.run("return getmetatable('')")[0].boolean == false)
        #expect(try state.text("return ('x'):upper()") == "X")
    }

    @Test func metatablesStillWork() throws {
        let state = try LuaState()
        #expect(try state.text("return setmetatable({}, {__index = {a = 'b'}}).a") == "b")
        #expect(try state.run("return setmetatable({}, nil)")[0].table != nil)
        #expect(
            try state.failure("setmetatable({}, 1)").message
                == "bad argument #2 to 'setmetatable' (nil or table expected, got number)")
    }

    @Test func randomNumbersFollowTheSeed() throws {
        let draw = "return math.random(1 << 40) .. ' ' .. math.random()"
        let (first, second) = (try LuaState(), try LuaState())
        first.seedRandom(.max)
        try second.run("math.randomseed(1, 2)")
        second.seedRandom(.max)
        #expect(try first.text(draw) == second.text(draw))
        #expect(try first.failure("math.randomseed()").message == "bad argument #1 to 'randomseed' (value expected)")
    }
}
