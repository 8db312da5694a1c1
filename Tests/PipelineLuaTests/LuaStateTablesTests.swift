import PipelineLua
import Testing

struct LuaStateTablesTests {
    @Test func makesAndReads() throws {
        let state = try LuaState()
        let table = state.makeTable(array: [1, "two", 3.0], fields: ["name": "x", "on": true])
        #expect(state.length(of: table) == 3)
        #expect(state.element(2, of: table).text == "two")
        #expect(state.element(4, of: table).isNil)
        #expect(state.field("name", of: table).text == "x")
        #expect(state.field("absent", of: table).isNil)
        #expect(try state.run("local t = ...; return #t, t.on", .table(table))[1].boolean == true)
    }

    @Test func setsFieldsInPlace() throws {
        let state = try LuaState()
        let table = state.makeTable()
        state.setField("a", of: table, to: 7)
        state.setElement(1, of: table, to: "first")
        #expect(try state.run("local t = ...; return t[1] .. t.a", .table(table))[0].text == "first7")
    }

    @Test func readingIsRaw() throws {
        let state = try LuaState()
        let table = try #require(
            try state.run(
                "return setmetatable({}, {__index = function() error 'ran' end, __len = function() return 9 end})")[0]
                .table)
        #expect(state.field("x", of: table).isNil)
        #expect(state.length(of: table) == 0)
        #expect(state.hasMetatable(table))
        #expect(state.tag(of: table) == nil)
    }

    @Test func visitsEveryPair() throws {
        let state = try LuaState()
        let table = try #require(try state.run("return {10, 20, x = 30, [2.5] = 40, [true] = 50}")[0].table)
        let sum = try state.pairs(of: table).reduce(0) { $0 + ($1.value.exactInteger ?? 0) }
        #expect(sum == 150)
    }

    @Test func aThrowingVisitLeavesTheStateBalanced() throws {
        let state = try LuaState()
        let table = state.makeTable(array: [1, 2, 3])
        for _ in 0..<10_000 {
            #expect(throws: Mishap.self) { try state.forEachPair(of: table) { _, _ in throw Mishap(number: 1) } }
        }
    }

    @Test func changingTheTableUnderAVisitIsSafe() throws {
        let state = try LuaState()
        let table = try #require(try state.run("local t = {} for i = 1, 50 do t['k' .. i] = i end return t")[0].table)
        var added = 0
        try? state.forEachPair(of: table) { _, _ in
            added += 1
            if added < 1_000 { state.setField("new\(added)", of: table, to: 1) }
        }
        #expect(state.field("new1", of: table).exactInteger == 1)
    }

    @Test func emptyArrayIsNotEmptyObject() throws {
        let state = try LuaState()
        let array = state.makeTable(tag: state.arrayTag)
        let object = state.makeTable(tag: state.objectTag)
        let results = try state.run("local a, o = ...; return a, o", .table(array), .table(object))
        #expect(state.tag(of: try #require(results[0].table)) == state.arrayTag)
        #expect(state.tag(of: try #require(results[1].table)) == state.objectTag)
        #expect(state.tag(of: state.makeTable()) == nil)
    }

    @Test func marksCannotBeForgedOrRemoved() throws {
        let state = try LuaState()
        let stage = state.makeTag("stage")
        let table = state.makeTable()
        state.mark(table, as: stage)
        state.setGlobal("stage", .table(table))
        #expect(try state.text("return tostring(getmetatable(stage))") == "false")
        #expect(try state.failure("setmetatable(stage, nil)").message == "cannot change a protected metatable")
        #expect(try state.failure("stage()").message == "attempt to call a stage value (global 'stage')")
    }
}
