import PipelineLua
import Testing

struct LuaStateFaultsTests {
    private static let script = """
        local list = {}
        for i = 1, 20 do list[#list + 1] = "entry " .. i end
        local text = table.concat(list, " "):gsub("%d+", function(n) return "<" .. n .. ">" end)
        local function raise() error({message = "raised"}) end
        local ok, problem = pcall(raise)
        local handled = select(2, xpcall(raise, function(e) return e.message .. " and handled" end))
        local worker = coroutine.wrap(function(a)
            local closing <close> = setmetatable({}, {__close = function() list = nil end})
            for i = 1, 3 do a = coroutine.yield(a + i) end
            return fail()
        end)
        for i = 1, 3 do worker(i) end
        local failed = not pcall(worker, 4)
        local loaded = load("return ... .. 'loaded'")
        table.sort({3, 1, 2}, function(a, b) return a < b end)
        return text:rep(40, ","), words[2].text, words:named(7), loaded("x"), handled, failed, echo(("y"):rep(200))
        """

    /// Opens a state, declares a class, loads, calls, fails and yields.
    private func session(_ count: Witness.Count) throws -> [LuaValue] {
        let state = try LuaState(memoryLimit: 16 << 20)
        let witness = Witness(count)
        var word = LuaClassDeclaration(name: "word")
        word.fields = [("text", 1, false)]
        word.getter = { frame, object, _ in frame.push("word \(object.a)") }
        let holder = ClassHolder()
        word.index = { frame, _, position in
            if let type = holder.type { frame.push(type, position) }
        }
        word.length = { _ in 5 }
        word.methods = [("named", { frame, _ in frame.push("named \(try frame.integer(1))") })]
        let type = state.makeClass(word)
        holder.type = type
        state.setGlobal("words", state.makeObject(type, 0))
        state.setGlobal(
            "fail", .function(state.makeFunction("fail") { _ in throw Mishap(number: witness.count.alive) }))
        state.setGlobal("echo", .function(state.makeFunction("echo") { $0.push($0.value(1)) }))
        let table = state.makeTable(array: [1, 2, "three"], fields: ["a": "b"])
        _ = try state.pairs(of: table)
        return try state.withLimits(LuaLimits(time: .seconds(3600))) {
            try state.call(state.load(Self.script, name: "session.lua"))
        }
    }

    /// Each allocation of Lua fails in turn, until the session comes through.
    @Test func everyAllocationMayFail() throws {
        let count = Witness.Count()
        var failures = 0
        for n in 1...20_000 {
            LuaState.failAllocation(n)
            do {
                let results = try session(count)
                #expect(results.count == 7)
                #expect(failures > 200)
                return
            } catch let error as LuaError {
                #expect(error.kind == .memoryLimit, "allocation \(n): \(error)")
                failures += 1
            }
            #expect(LuaState.bytesLeft == 0, "allocation \(n)")
            #expect(count.alive == 0, "allocation \(n)")
        }
        Issue.record("the session never came through")
    }

    @Test func nothingIsLeftWithoutFaults() throws {
        let count = Witness.Count()
        _ = try session(count)
        #expect(LuaState.bytesLeft == 0)
        #expect(count.alive == 0)
    }
}

/// Lets the functions of a class name the class.
private final class ClassHolder {
    weak var type: LuaClass?
}
