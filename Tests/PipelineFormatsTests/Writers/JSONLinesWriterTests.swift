import PipelineCore
import PipelineFormats
import PipelineTestSupport
import Testing

@Suite("write.jsonl")
struct JSONLinesWriterTests {
    private func writer(_ fields: [String: Setting]) throws -> any Writer {
        let component = try #require(Formats.writers["jsonl"])
        return try component.make(
            from: Setting.Table(items: ["o.jsonl"], fields: fields, directory: "out"))
    }

    @Test func aRecordIsALine() throws {
        let writer = try writer([:])
        var bytes = Array("before\n".utf8)
        try writer.encode(Document(id: "a", text: "x\ny"), into: &bytes)
        try writer.encode(Document(id: "b", text: ""), into: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "before\n{\"id\":\"a\",\"text\":\"x\\ny\"}\n{\"id\":\"b\",\"text\":\"\"}\n")
        #expect(writer.path == "out/o.jsonl")
        #expect(writer.prologue.isEmpty && writer.epilogue.isEmpty)
    }

    @Test(
        arguments: [
            (["text": false], #"{"id":"a"}"#),
            (
                ["tokens": true],
                #"{"id":"a","text":"👍 b","tokens":[{"start":0,"end":1},{"start":2,"end":3}],"sentences":[[0,3]]}"#
            ),
            (
                ["tokens": true, "text": false, "offsets": "utf16"],
                #"{"id":"a","tokens":[{"start":0,"end":2},{"start":3,"end":4}],"sentences":[[0,4]]}"#
            ),
        ] as [([String: Setting], String)])
    func theDefinitionSaysWhatIsInIt(_ fields: [String: Setting], _ record: String) throws {
        #expect(try writer(fields).text(try .whitespaceTokenized("👍 b", id: "a")) == record + "\n")
    }

    @Test(
        arguments: [
            (
                ["offsets": "bytes"],
                #"jsonl: option 'offsets' takes one of "scalars", "utf8", "utf16", not "bytes""#
            ),
            (["text": "yes"], "jsonl: option 'text' takes true or false, not string"),
            (["token": true], "jsonl has no option 'token'"),
        ] as [([String: Setting], String)])
    func aWrongOptionIsAnError(_ fields: [String: Setting], _ message: String) throws {
        let error = try #require(throws: PipelineError.self) { try writer(fields) }
        #expect(error.code == .definitionInvalid)
        #expect(error.message == message)
    }

    @Test func whatWasWrittenCanBeRead() throws {
        let folder = try TemporaryFolder()
        var document = Document(id: "a", language: "en", metadata: ["n": 1.0, "l": []], text: "é\u{1}")
        document.source = "s"
        let path = try folder.write(try writer([:]).text(document), to: "a.jsonl")
        let read = try #require(try JSONLinesReader(paths: [path]).documents().first)
        #expect(read.id == "a" && read.language == "en" && read.source == "s")
        #expect(read.metadata == document.metadata)
        #expect(read.text == document.text)
    }
}
