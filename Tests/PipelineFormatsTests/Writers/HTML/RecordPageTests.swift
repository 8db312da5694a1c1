import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("Pages of records")
struct RecordPageTests {
    private func page(_ records: String, summary: String? = nil) throws -> (text: String, count: Int) {
        let folder = try TemporaryFolder(["r.jsonl": records, "s.jsonl": summary ?? ""])
        var bytes: [UInt8] = []
        let page = RecordPage(
            input: folder.path("r.jsonl"), unit: .scalars, title: "r",
            summary: summary == nil ? nil : folder.path("s.jsonl"))
        let count = try page.write { bytes += $0 }
        return (String(decoding: bytes, as: UTF8.self), count)
    }

    @Test func aRecordIsABlock() throws {
        let (text, count) = try page("{\"id\":\"a\",\"text\":\"1 < 2\"}\n\n{\"id\":\"b\"}")
        #expect(count == 2)
        #expect(text.contains("class=\"record\">{\"id\":\"a\",\"text\":\"1 \\u003c 2\"}</script>\n<script"))
        #expect(text.hasSuffix("class=\"record\">{\"id\":\"b\"}</script>\n</body>\n</html>\n"))
        #expect(text.contains("<body data-offsets=\"scalars\">"))
    }

    @Test func noRecordsAreAPageToo() throws {
        let (text, count) = try page("")
        #expect(count == 0)
        #expect(text.hasSuffix("</html>\n"))
    }

    @Test func theSummaryStandsBehindTheRecords() throws {
        let (text, count) = try page("{\"id\":\"a\"}", summary: "{\"stage\":\"s\",\"documents\":1,\"value\":\"<\"}\n")
        #expect(count == 1)
        #expect(
            text.hasSuffix(
                "class=\"summary\">{\"stage\":\"s\",\"documents\":1,\"value\":\"\\u003c\"}</script>\n</body>\n</html>\n"
            ))
        let error = try #require(throws: PipelineError.self) { try page("{\"id\":\"a\"}", summary: "{\"id\":\"a\"}\n") }
        #expect(error.message == "not a summary: it has no 'stage'")
    }

    @Test(arguments: [
        ("{\"id\":\"a\"}\n{\"id\":", "not a record: not JSON: "), ("\n[1]", "not a record: it is array and no object"),
        ("{\"id\":1}\n{\"message\":\"boom\"}", "not a record: it has no 'id'"),
    ])
    func whatIsNoRecordIsNamedByItsLine(_ records: String, _ message: String) throws {
        let error = try #require(throws: PipelineError.self) { try page(records) }
        #expect(error.message.hasPrefix(message), "\(error.message)")
        #expect(error.location?.line == 2)
    }

    @Test func pagesAreKnownByTheirBeginning() throws {
        let folder = try TemporaryFolder(["a.html": "<!doctype html><title>mine</title>", "empty.html": ""])
        try folder.write(ViewPage(title: "t", unit: .utf16).head, to: "page.html")
        #expect(!RecordPage.mayReplace(folder.path("a.html")))
        for name in ["empty.html", "page.html", "none.html"] { #expect(RecordPage.mayReplace(folder.path(name))) }
    }
}
