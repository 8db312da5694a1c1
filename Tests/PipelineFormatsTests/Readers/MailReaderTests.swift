import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("read.mail")
struct MailReaderTests {
    @Test func aMailIsADocument() throws {
        let folder = try TemporaryFolder([
            "in/a.eml": "From x Mon\nSubject: S\nFrom: =?utf-8?q?Zo=C3=AB?= <z@x>\nMessage-ID: <1@x>\n\nHi.\n"
        ])
        let component = try #require(Formats.readers["mail"])
        let documents = try component.make(from: Setting.Table(items: ["in"], directory: folder.path)).documents()
        #expect(documents.map(\.id) == ["a"] && documents[0].text.string == "Hi.\n")
        #expect(
            Value.object(documents[0].metadata).json
                == #"{"subject":"S","from":"Zoë <z@x>","message_id":"<1@x>"}"#)
    }
}
