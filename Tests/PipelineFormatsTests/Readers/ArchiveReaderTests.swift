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

    private static let archive =
        ArchiveRecordsTests.record("warcinfo", "x: y\r\n")
        + ArchiveRecordsTests.record("conversion", "One.\r\n\r\n", "WARC-Target-URI: http://x:8/\r\n")
        + ArchiveRecordsTests.record("request", "GET") + ArchiveRecordsTests.record("conversion", "Zwei é\n")
        + ArchiveRecordsTests.record("conversion", "Three.", "WARC-Date: 2020-01-02\r\n")

    @Test func aLaterRunGoesOnAtAnyRecord() throws {
        let folder = try TemporaryFolder([
            "in/a.warc": Self.archive, "in/b.warc": Self.archive + "WARC/1.0\n", "in/c.warc": Self.archive,
        ])
        let reader = ArchiveReader(paths: [folder.path("in")])
        #expect(try reader.misled() == [])
        var source = try reader.open()
        let first = try source.next()?.position
        #expect(try #require(first).offset > 100, "it need not be read up to there")
    }

    @Test func aRecordOfADeadLetterIsReadAgain() throws {
        let folder = try TemporaryFolder(["a.warc": Self.archive])
        let reader = ArchiveReader(paths: [folder.path])
        var source = try reader.open()
        var count = 0
        while let raw = try source.next() {
            let again = try #require(reader.again(raw.input ?? [], named: raw.name)).read()
            let document = try raw.read()
            #expect(again.id == document.id && again.source == document.source && again.text == document.text)
            #expect(again.metadata == document.metadata)
            count += 1
        }
        #expect(count == 3)
        #expect(reader.again(Array("nonsense".utf8), named: "a.warc:1") == nil)
    }
}
