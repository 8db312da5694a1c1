import Testing

@testable import PipelineLua

@Suite("Named arguments of a host function")
struct LuaFrameNamesTests {
    @discardableResult
    private func run(_ code: String, _ body: @escaping LuaHostFunction) throws -> [LuaValue] {
        let state = try LuaState()
        state.setGlobal("take", .function(state.makeFunction("take", body)))
        return try state.call(try state.load(Array(code.utf8), name: "test"), [], results: 1)
    }

    @Test func namedFieldsBecomeArguments() throws {
        let names = LuaNames(["label", "first", "last"])
        let results = try run("return take { last = 9, label = 'x', other = true, 5 }") { frame in
            let others = frame.spread(names)
            let count = frame.argumentCount
            let (label, last) = (try frame.string(1), try frame.integer(3))
            let isAbsent = frame.isAbsent(2)
            let other = frame.namedArguments.map { [state = frame.state] in state.field("other", of: $0) }
            #expect([others, count, last] == [2, 3, 9])
            #expect(label == "x" && isAbsent)
            #expect(other?.boolean == true)
            frame.push("done")
        }
        #expect(results.first?.text == "done")
    }

    @Test func manyNamesFindRoom() throws {
        let all = (0..<60).map { "name\($0)" }
        let names = LuaNames(all)
        let results = try run("return take { name59 = 7 }") { frame in
            let others = frame.spread(names)
            #expect(others == 0)
            frame.push(try frame.integer(60))
        }
        #expect(results.first?.exactInteger == 7)
    }

    @Test func anErrorAfterwardsIsRaised() throws {
        let names = LuaNames(["a"])
        let results = try run("return select(2, pcall(take, { a = 1 }))") { frame in
            _ = frame.spread(names)
            throw frame.mismatch(1, expected: "string")
        }
        #expect(results.first.map { "\($0)" }?.contains("other") == true)
    }

    @Test func aValueSaysWhatItIs() throws {
        try run("return take(nil, true, 1, 1.5, 's', {}, take, coroutine.create(take))") { frame in
            var kinds: [LuaKind] = []
            for position in 1...9 { kinds.append(frame.kind(position)) }
            #expect(
                kinds == [.absent, .boolean, .integer, .number, .string, .table, .function, .other, .absent])
        }
    }
}
