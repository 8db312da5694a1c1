import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("Objects of JSON as documents")
struct JSONMappingTests {
    private func document(_ line: String, _ mapping: JSONMapping = JSONMapping()) throws -> Document {
        try mapping.document(
            Array(line.utf8), line: 7, file: InputFiles.File(path: "in/a.jsonl", stem: "a"), called: "a line")
    }

    @Test func theKnownKeysBecomeWhatTheySay() throws {
        let document = try document(
            #"{"id":"n1","text":"Hi.","language":"en","source":"wire","meta":{"b":1,"a":2.0},"url":"u","b":null}"#)
        #expect(document.id == "n1")
        #expect(document.text.string == "Hi.")
        #expect(document.language == "en")
        #expect(document.source == "wire")
        #expect(document.metadata.keys == ["b", "a", "url"])
        #expect(Value.object(document.metadata).json == #"{"b":null,"a":2.0,"url":"u"}"#)
    }

    @Test(arguments: [
        (#"{"id":"x","text":""}"#, "x"),
        (#"{"id":12,"text":""}"#, "12"),
        (#"{"id":12.0,"text":""}"#, "a.jsonl:7"),
        (#"{"id":"","text":""}"#, "a.jsonl:7"),
        (#"{"id":null,"text":""}"#, "a.jsonl:7"),
        (#"{"text":""}"#, "a.jsonl:7"),
    ])
    func aLineWithoutAnIdentityIsCalledByItsPlace(_ line: String, _ id: String) throws {
        #expect(try document(line).id == id)
    }

    /// Regression: a known key with a value of another kind was lost.
    @Test(arguments: [
        (#"{"text":"","meta":5}"#, #"{"meta":5}"#),
        (#"{"text":"","source":{"name":"wire"},"language":["en"]}"#, #"{"source":{"name":"wire"},"language":["en"]}"#),
        (#"{"text":"","id":{"a":1}}"#, #"{"id":{"a":1}}"#),
        (#"{"text":"","meta":null,"source":null,"language":null,"id":null}"#, "{}"),
    ])
    func whatDoesNotFitAKnownKeyStaysInTheMetadata(_ line: String, _ metadata: String) throws {
        let document = try document(line)
        #expect(Value.object(document.metadata).json == metadata)
        #expect(document.source == "in/a.jsonl")
        #expect(document.language == nil)
    }

    @Test(arguments: [
        ("{", "in/a.jsonl:7:2: not JSON: a key was expected"),
        (#"{"text":"a",}"#, "in/a.jsonl:7:13: not JSON: a key was expected"),
        (#"{"text":"é👍", x}"#, "in/a.jsonl:7:15: not JSON: a key was expected"),
        (#"{"text":"a"} {}"#, "in/a.jsonl:7:14: not JSON: unexpected text after the value"),
        (#"{"text":01}"#, "in/a.jsonl:7:10: not JSON: a number may not begin with 0"),
        (#"{"text":"a\q"}"#, "in/a.jsonl:7:12: not JSON: unknown escape"),
        ("{\"text\":\"a\tb\"}", "in/a.jsonl:7:11: not JSON: a control character stands in a string"),
        (#"["text"]"#, "in/a.jsonl:7: a line holds an object, not array"),
        ("5", "in/a.jsonl:7: a line holds an object, not integer"),
        ("{}", "in/a.jsonl:7: the key 'text' holds no text"),
        (#"{"text":5}"#, "in/a.jsonl:7: the key 'text' holds no text"),
        (#"{"text":null}"#, "in/a.jsonl:7: the key 'text' holds no text"),
        (#"{"Text":"a"}"#, "in/a.jsonl:7: the key 'text' holds no text"),
    ])
    func aMistakeNamesLineAndColumn(_ line: String, _ message: String) throws {
        let error = try #require(throws: PipelineError.self) { try document(line) }
        #expect(error.code == .documentUnreadable)
        #expect("\(error)" == message)
    }

    @Test func theMessageShowsNothingOfTheDocument() throws {
        let error = try #require(throws: PipelineError.self) { try document(#"{"secret":"word","text":1}"#) }
        #expect(!DiagnosticFormatter().format(error).contains("word"))
    }

    @Test func otherKeysMayHoldTextAndIdentity() throws {
        var mapping = JSONMapping()
        mapping.text = "body"
        mapping.id = "nr"
        let document = try document(#"{"nr":3,"id":"kept","text":"kept too","body":"B"}"#, mapping)
        #expect(document.id == "3")
        #expect(document.text.string == "B")
        #expect(Value.object(document.metadata).json == #"{"id":"kept","text":"kept too"}"#)
    }

    @Test func invalidUTF8IsRepairedAndTheRestCounts() throws {
        let line = Array(#"{"id":"a","text":"x"#.utf8) + [0xFF, 0xC3] + Array(#"y"}"#.utf8)
        let file = InputFiles.File(path: "a", stem: "a")
        let document = try JSONMapping().document(line, line: 1, file: file, called: "a line")
        #expect(document.id == "a")
        #expect(document.text.string == "x\u{FFFD}\u{FFFD}y")
    }

    @Test func keysWithinOthersHaveDots() throws {
        var mapping = JSONMapping()
        mapping.text = "body.text"
        mapping.id = "meta.nr"
        let found = try document(#"{"body":{"text":"B","n":1},"meta":{"nr":7}}"#, mapping)
        #expect(found.id == "7" && found.text.string == "B")
        #expect(Value.object(found.metadata).json == #"{"body":{"n":1}}"#)
        #expect(try document(#"{"body.text":"B"}"#, mapping).text.string == "B")
        #expect(throws: PipelineError.self) { try document(#"{"body":"B"}"#, mapping) }
    }

    @Test func aMistakeInAnObjectOfSeveralLinesHasItsOwnLine() throws {
        let error = try #require(throws: PipelineError.self) { try document("{\n\"text\": \"é\",\n  x}") }
        #expect("\(error)" == "in/a.jsonl:9:3: not JSON: a key was expected")
    }
}
