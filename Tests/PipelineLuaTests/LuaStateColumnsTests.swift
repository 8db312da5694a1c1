import Testing

@testable import PipelineLua

struct LuaStateColumnsTests {
    /// A class whose getter answers "asked", and the object 0 … 3 of it as globals.
    private func prepared() throws -> (state: LuaState, type: LuaClass) {
        let state = try LuaState()
        var declaration = LuaClassDeclaration(name: "thing", expiredMessage: "gone")
        declaration.isLight = true
        declaration.fields = [("name", 0, true), ("size", 1, false), ("big", 2, false), ("odd", 3, false)]
        declaration.getter = { frame, _, _ in frame.push("asked") }
        let type = state.makeClass(declaration)
        for number in 0...3 { state.setGlobal("t\(number)", state.makeObject(type, number)) }
        return (state, type)
    }

    private func withColumn(_ values: [UInt32], _ body: (UnsafeMutableBufferPointer<UInt32>) throws -> Void) throws {
        var values = values
        try values.withUnsafeMutableBufferPointer { try body($0) }
    }

    @Test func aColumnAnswersInPlaceOfTheGetter() throws {
        let (state, type) = try prepared()
        try withColumn([0, 5, LuaState.unknown, LuaState.unknowable]) { (values) throws in
            state.setColumn(1, of: type, .integers, UnsafeBufferPointer(values))
            #expect(try state.run("return t0.size, t1.size").map(\.exactInteger) == [0, 5])
            #expect(try state.run("return t2.size, t3.size, t0.name").map(\.text) == ["asked", "asked", "asked"])
            values[2] = 8
            #expect(try state.run("return t2.size")[0].exactInteger == 8)
            state.setColumn(1, of: type, .integers, UnsafeBufferPointer(rebasing: values[..<1]))
            #expect(try state.text("return t1.size") == "asked")
            state.setColumn(1, of: type, .integers, nil)
            #expect(try state.text("return t0.size") == "asked")
        }
    }

