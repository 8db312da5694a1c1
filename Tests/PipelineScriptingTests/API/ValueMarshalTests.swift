import PipelineCore
import PipelineLua
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("Values on their way through Lua")
struct ValueMarshalTests {
    private func state() throws -> ScriptState {
        try ScriptState(Script(path: "none.lua", catalog: .testing, settings: [:]))
    }

    /// Runs a function of a document and gives the document as it then is.
    private func run(_ body: String, on document: Document) throws -> Document {
        let state = try state()
        let function = try state.lua.call(state.lua.load("return function(doc) \(body) end", name: "test.lua"))[0]
            .function
        var document = document
        try state.lend(&document, to: Provenance(stage: "s")) {
            _ = try state.lua.call(try #require(function), [state.lua.makeObject(state.classes.document, 0)])
        }
        return document
    }

    @Test(
        arguments: [
            nil, true, false, 0, 1, -1, 9_223_372_036_854_775_807, 1.0, -0.0, 0.1, 1e300, 2.2250738585072014e-308,
            9007199254740993, "",
            "é👍\u{0}",
            [], [:], [[]], [[:]], ["a": []], [nil], [nil, nil], ["": 1], ["a": nil], ["1": "x"], [1, 1.0, "1"],
            .integer(.min), .number(9_007_199_254_740_992),
        ] as [Value])
    func aValueComesBackAsItWent(_ value: Value) throws {
        let state = try state()
        let back = try #require(try state.value(from: state.luaValue(value)))
        #expect(back == value)
        #expect(back.json == value.json)
    }

    /// Metadata that a script copies by hand, by proxy and by JSON is the same value each time. Objects come back with
    /// their keys sorted, since tables have no order.
    @Test(arguments: 0..<60) func randomValuesPassThroughMetadata(_ seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        let value = RandomValue.value(depth: 4, using: &generator)
        let document = Document(id: "a", metadata: ["value": value], text: "")
        let body = """
            local json = require "pipeline".json
            doc.meta.proxy = doc.meta.value
            local table = {}
            for key, item in pairs(doc.meta) do table[key] = item end
            doc.meta.table = table.value
            doc.meta.json = json.decode(json.encode(doc.meta.value))
            doc.meta.decoded = json.encode(doc.meta.json) == json.encode(table.value)
            """
        let metadata = try run(body, on: document).metadata
        for key in ["value", "proxy", "table", "json"] {
            #expect(metadata[key] == value, "seed \(seed): \(key)")
            #expect(
                metadata[key].map(RandomValue.sorted)?.json == RandomValue.sorted(value).json, "seed \(seed): \(key)")
        }
        #expect(metadata["value"]?.json == value.json)
        #expect(metadata["decoded"] == true)
    }

    @Test func invalidUTF8IsRepaired() throws {
        let document = try run(#"doc.meta.text = "a\xFFb""#, on: Document(id: "a", text: ""))
        #expect(document.metadata["text"] == "a\u{FFFD}b")
    }

    @Test func aTableKeepsItsKindByHowItIsFilled() throws {
        let body = """
            local pipeline = require "pipeline"
            local list, object = pipeline.array {}, pipeline.object {}
            doc.meta.list = list
            doc.meta.object = object
            list[1], object.a = "x", "y"
            doc.meta.filled = { list, object }
            doc.meta.numbered = pipeline.object { ["1"] = "one" }
            """
        let metadata = try run(body, on: Document(id: "a", text: "")).metadata
        #expect(
            Value.object(metadata).json == #"{"list":[],"object":{},"filled":[["x"],{"a":"y"}],"numbered":{"1":"one"}}"#
        )
    }

    @Test(arguments: [
        ("pipeline.object { 1 }", "v has positions, so it is no object"),
        ("pipeline.object { 1, a = 2 }", "v has positions, so it is no object"),
        ("pipeline.array { a = 1 }", "v has names, so it is no list"),
        ("pipeline.array { 1, a = 1 }", "v has names, so it is no list"),
        ("pipeline.array { 1, nil, 3 }", "v is a list with holes"),
    ])
    func aKindThatDoesNotFitIsAnError(_ value: String, _ message: String) throws {
        let body = "local pipeline = require 'pipeline' doc.meta.v = \(value)"
        let error = try #require(throws: LuaError.self) { try run(body, on: Document(id: "a", text: "")) }
        #expect(error.message == message)
    }

    @Test func sixtyFourLevelsAreEnough() throws {
        let body = { (depth: Int) in
            "local v = 1 for _ = 1, \(depth) do v = { v } end doc.meta.v = v"
        }
        let deep = try run(body(64), on: Document(id: "a", text: "")).metadata["v"]
        #expect(deep?.json == String(repeating: "[", count: 64) + "1" + String(repeating: "]", count: 64))
        #expect(throws: (any Error).self) { try run(body(65), on: Document(id: "a", text: "")) }
    }
}

/// Makes values of every kind.
enum RandomValue {
    static func value(depth: Int, using generator: inout SeededRandom) -> Value {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &generator) {
        case 0: return .null
        case 1: return .boolean(.random(using: &generator))
        case 2: return .integer(Int64(bitPattern: UInt64.random(in: 0...UInt64.max, using: &generator)))
        case 3: return .integer(.random(in: -3...3, using: &generator))
        case 4: return .number(Double(Int.random(in: -1000...1000, using: &generator)) / 8)
        case 5: return .string(string(using: &generator))
        case 6:
            let count = Int.random(in: 0...4, using: &generator)
            return .array((0..<count).map { _ in value(depth: depth - 1, using: &generator) })
        default:
            var object = Value.Object()
            for _ in 0..<Int.random(in: 0...15, using: &generator) {
                object[string(using: &generator)] = value(depth: depth - 2, using: &generator)
            }
            return .object(object)
        }
    }

    private static func string(using generator: inout SeededRandom) -> String {
        let pieces = ["a", "b", "1", " ", "é", "👍", "\u{0}", "\"", "\\", "\n", "null", "{}"]
        let count = Int.random(in: 0...4, using: &generator)
        return (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }

    /// The value with the keys of all objects sorted.
    static func sorted(_ value: Value) -> Value {
        switch value {
        case .array(let array): return .array(array.map(sorted))
        case .object(let object):
            var result = Value.Object()
            for entry in object.entries.sorted(by: { $0.key < $1.key }) { result[entry.key] = sorted(entry.value) }
            return .object(result)
        default: return value
        }
    }
}
