import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("read.warc")
struct ArchiveReaderTests {
    @Test func pagesAreDocuments() throws {
        let html =
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html lang=en><title>T</title><nav>N</nav><p>One.</p>"
        let archive =
            ArchiveRecordsTests.record("request", "GET / HTTP/1.1")
            + ArchiveRecordsTests.record("response", html, "WARC-Target-URI: <http://x/>\r\nWARC-Date: 2020-01-02\r\n")
            + ArchiveRecordsTests.record("conversion", "Two.\n", "WARC-Record-ID: <urn:uuid:7>\r\n")
        let folder = try TemporaryFolder(["in/a.warc": archive, "in/b.warc": "WARC/1.0\n"])
        let component = try #require(Formats.readers["warc"])
        var source = try component.make(from: Setting.Table(items: ["in"], directory: folder.path)).open()
        let first = try #require(try source.next()).read()
        #expect(first.id == "http://x/" && first.text.string == "One." && first.language == "en")
        #expect(
            Value.object(first.metadata).json == #"{"title":"T","url":"http://x/","crawled":"2020-01-02"}"#)
        #expect(try source.next()?.read().id == "7")
        let broken = try #require(try source.next())
        #expect(throws: PipelineError.self) { try broken.read() }
        #expect(try source.next() == nil)
    }
}
