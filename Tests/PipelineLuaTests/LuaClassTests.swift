import PipelineLua
import Testing

struct LuaClassTests {
    /// A list of five words whose elements have a text, a length and a mark that can be set.
    private final class Words {
        var texts = ["one", "two", "three", "four", "five"]
        var marks = [Int: Int]()
    }

    private func declare(_ state: LuaState, _ words: Words) -> (list: LuaClass, word: LuaClass) {
        var declaration = LuaClassDeclaration(name: "word", expiredMessage: "document is no longer available")
        declaration.fields = [("text", 0, false), ("length", 1, false), ("mark", 2, true)]
        declaration.getter = { frame, word, field in
            switch field {
            case 0: frame.push(words.texts[word.a])
            case 1: frame.push(words.texts[word.a].utf8.count)
            default: words.marks[word.a].map { frame.push($0) } ?? frame.pushNil()
            }
        }
        declaration.setter = { frame, word, _ in words.marks[word.a] = try frame.integer(1) }
        declaration.methods = [
            (
                "repeated",
                { frame, word in
                    frame.push(String(repeating: words.texts[word.a], count: try frame.integer(1)))
                }
            )
        ]
        declaration.text = { "word \($0.a)" }
        let word = state.makeClass(declaration)
        var list = LuaClassDeclaration(name: "words", expiredMessage: "document is no longer available")
        list.length = { _ in words.texts.count }
        list.index = { frame, _, index in
            guard words.texts.indices.contains(index - 1) else {
                throw LuaError(.runtime, "index \(index) is out of range 1…\(words.texts.count)")
            }
            frame.push(word, index - 1)
        }
        list.call = { frame, _ in frame.push("called with \(frame.argumentCount)") }
        return (state.makeClass(list), word)
    }

    private func prepared() throws -> (state: LuaState, words: Words) {
        let (state, words) = (try LuaState(), Words())
        let classes = declare(state, words)
        state.setGlobal("words", state.makeObject(classes.list, 0))
        return (state, words)
    }

    @Test func fieldsMethodsAndOperators() throws {
        let (state, _) = try prepared()
        #expect(try state.text("return words[3].text .. words[3].length") == "three5")
        #expect(try state.text("return words[2]:repeated(2)") == "twotwo")
        #expect(try state.run("return #words")[0].exactInteger == 5)
        #expect(try state.text("return tostring(words[1]) .. tostring(words)") == "word 0words")
        #expect(try state.text("return words(1, nil)") == "called with 2")
        #expect(try state.run("return words[1] == words[1], words[1] == words[2]").map(\.boolean) == [true, false])
        #expect(try state.run("return words == words[1]")[0].boolean == false)
    }

