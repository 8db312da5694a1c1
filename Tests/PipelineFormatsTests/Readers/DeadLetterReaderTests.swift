import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

struct DeadLetterReaderTests {
    private func documents(_ lines: String, base: any Reader = JSONLinesReader(paths: [])) throws -> [Result<
        Document, any Error
    >] {
        let folder = try TemporaryFolder(["dead.jsonl": lines])
        var source = try DeadLetterReader(path: folder.path("dead.jsonl"), base: base).open()
        var documents: [Result<Document, any Error>] = []
        while let raw = try source.next() { documents.append(Result { try raw.read() }) }
        return documents
    }

    @Test func theReaderOfTheRunReadsTheInput() throws {
        let letter = #"{"id":"7","name":"in/a.jsonl:12","code":"x","message":"m","input":"{\"text\":\"T\"}"}"#
        let document = try #require(try documents(letter + "\n").first).get()
        #expect(document.id == "a.jsonl:12" && document.source == "in/a.jsonl" && document.text.string == "T")
    }

    @Test func bytesThatAreNoTextComeBack() throws {
        let input = Array("{\"text\":\"T\"".utf8) + [0xFF] + Array("}".utf8)
        let letter = "{\"id\":\"a:1\",\"code\":\"x\",\"message\":\"m\",\"input_bytes\":\(input)}"
        let error = #expect(throws: PipelineError.self) { try documents(letter)[0].get() }
        #expect(error?.message.hasPrefix("not JSON") == true && error?.location?.file == "a")
    }

    @Test func aTextComesBackWithWhatWasKnownOfIt() throws {
        let letter =
            #"{"id":"a","name":"in/a.txt","source":"in/a.txt","language":"en","meta":{"n":1},"code":"x","text":"T"}"#
        let document = try documents(letter)[0].get()
        #expect(document.id == "a" && document.source == "in/a.txt" && document.language == "en")
        #expect(document.metadata == ["n": 1] && document.text.string == "T")
    }

    @Test(arguments: [
        ("nonsense", "the line is no dead letter"), (#"{"id":"a"}"#, "the line is no dead letter"),
        (#"{"id":"a","code":"x"}"#, "the dead letter does not hold the document; read its source again"),
        (
            #"{"id":"a","code":"x","input":"T"}"#,
            "documents of this format cannot be read again from a dead letter"
        ),
    ])
    func whatCannotBeReadAgainFails(_ line: String, _ message: String) throws {
        let documents = try documents(line, base: TextReader(paths: []))
        let error = #expect(throws: PipelineError.self) { try documents[0].get() }
        #expect(error?.message == message)
    }
}
