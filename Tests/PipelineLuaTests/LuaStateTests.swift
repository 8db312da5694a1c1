import PipelineLua
import Testing

struct LuaStateTests {
    @Test func opensAndRuns() throws {
        let state = try LuaState()
        let results = try state.run("return 1 + 1, 'a' .. 'b'")
        #expect(results.count == 2)
        #expect(results[0].exactInteger == 2)
        #expect(results[1].text == "ab")
        #expect(state.bytesInUse > 0)
        #expect(state.peakBytesInUse >= state.bytesInUse)
    }

    @Test func tooLittleMemoryToOpen() {
        #expect { try LuaState(memoryLimit: 10_000) } throws: { ($0 as? LuaError)?.kind == .memoryLimit }
    }

    @Test func statesShareNothing() throws {
        let (first, second) = (try LuaState(), try LuaState())
        try first.run("x = 1; string.shout = string.upper")
        #expect(try second.text("return type(x) .. type(string.shout)") == "nilnil")
    }

    @Test func referencesOutliveTheState() throws {
        var state: LuaState? = try LuaState()
        let reference = state?.makeTable()
        state = nil
        #expect(reference != nil)
    }

    @Test func aFunctionThatHoldsAReferenceDoesNotHoldTheState() throws {
        let count = Witness.Count()
        do {
            let state = try LuaState()
            let (table, witness) = (state.makeTable(), Witness(count))
            let function = state.makeFunction("keep") { frame in
                _ = witness
                frame.push(table)
            }
            state.setGlobal("keep", .function(function))
            #expect(count.alive == 1)
        }
        #expect(count.alive == 0)
    }
}