    @Test func writableFields() throws {
        let (state, words) = try prepared()
        try state.run("words[2].mark = 9")
        #expect(words.marks == [1: 9])
        #expect(
            try state.failure("words[2].mark = 'x'").message
                == "bad value for 'mark' (integer expected, got string)")
    }

    @Test(arguments: ["ipairs", "pairs"])
    func walking(_ function: String) throws {
        let (state, _) = try prepared()
        let text = try state.text(
            "local s = '' for i, w in \(function)(words) do s = s .. i .. w.text .. ' ' end return s")
        #expect(text == "1one 2two 3three 4four 5five ")
    }

    @Test(arguments: [
        ("words[1].txt", "word has no field 'txt'"), ("words[1].txt = 1", "word has no field 'txt'"),
        ("words[1].text = 'x'", "field 'text' of word is read-only"),
        ("words[1].repeated = 1", "'repeated' is a method of word and cannot be assigned"),
        ("words[9]", "index 9 is out of range 1…5"), ("words[1][1]", "word has no field '[1]'"),
        (
            "words[1].repeated('x')",
            "calling 'repeated' on bad self (word expected, got string); write word:repeated(...)"
        ),
        ("words[1]:repeated('x')", "bad argument #1 to 'repeated' (integer expected, got string)"),
        ("words[1] .. 'x'", "attempt to concatenate a word value (field 'integer index')"),
    ])
    func mistakes(code: String, message: String) throws {
        let (state, _) = try prepared()
        let error = try state.failure("local x\n\(code.contains(" = ") || code.hasSuffix("')") ? "" : "x = ")\(code)")
        #expect(error.description == "test.lua:2: \(message)")
    }

    @Test func longAndManyNames() throws {
        let state = try LuaState()
        var declaration = LuaClassDeclaration(name: "wide")
        let long = String(repeating: "very_", count: 20) + "long"
        declaration.fields = (0..<200).map { ("field\($0)", $0, false) } + [(long, 777, false)]
        declaration.methods = (0..<50).map { number in ("method\(number)", { frame, _ in frame.push(number) }) }
        declaration.getter = { frame, _, field in frame.push(field) }
        state.setGlobal("wide", state.makeObject(state.makeClass(declaration), 0))
        for number in 0..<200 {
            #expect(try state.run("return wide.field\(number)")[0].exactInteger == Int64(number))
        }
        #expect(try state.run("return wide:method49()")[0].exactInteger == 49)
        #expect(try state.run("return wide.\(long)")[0].exactInteger == 777)
        #expect(try state.failure("return wide.\(long)er").underlying is LuaUnknownField)
        #expect(try state.failure("return wide[{}]").message == "wide has no field '[table]'")
    }

    @Test func metatablesAreOutOfReach() throws {
        let (state, _) = try prepared()
        #expect(try state.run("return getmetatable(words)")[0].boolean == false)
    }

    @Test(arguments: ["kept.text", "kept.mark = 1", "kept:repeated(1)", "list[1]", "#list", "list()", "ipairs(list)"])
    func objectsDieWithTheirGeneration(_ use: String) throws {
        let (state, _) = try prepared()
        try state.run("kept, list = words[1], words")
        state.endGeneration()
        let error = try state.failure(use.contains("=") || use.hasSuffix(")") ? use : "return \(use)")
        #expect(error.description == "test.lua:1: document is no longer available")
        #expect(try state.text("return tostring(kept)") == "word")
    }

    @Test func aStepOverAnEndedGenerationIsAnError() throws {
        let (state, _) = try prepared()
        try state.run("step, list, first = pairs(words)")
        state.endGeneration()
        #expect(try state.failure("step(list, first)").message == "document is no longer available")
    }

    @Test func unboundObjectsLive() throws {
        let state = try LuaState()
        var declaration = LuaClassDeclaration(name: "rule")
        declaration.fields = [("id", 0, false)]
        declaration.getter = { frame, rule, _ in frame.push(rule.b) }
        let rule = state.makeClass(declaration)
        state.setGlobal("rule", state.makeObject(rule, 1, 42))
        state.endGeneration()
        #expect(try state.run("return rule.id")[0].exactInteger == 42)
    }

    @Test func objectsComeBackToSwift() throws {
        let (state, words) = (try LuaState(), Words())
        let classes = declare(state, words)
        state.setGlobal("words", state.makeObject(classes.list, 0))
        let object = try #require(try state.run("return words[4]")[0].object)
        #expect(object.isInstance(of: classes.word))
        #expect(object.a == 3)
        #expect(state.isCurrent(object))
        let take = state.makeFunction("take") { $0.push(try $0.object(1, of: classes.word).a) }
        state.setGlobal("take", .function(take))
        #expect(try state.run("return take(words[2])")[0].exactInteger == 1)
        #expect(try state.failure("take(words)").message == "bad argument #1 to 'take' (word expected, got words)")
        state.endGeneration()
        #expect(!state.isCurrent(object))
        let error = #expect(throws: LuaError.self) { try state.call(take, [.object(object)]) }
        #expect(error?.message == "bad argument #1 to 'take' (document is no longer available)")
    }

    @Test func manyObjectsCostNoMemoryForEver() throws {
        let (state, _) = try prepared()
        try state.run("for i = 1, 1000 do local x = words[1].text end")
        state.collectGarbage()
        let before = state.bytesInUse
        try state.run("for i = 1, 200000 do local x = words[1].text end")
        state.collectGarbage()
        #expect(state.bytesInUse < before + 4096)
    }

    @Test func anObjectReleasesWhatItOwns() throws {
        let (state, count) = (try LuaState(), Witness.Count())
        var declaration = LuaClassDeclaration(name: "owner")
        declaration.fields = [("number", 0, false)]
        declaration.getter = { frame, owner, _ in frame.push(owner.a) }
        let owner = state.makeClass(declaration)
        let make = state.makeFunction("make") { frame in
            frame.push(frame.state.makeObject(owner, try frame.integer(1), owning: Witness(count)))
        }
        state.setGlobal("make", .function(make))
        #expect(try state.run("kept = make(1) for i = 2, 100 do make(i) end return kept.number")[0].exactInteger == 1)
        let kept = try state.run("local kept = kept _G.kept = nil return kept")[0]
        state.collectGarbage()
        #expect(count.alive == 1)
        // A value in Swift keeps the object, not a copy of its numbers.
        state.setGlobal("again", kept)
        #expect(try state.run("return again.number, rawequal(again, again)").map(\.exactInteger) == [1, nil])
        let reference = try #require(kept.other)
        #expect(kept.object == nil && state.typeName(of: reference) == "owner")
    }
}

extension LuaValue {
    fileprivate var other: LuaReference? {
        if case .other(let reference) = self { reference } else { nil }
    }
}