    @Test func flagsShareAColumn() throws {
        let (state, type) = try prepared()
        try withColumn([0b01, 0b10, 0b11, 0]) { (values) throws in
            state.setColumn(2, of: type, .flags(0b10), UnsafeBufferPointer(values))
            state.setColumn(3, of: type, .flags(0b01), UnsafeBufferPointer(values))
            #expect(
                try state.run("return t0.big, t1.big, t2.big, t3.big").map(\.boolean) == [false, true, true, false])
            #expect(
                try state.run("return t0.odd, t1.odd, t2.odd, t3.odd").map(\.boolean) == [true, false, true, false])
        }
    }

    @Test func aColumnEndsWithItsGeneration() throws {
        let (state, type) = try prepared()
        try withColumn([1, 1, 1, 1]) { (values) throws in
            state.setColumn(1, of: type, .integers, UnsafeBufferPointer(values))
            state.endGeneration()
            #expect(try state.failure("return t0.size").message == "gone")
            #expect(try state.text("return (...).size", state.makeObject(type, 0)) == "asked")
        }
    }

    @Test func stringsAreNumbered() throws {
        let (state, type) = try prepared()
        let texts = [
            "", "a", "b", "ab", "é", "👍", "12345678", "123456789", String(repeating: "x", count: 40), "a\u{0}",
        ]
        let numbers = texts.map { state.intern($0) }
        #expect(Set(numbers).count == texts.count && texts.map { state.intern($0) } == numbers)
        #expect(state.intern(String(repeating: "x", count: 41)) == LuaState.unknowable)
        for (text, number) in zip(texts, numbers) {
            try withColumn([number]) { (values) throws in
                state.setColumn(0, of: type, .strings, UnsafeBufferPointer(values))
                #expect(try state.text("return t0.name") == text)
            }
        }
    }

    @Test func objectsAreMadeOfTheirNumbers() throws {
        let (state, type) = try prepared()
        var declaration = LuaClassDeclaration(name: "view", expiredMessage: "gone")
        declaration.isLight = true
        let view = state.makeClass(declaration)
        for number in 0...3 { state.setGlobal("v\(number)", state.makeObject(view, number)) }
        try withColumn([3, LuaState.unknown, 0, 1]) { (values) throws in
            state.setColumn(1, of: type, .objects(view), UnsafeBufferPointer(values))
            #expect(
                try state.run("return t0.size == v3, t0.size == t3, t2.size == v0")
                    .map(\.boolean) == [true, false, true])
            #expect(try state.text("return t1.size") == "asked")
        }
    }

    @Test func stringsOfAnyLengthAreKeptUntilRoomIsMade() throws {
        let (state, type) = try prepared()
        let texts = [String(repeating: "é", count: 5000), "short"]
        let numbers = texts.map { text in Array(text.utf8).withUnsafeBufferPointer { state.keep($0) } }
        _ = state.intern("another")
        try withColumn(numbers) { (values) throws in
            state.setColumn(0, of: type, .strings, UnsafeBufferPointer(values))
            #expect(try state.run("return t0.name, t1.name").map(\.text) == texts)
        }
        for _ in 2..<16 { #expect([].withUnsafeBufferPointer { state.keep($0) } != LuaState.unknowable) }
        #expect([].withUnsafeBufferPointer { state.keep($0) } == LuaState.unknowable)
        state.collectGarbage()
        let full = state.bytesInUse
        #expect(!state.makeRoomForStrings())
        state.collectGarbage()
        #expect(state.bytesInUse < full - 9000)
        #expect([].withUnsafeBufferPointer { state.keep($0) } == numbers[0])
    }

    /// Numbers are the same for equal strings and differ for others, until room is made, and memory stays bounded.
    @Test func thePoolIsBounded() throws {
        let (state, type) = try prepared()
        #expect(!state.makeRoomForStrings())
        var known: [UInt32: Int] = [:]
        for number in 0..<20_000 {
            let place = state.intern("string \(number)")
            if place != LuaState.unknowable { #expect(known.updateValue(number, forKey: place) == nil) }
        }
        #expect(known.count == 1 << 14)
        #expect(state.intern("string 5") < LuaState.unknowable)
        let full = state.bytesInUse
        #expect(state.makeRoomForStrings() && !state.makeRoomForStrings())
        for number in 0..<16_000 { #expect(state.intern("other \(number)") != LuaState.unknowable) }
        state.collectGarbage()
        #expect(state.bytesInUse < full + 4096)
        try withColumn([state.intern("other 9")]) { (values) throws in
            state.setColumn(0, of: type, .strings, UnsafeBufferPointer(values))
            #expect(try state.text("return t0.name") == "other 9")
        }
    }

    @Test func knownElementsNeedNoHost() throws {
        let (state, type) = try prepared()
        var declaration = LuaClassDeclaration(name: "list", expiredMessage: "gone")
        declaration.isLight = true
        declaration.length = { _ in 99 }
        declaration.index = { frame, _, _ in frame.push("asked") }
        let list = state.makeClass(declaration)
        state.setGlobal("list", state.makeObject(list, 0))
        #expect(try state.run("return #list")[0].exactInteger == 99)
        state.setElements(of: list, to: type, count: 3)
        #expect(try state.run("return #list")[0].exactInteger == 3)
        #expect(
            try state.run("return list[1] == t0, list[3] == t2, list[1.0] == t0").map(\.boolean) == [true, true, true])
        #expect(try state.run("return list[0], list[4], list[-1], list[1 << 40]").allSatisfy(\.isNil))
        for walk in ["ipairs", "pairs"] {
            let count = "local n = 0 for i, t in \(walk)(list) do assert(t == list[i]) n = n + i end return n"
            #expect(try state.run(count)[0].exactInteger == 6)
        }
        state.setElements(of: list, to: type, count: 0)
        #expect(
            try state.run("for _ in ipairs(list) do error() end return #list, list[1]").map(\.exactInteger) == [0, nil])
    }
}

extension LuaState {
    fileprivate func text(_ source: String, _ argument: LuaValue) throws -> String? {
        try run(source, argument)[0].text
    }
}
