import PipelineLua
import Testing

struct LuaValueTests {
    /// The value after a way into Lua, through a local, and back.
    private func passed(_ value: LuaValue) throws -> LuaValue {
        try LuaState().run("local x = ...; return x", value)[0]
    }

    @Test(arguments: [0, 1, -1, .min, .max, 1_549_661_409_000, 9_007_199_254_740_993] as [Int64])
    func integersStayIntegers(_ number: Int64) throws {
        guard case .integer(number) = try passed(.integer(number)) else {
            Issue.record("\(number) changed")
            return
        }
    }

    @Test(arguments: [0.0, -0.0, 1.0, 1e15, .infinity, -.infinity, .leastNonzeroMagnitude, 0.1] as [Double])
    func floatsStayFloats(_ number: Double) throws {
        guard case .number(let result) = try passed(.number(number)) else {
            Issue.record("\(number) became another type")
            return
        }
        #expect(result.bitPattern == number.bitPattern)
    }

    @Test func notANumberStays() throws {
        #expect(try passed(.number(.nan)).double?.isNaN == true)
    }

    @Test(arguments: ["", "a", "a\0b", "naïve 👩‍👩‍👧", "\u{0}", String(repeating: "x", count: 100_000)])
    func strings(_ text: String) throws {
        guard case .string(text) = try passed(.string(text)) else {
            Issue.record("the string changed")
            return
        }
    }

    @Test func invalidUTF8KeepsItsBytes() throws {
        let bytes: [UInt8] = [0x61, 0xFF, 0x00, 0xC3]
        guard case .bytes(bytes) = try passed(.bytes(bytes)) else {
            Issue.record("the bytes changed")
            return
        }
        #expect(try passed(.bytes(bytes)).text == "a\u{FFFD}\0\u{FFFD}")
    }

    @Test func truthAndNothing() throws {
        #expect(try passed(true).boolean == true)
        #expect(try passed(false).boolean == false)
        #expect(try passed(.nil).isNil)
    }

    @Test func nullIsNotNil() throws {
        let state = try LuaState()
        state.setGlobal("null", .null)
        let results = try state.run("return null, null == nil, tostring(null), getmetatable(null)")
        guard case .null = results[0] else {
            Issue.record("null changed")
            return
        }
        #expect(results[1].boolean == false)
        #expect(results[2].text == "null")
        #expect(results[3].boolean == false)
    }

    @Test func handlesKeepTheirIdentity() throws {
        let state = try LuaState()
        let results = try state.run("local t, f = {}, function() end; return t, t, f, coroutine.create(f)")
        let (first, second) = (try #require(results[0].table), try #require(results[1].table))
        #expect(state.identity(of: first) == state.identity(of: second))
        let same = try state.run("local a, b, f = ...; return a == b, type(f)", results[0], results[1], results[2])
        #expect(same[0].boolean == true)
        #expect(same[1].text == "function")
        #expect(try state.run("return type(...)", results[3])[0].text == "thread")
    }

    @Test func integersFromFloatsOnlyWhenExact() {
        #expect(LuaValue.number(3.0).exactInteger == 3)
        #expect(LuaValue.number(3.5).exactInteger == nil)
        #expect(LuaValue.number(1e300).exactInteger == nil)
    }
}
