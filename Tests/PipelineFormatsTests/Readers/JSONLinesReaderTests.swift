import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("read.jsonl")
struct JSONLinesReaderTests {
    private func document(_ line: String, reader: JSONLinesReader = JSONLinesReader(paths: [])) throws -> Document {
        try reader.document(line: Array(line.utf8), number: 7, file: "in/a.jsonl")
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
        let reader = JSONLinesReader(paths: [], text: "body", id: "nr")
        let document = try document(#"{"nr":3,"id":"kept","text":"kept too","body":"B"}"#, reader: reader)
        #expect(document.id == "3")
        #expect(document.text.string == "B")
        #expect(Value.object(document.metadata).json == #"{"id":"kept","text":"kept too"}"#)
    }

    @Test func invalidUTF8IsRepairedAndTheRestCounts() throws {
        let line = Array(#"{"id":"a","text":"x"#.utf8) + [0xFF, 0xC3] + Array(#"y"}"#.utf8)
        let document = try JSONLinesReader(paths: []).document(line: line, number: 1, file: "a")
        #expect(document.id == "a")
        #expect(document.text.string == "x\u{FFFD}\u{FFFD}y")
    }
}

@Suite("Files of JSON lines")
struct JSONLinesFilesTests {
    @Test func blankLinesAreNoDocumentsButCount() throws {
        let folder = try TemporaryFolder([
            "in/a.jsonl": "\u{FEFF}{\"text\":\"1\"}\r\n\r\n \t\n{\"text\":\"2\"}",
            "in/b.ndjson": "{\"text\":\"3\"}\n", "in/c.json": "{}",
        ])
        let documents = try JSONLinesReader(paths: [folder.path("in")]).documents()
        #expect(documents.map(\.id) == ["a.jsonl:1", "a.jsonl:4", "b.ndjson:1"])
        #expect(documents.map(\.text.string) == ["1", "2", "3"])
    }

    @Test func aBadLineDoesNotSpoilTheNext() throws {
        let folder = try TemporaryFolder(["a.jsonl": "{\"text\":\"1\"}\nnonsense\n{\"text\":\"3\"}\n"])
        var source = try JSONLinesReader(paths: [folder.path("a.jsonl")]).open()
        var found: [String] = []
        while let raw = try source.next() {
            #expect(raw.input != nil)
            let text = (try? raw.read())?.text.string ?? String(decoding: raw.input ?? [], as: UTF8.self)
            found.append("\(folder.relative(raw.name)) \(text)")
        }
        #expect(found == ["a.jsonl:1 1", "a.jsonl:2 nonsense", "a.jsonl:3 3"])
    }

    @Test func theDefinitionNamesKeysAndPaths() throws {
        let folder = try TemporaryFolder(["a.jsonl": #"{"nr":"n","body":"B"}"#])
        let component = try #require(Formats.readers["jsonl"])
        let table = Setting.Table(
            items: ["a.jsonl"], fields: ["text": "body", "id": "nr"],
            directory: folder.path)
        #expect(try component.make(from: table).documents().map(\.id) == ["n"])
    }
}
