@testable import PipelineCore
import PipelineTestSupport
import Testing

struct DeadLetterTests {
    private func line(_ error: PipelineError, _ raw: RawDocument, _ document: Document? = nil) -> String {
        let line = DeadLetter(error: error, raw: raw, document: document).line
        #expect(throws: Never.self) {
            let problems = try JSONSchema(named: "dead-letter").problems(JSONParser.parse(line))
            #expect(problems == [])
        }
        return String(decoding: line, as: UTF8.self)
    }

    private func raw(_ input: [UInt8]?) -> RawDocument {
        RawDocument(name: "mail.txt", input: input) { Document(id: "x", text: "") }
    }

    @Test func tellsWhatIsKnown() {
        let error = PipelineError(
            .scriptFailed, "attempt to index nil", location: SourceLocation(file: "config.lua", line: 3),
            stage: "desk", document: "a1#2", traceback: ["config.lua:3: in process"])
        let document = Document(
            id: "a1", source: "in/a1.txt", language: "en", metadata: ["n": 1], text: "Text")
        #expect(
            line(error, raw(nil), document)
                == #"{"id":"a1","name":"mail.txt","source":"in/a1.txt","language":"en","meta":{"n":1},"stage":"desk","code":"script.failed","message":"attempt to index nil","#
                + #""location":"config.lua:3","traceback":["config.lua:3: in process"],"text":"Text"}"# + "\n")
    }

    @Test func keepsNothingThatIsTooLarge() {
        let error = PipelineError(.documentTooLarge, "no")
        #expect(
            line(error, raw([0x61]), nil) == #"{"id":"mail.txt","code":"document.too-large","message":"no"}"# + "\n")
    }

    @Test func leavesOutWhatIsNotKnown() {
        #expect(
            line(PipelineError(.documentUnreadable, "no"), raw(nil))
                == #"{"id":"mail.txt","code":"document.unreadable","message":"no"}"# + "\n")
    }

    @Test func keepsTheInputAsItCame() {
        let error = PipelineError(.documentUnreadable, "no")
        #expect(line(error, raw(Array("{\"a\n".utf8))).hasSuffix(#""input":"{\"a\n"}"# + "\n"))
        #expect(line(error, raw([0x61, 0xFF])).hasSuffix(#""input_bytes":[97,255]}"# + "\n"))
        let document = Document(id: "a", text: "repaired")
        #expect(line(error, raw(Array("raw".utf8)), document).contains(#""input":"raw""#))
    }
}
