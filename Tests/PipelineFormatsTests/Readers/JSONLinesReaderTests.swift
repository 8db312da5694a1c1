import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("read.jsonl")
struct JSONLinesReaderTests {
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

    @Test func metadataMayBeCalledAsPartsOfARecordAre() throws {
        let folder = try TemporaryFolder()
        try folder.write(#"{"id":"a","meta":{"tokens":3},"text":"one"}"#, to: "a.jsonl")
        var source = try JSONLinesReader(paths: [folder.path("a.jsonl")], assigns: [.tokens]).open()
        let document = try #require(try source.next()).read()
        #expect(document.metadata["tokens"] == 3 && document.tokens.isEmpty)
    }
}
