import Testing

@testable import PipelineLua

/// Objects that are a number and no block of memory.
struct LuaObjectTests {
    private final class Words {
        var reads = 0
        var marks: [Int: Int] = [:]
    }

    private func prepared() throws -> (state: LuaState, words: Words, list: LuaClass, word: LuaClass) {
        let (state, words) = (try LuaState(), Words())
        var declaration = LuaClassDeclaration(name: "word", expiredMessage: "document is no longer available")
        declaration.isLight = true
        declaration.fields = [("number", 0, false), ("mark", 1, true), ("name", 2, false), ("even", 3, false)]
        declaration.getter = { frame, word, field in
            words.reads += 1
            switch field {
            case 0: frame.push(word.a)
            case 1: frame.push(words.marks[word.a] ?? 0)
            case 2: frame.push("word \(word.a)")
            default: frame.push(word.a % 2 == 0)
            }
        }
        declaration.setter = { frame, word, _ in words.marks[word.a] = try frame.integer(1) }
        declaration.methods = [("plus", { frame, word in frame.push(word.a + (try frame.integer(1))) })]
        declaration.text = { "word \($0.a)" }
        let word = state.makeClass(declaration)
        var list = LuaClassDeclaration(name: "words", expiredMessage: "document is no longer available")
        list.isLight = true
        list.length = { _ in 3 }
        list.index = { frame, _, index in
            words.reads += 1
            (1...3).contains(index) ? frame.push(word, index - 1) : frame.pushNil()
        }
        let lists = state.makeClass(list)
        state.setGlobal("words", state.makeObject(lists, 0))
        state.setGlobal("null", .null)
        return (state, words, lists, word)
    }

    @Test func aLightObjectIsUsedLikeAnyOther() throws {
        let (state, words, _, _) = try prepared()
        #expect(try state.run("return words[2].number, #words, words[4]").map(\.exactInteger) == [1, 3, nil])
        #expect(try state.text("return tostring(words[3]) .. ' ' .. tostring(words)") == "word 2 words")
        #expect(try state.run("return words[2]:plus(40)")[0].exactInteger == 41)
        try state.run("words[2].mark = 9")
        #expect(words.marks == [1: 9])
        #expect(
            try state.text("local s = '' for i, w in ipairs(words) do s = s .. i .. w.name end return s")
                == "1word 02word 13word 2")
        #expect(try state.text("return type(words[1])") == "userdata")
        #expect(try state.run("return getmetatable(words[1])")[0].boolean == false)
    }

    @Test func equalObjectsAreOneTableKey() throws {
        let (state, _, _, _) = try prepared()
        let same =
            "return words[1] == words[1], words[1] == words[2], words[1] == null, words == words[1], words[1] == 0"
        #expect(try state.run(same).map(\.boolean) == [true, false, false, false, false])
        #expect(
            try state.run("local t = { [words[1]] = 'a' } return t[words[1]], t[words[2]]").map(\.text) == ["a", nil])
    }

    @Test(arguments: [
        ("return words[1].nam", "word has no field 'nam'"),
        ("words[1].number = 2", "field 'number' of word is read-only"),
        ("words[1] = 2", "words has no field '[1]'"), ("return words.count", "words has no field 'count'"),
        ("return words[1][1]", "word has no field '[1]'"), ("return words[1.5]", "words has no field '[number]'"),
        ("return words[nil]", "words has no field '[nil]'"),
        ("return #words[1]", "attempt to get length of a word value"),
        ("return words[1]()", "attempt to call a word value"),
        ("return 'a' .. words[1]", "attempt to concatenate a word value"),
        ("return words[1] .. null", "attempt to concatenate a word value"),
        ("return pairs(words[1])", "attempt to iterate over a word value"),
        ("return words[1].plus(words)", "calling 'plus' on bad self (word expected, got words); write word:plus(...)"),
        ("return null.x", "attempt to index a null value"), ("null.x = 1", "attempt to index a null value"),
        ("return #null", "attempt to get length of a null value"), ("return null()", "attempt to call a null value"),
        ("return pairs(null)", "attempt to iterate over a null value"),
        ("return null .. ''", "attempt to concatenate a null value"),
    ])
    func mistakes(_ code: String, _ message: String) throws {
        #expect(try prepared().state.failure("local x\n" + code).description == "test.lua:2: \(message)")
    }

    @Test func nullStaysNull() throws {
        let (state, _, _, _) = try prepared()
        #expect(try state.run("return tostring(null), null == null").map(\.text) == ["null", nil])
        guard case .null = try state.run("return null")[0] else { throw Mishap(number: 1) }
    }

    @Test func objectsComeBackToSwift() throws {
        let (state, _, list, word) = try prepared()
        let object = try #require(try state.run("return words[3]")[0].object)
        #expect(object.isInstance(of: word) && !object.isInstance(of: list) && object.a == 2 && object.b == 0)
        let take = state.makeFunction("take") { $0.push(try $0.object(1, of: word)) }
        state.setGlobal("take", .function(take))
        #expect(try state.run("return take(words[2]) == words[2]")[0].boolean == true)
        #expect(try state.failure("take(words)").message == "bad argument #1 to 'take' (word expected, got words)")
        #expect(try state.failure("take(null)").message == "bad argument #1 to 'take' (word expected, got null)")
        #expect(try state.run("return ...", state.makeObject(word, Int(UInt32.max)))[0].object?.a == Int(UInt32.max))
    }

    @Test(arguments: [
        "kept.number", "kept.mark = 1", "kept:plus(1)", "list[1]", "#list", "ipairs(list)", "pairs(list)",
    ])
    func aLightObjectDiesWithItsGeneration(_ use: String) throws {
        let (state, _, list, word) = try prepared()
        state.setElements(of: list, to: word, count: 3)
        try state.run("kept, list = words[1], words")
        state.endGeneration()
        state.setElements(of: list, to: word, count: 3)
        let error = try state.failure(use.contains("=") || use.hasSuffix(")") ? use : "return \(use)")
        #expect(error.description == "test.lua:1: document is no longer available")
        #expect(try state.text("return tostring(kept)") == "word")
    }

    /// The number of a generation has 28 bits. An object of one that had the same number is taken for alive; what was
    /// known of its fields is not.
    @Test func generationsComeRoundAgain() throws {
        let (state, words, list, word) = try prepared()
        let values = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: 3)
        values.initialize(repeating: 7)
        state.setColumn(0, of: word, .integers, UnsafeBufferPointer(values))
        state.setElements(of: list, to: word, count: 2)
        try state.run("kept, list = words[1], words")
        #expect(try state.run("return kept.number, #list").map(\.exactInteger) == [7, 2])
        values.deallocate()
        state.advanceGeneration(by: 1 << 28 - 1)
        #expect(try state.failure("return kept.number").message == "document is no longer available")
        state.advanceGeneration(by: 1)
        words.reads = 0
        #expect(try state.run("return kept.number, #list").map(\.exactInteger) == [0, 3])
        #expect(words.reads == 1)
    }
}
