import PipelineLua
import Testing

struct LuaStateFunctionsTests {
    private func state(_ name: String, _ body: @escaping LuaHostFunction) throws -> LuaState {
        let state = try LuaState()
        state.setGlobal(name, .function(state.makeFunction(name, body)))
        return state
    }

    @Test func argumentsAndResults() throws {
        let state = try state("swap") { frame in
            #expect(frame.argumentCount == 2)
            let (first, second) = (frame.value(1), frame.value(2))
            frame.push(second)
            frame.push(first)
        }
        #expect(try state.text("local a, b = swap('x', 'y'); return a .. b") == "yx")
    }

    @Test func moreResultsThanTheStackGrants() throws {
        let state = try state("count") { frame in
            for number in 1...(try frame.integer(1)) { frame.push(number) }
        }
        #expect(try state.run("return select('#', count(5000)), (select(5000, count(5000)))")[1].exactInteger == 5000)
        #expect(try state.failure("count(2000000)").message == "too many results to return")
    }

    @Test func pushedResultsAreNotArguments() throws {
        let state = try state("odd") { frame in
            frame.push("result")
            frame.push(frame.isAbsent(1))
            frame.push(frame.typeName(1))
        }
        #expect(try state.text("local _, absent, name = odd(); return tostring(absent) .. name") == "trueno value")
    }

    @Test(arguments: [
        ("take()", "string expected, got no value"), ("take(nil)", "string expected, got nil"),
        ("take(1)", "string expected, got number"), ("take({})", "string expected, got table"),
    ])
    func wrongArgument(call: String, problem: String) throws {
        let state = try state("take") { _ = try $0.string(1) }
        let error = try state.failure("local x = 1\n\(call)")
        #expect(error.kind == .host)
        #expect(error.description == "test.lua:2: bad argument #1 to 'take' (\(problem))")
        #expect(error.underlying is LuaArgumentError)
    }

    @Test func integersMustBeExact() throws {
        let state = try state("take") { $0.push(try $0.integer(1)) }
        #expect(try state.run("return take(3.0)")[0].exactInteger == 3)
        #expect(try state.failure("take(3.5)").message.hasSuffix("(number has no integer representation)"))
    }

    @Test func thrownErrorsKeepTheirIdentity() throws {
        let state = try state("fail") { _ in throw Mishap(number: 7) }
        let error = try state.failure("\n\nfail()")
        #expect(error.underlying as? Mishap == Mishap(number: 7))
        #expect(error.location == LuaLocation(file: "test.lua", line: 3))
        #expect(error.message == "mishap 7")
    }

    @Test func scriptsReadCaughtErrors() throws {
        let state = try state("fail") { _ in throw Mishap(number: 7) }
        let text = try state.text(
            "local ok, e = pcall(fail) return tostring(e) .. '|' .. ('in ' .. e) .. '|' .. type(e)")
        #expect(text == "test.lua:1: mishap 7|in test.lua:1: mishap 7|userdata")
    }

    @Test func rethrownErrorsKeepTheirIdentity() throws {
        let state = try state("fail") { _ in throw Mishap(number: 7) }
        let error = try state.failure("local ok, e = pcall(fail)\nerror(e)")
        #expect(error.underlying as? Mishap == Mishap(number: 7))
        #expect(error.line == 1)
    }

    @Test func anErrorCrossesEveryBorder() throws {
        let state = try LuaState()
        let inner = try state.load("local function deep() fail() end\ndeep()", name: "inner.lua")
        state.setGlobal("fail", .function(state.makeFunction("fail") { _ in throw Mishap(number: 3) }))
        state.setGlobal("again", .function(state.makeFunction("again") { try $0.state.call(inner) }))
        let error = try state.failure("local x\nagain()")
        #expect(error.underlying as? Mishap == Mishap(number: 3))
        #expect(error.location == LuaLocation(file: "inner.lua", line: 1))
        #expect(error.traceback.map(\.location.description) == ["inner.lua:1", "inner.lua:2", "test.lua:2"])
    }

    @Test func raisingLeaksNothing() throws {
        let count = Witness.Count()
        let state = try state("fail") { _ in
            throw HeldError(witness: Witness(count))
        }
        try state.run("for i = 1, 10000 do pcall(fail, i) end")
        state.collectGarbage()
        let before = state.bytesInUse
        try state.run("for i = 1, 100000 do pcall(fail, i) end")
        // A stack slot that is no longer used may hold on to one error until the next collection clears it.
        state.collectGarbage()
        state.collectGarbage()
        #expect(count.alive == 0)
        #expect(state.bytesInUse < before + 4096)
    }

    @Test func droppedFunctionsReleaseTheirClosures() throws {
        let count = Witness.Count()
        let state = try state("make") { frame in
            let (witness, table) = (Witness(count), frame.state.makeTable())
            frame.push(
                frame.state.makeFunction("inner") { frame in
                    _ = witness
                    frame.push(table)
                })
        }
        try state.run("for i = 1, 10000 do make()() end")
        state.collectGarbage()
        #expect(count.alive == 0)
    }

    @Test func coroutinesCallTheHost() throws {
        let state = try LuaState()
        let twice = state.makeFunction("twice") { frame in
            let value = try frame.integer(1)
            let inner = try frame.state.call(try frame.function(2), [.integer(Int64(value))])
            frame.push(inner[0])
        }
        state.setGlobal("twice", .function(twice))
        let sum = try state.run(
            """
            local sum = 0
            local step = coroutine.wrap(function()
              for i = 1, 100 do coroutine.yield(twice(i, function(x) return x * 2 end)) end
            end)
            for i = 1, 100 do sum = sum + step() end
            return sum
            """)
        #expect(sum[0].exactInteger == 10_100)
    }

    @Test func errorsInCoroutinesNameTheirLine() throws {
        let state = try state("fail") { _ in throw Mishap(number: 1) }
        let error = try state.failure("local co = coroutine.wrap(function()\nfail()\nend)\nco()")
        #expect(error.description == "test.lua:2: mishap 1")
    }

    @Test func yieldingAcrossTheHostIsAnError() throws {
        let state = try state("call") { try $0.state.call($0.function(1)) }
        let error = try state.failure("coroutine.wrap(function() call(coroutine.yield) end)()")
        #expect(error.message.contains("attempt to yield across a C-call boundary"))
    }

    @Test func endlessMutualRecursionEnds() throws {
        let state = try state("call") { try $0.state.call($0.function(1), [$0.value(1)]) }
        let error = try state.failure("local function f() call(f) end f()")
        #expect(error.message.contains("C stack overflow"))
    }

    @Test func textAsScriptsSeeIt() throws {
        let state = try LuaState()
        let results = try state.run("return 1.0, nil, setmetatable({}, {__tostring = function() return 'me' end})")
        #expect(try results.map { try state.text(of: $0) } == ["1.0", "nil", "me"])
        let broken = try state.run("return setmetatable({}, {__tostring = function() error 'no' end})")[0]
        #expect(throws: LuaError.self) { try state.text(of: broken) }
    }

    @Test func callersAtEachLevel() throws {
        let state = try state("place") { frame in
            frame.push(frame.location()?.description ?? "-")
            frame.push(frame.location(level: 2)?.description ?? "-")
            frame.push(frame.location(level: 3)?.description ?? "-")
        }
        let text = try state.text(
            "local function f()\nreturn table.concat({place()}, ' ')\nend\nlocal x = f()\nreturn x")
        #expect(text == "test.lua:2 test.lua:4 -")
    }
}

struct HeldError: Error {
    nonisolated(unsafe) let witness: Witness
}
