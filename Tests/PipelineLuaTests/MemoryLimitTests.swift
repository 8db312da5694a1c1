import PipelineLua
import Testing

struct MemoryLimitTests {
    private static let megabyte = 1 << 20

    @Test(arguments: [
        "local t = {} for i = 1, math.huge do t[i] = {} end", "local s = 'x' while true do s = s .. s end",
        "return ('x'):rep(1 << 30)", "local t = {} for i = 1, math.huge do t[i] = 'k' .. i end",
        "return table.concat({('x'):rep(1 << 19), ('y'):rep(1 << 19), ('z'):rep(1 << 19), ('a'):rep(1 << 19)})",
    ])
    func bombsEnd(_ bomb: String) throws {
        let state = try LuaState(memoryLimit: 2 * Self.megabyte)
        let error = try state.failure("\n" + bomb)
        #expect(error.kind == .memoryLimit)
        #expect(error.message == "the memory limit of 2 MB was reached")
        #expect(error.location == LuaLocation(file: "test.lua", line: 2))
        #expect(state.peakBytesInUse <= 2 * Self.megabyte)
        #expect(state.memoryRefusals > 0)
        #expect(state.isSpent)
        #expect(try state.failure("return 'alive'").kind == .memoryLimit)
    }

    @Test func compilingObeysTheLimit() throws {
        let state = try LuaState(memoryLimit: Self.megabyte)
        let source = "return {" + String(repeating: "{},", count: 500_000) + "}"
        #expect { try state.load(source, name: "big.lua") } throws: { ($0 as? LuaError)?.kind == .memoryLimit }
    }

    @Test func swiftOverdrawsAndIsStoppedOnReturn() throws {
        let state = try LuaState(memoryLimit: Self.megabyte)
        let fill = state.makeFunction("fill") { frame in
            let table = frame.state.makeTable()
            for position in 1...100_000 {
                frame.state.setElement(position, of: table, to: .string("element \(position)"))
            }
            frame.push(table)
        }
        state.setGlobal("fill", .function(fill))
        #expect(try state.failure("local t = fill()").kind == .memoryLimit)
        #expect(state.peakBytesInUse > Self.megabyte)
        state.collectGarbage()
        #expect(state.bytesInUse < Self.megabyte)
    }

    @Test func aBigResultMustFit() throws {
        let state = try LuaState(memoryLimit: Self.megabyte)
        let text = String(repeating: "x", count: 4 * Self.megabyte)
        state.setGlobal("text", .function(state.makeFunction("text") { $0.push(text) }))
        #expect(try state.failure("local t = text()").message == "not enough memory")
        #expect(!state.isSpent)
        #expect(state.peakBytesInUse < 2 * Self.megabyte)
    }

    @Test func theLimitHoldsInLuaCalledFromSwiftCalledFromLua() throws {
        let state = try LuaState(memoryLimit: 2 * Self.megabyte)
        state.setGlobal("call", .function(state.makeFunction("call") { try $0.state.call($0.function(1)) }))
        let error = try state.failure("call(function() local t = {} for i = 1, math.huge do t[i] = {} end end)")
        #expect(error.kind == .memoryLimit)
        #expect(state.peakBytesInUse <= 2 * Self.megabyte + 65_536)
    }

    @Test(arguments: [
        "pcall(string.rep, 'x', 1 << 30) reached = true",
        "xpcall(string.rep, function() reached = true end, 'x', 1 << 30) reached = true",
        "coroutine.resume(coroutine.create(string.rep), 'x', 1 << 30) reached = true",
        "pcall(coroutine.wrap(string.rep), 'x', 1 << 30) reached = true",
    ])
    func aScriptCannotCatchIt(_ script: String) throws {
        let state = try LuaState(memoryLimit: 2 * Self.megabyte)
        let error = try state.failure(script)
        #expect(error.kind == .memoryLimit)
        #expect(error.line == 1)
        #expect(state.global("reached").isNil)
    }

    @Test func aScriptCannotForgeIt() throws {
        let state = try LuaState(memoryLimit: 2 * Self.megabyte)
        let error = try state.failure("error('not enough memory', 0)")
        #expect(error.kind == .runtime)
        #expect(error.message == "error: not enough memory")
        #expect(try state.failure("assert(false, 'not enough memory')").kind == .runtime)
        #expect(try state.failure("pcall(error, 'not enough memory') error('x')").message == "x")
        #expect(!state.isSpent)
    }

    @Test func aRefusalThatACollectionCuresIsNone() throws {
        let state = try LuaState(memoryLimit: 2 * Self.megabyte)
        try state.run("local s = ('x'):rep(600 << 10) for i = 1, 50 do local t = s .. i end")
        #expect(state.memoryRefusals > 0)
        #expect(!state.isSpent)
    }

    @Test func theLimitCanBeLifted() throws {
        let state = try LuaState(memoryLimit: Self.megabyte)
        state.setMemoryLimit(nil)
        #expect(try state.run("return #('x'):rep(3 << 20)")[0].exactInteger == 3 << 20)
    }
}
