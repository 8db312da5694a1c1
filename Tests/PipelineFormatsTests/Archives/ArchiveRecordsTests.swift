import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("Records of web archives")
struct ArchiveRecordsTests {
    private func records(_ bytes: [UInt8], part: Int = .max) throws -> [ArchiveRecord] {
        var records = ArchiveRecords(SlowSource(bytes, part: part), of: InputFiles.File(path: "a.warc", stem: "a"))
        var found: [ArchiveRecord] = []
        while let record = try records.next() { found.append(record) }
        return found
    }

    static func record(_ type: String, _ content: String, _ more: String = "") -> String {
        "WARC/1.0\r\nWARC-Type: \(type)\r\n\(more)Content-Length: \(content.utf8.count)\r\n\r\n\(content)\r\n\r\n"
    }

    @Test(arguments: [1, 7, 64, Int.max])
    func recordsFollowEachOther(_ part: Int) throws {
        let text =
            Self.record("warcinfo", "x: y\r\n")
            + Self.record("conversion", "é\r\n\r\nmore", "WARC-Record-ID: <urn:uuid:12-34>\r\n")
            + Self.record("response", "", "WARC-Target-URI: http://x/\r\n")
        let found = try records(Array(text.utf8), part: part)
        #expect(found.map(\.name) == ["1", "12-34", "http://x/"])
        #expect(found.map { String(decoding: $0.content, as: UTF8.self) } == ["x: y\r\n", "é\r\n\r\nmore", ""])
        #expect(found.map { $0.page == nil } == [true, false, true])
    }

    @Test(
        arguments: [
            ("nonsense\n\n", "record 1 does not begin with WARC/"), ("WARC/1.0\nA: b", "record 1 has no header"),
            ("WARC/1.0\nA: b\n\n", "record 1 has no Content-Length"),
            ("WARC/1.0\nContent-Length: 9\n\nabc", "the archive ends within record 1"),
            ("WARC/1.0\nContent-Length: -1\n\nabc", "record 1 has no Content-Length"),
        ])
    func whatIsNoArchiveIsNamed(_ text: String, _ problem: String) throws {
        let error = try #require(throws: PipelineError.self) { try records(Array(text.utf8)) }
        #expect(error.message == "cannot read a.warc: \(problem)")
        #expect(try records([]).isEmpty && records(Array("\r\n\r\n".utf8)).isEmpty)
    }

    @Test(
        arguments: [
            ("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=x\r\n\r\n<p>a", "<p>a"),
            ("HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\n<p>a", nil),
            ("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx", nil), ("", nil),
            (
                "HTTP/1.1 200 OK\nContent-Type: text/plain\nTransfer-Encoding: chunked\n\n3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n",
                "abcde"
            ),
            ("HTTP/1.1 200 OK\nContent-Type: text/plain\nTransfer-Encoding: chunked\n\nplain text", "plain text"),
        ])
    func anAnswerHoldsAPage(_ answer: String, _ body: String?) {
        #expect(ArchivedPage(answer: Array(answer.utf8)).map { String(decoding: $0.body, as: UTF8.self) } == body)
    }

    @Test func anyBytesCanBeRead() throws {
        var random = SeededRandom(seed: 21)
        let start = Array((Self.record("conversion", "abc") + Self.record("response", "HTTP/1.1 200 OK\n\nx")).utf8)
        for _ in 0..<3000 {
            var bytes = start
            for _ in 0..<random.number(in: 1..<6) {
                bytes[random.number(in: 0..<bytes.count)] = UInt8(random.number(in: 0..<128))
            }
            for record in (try? records(bytes, part: random.number(in: 1..<50))) ?? [] { _ = record.page }
        }
    }
}

/// Bytes in parts of a size.
private final class SlowSource: ByteSource {
    private var bytes: ArraySlice<UInt8>
    private let part: Int

    init(_ bytes: [UInt8], part: Int) {
        self.bytes = bytes[...]
        self.part = part
    }

    func next() throws(PipelineError) -> [UInt8] {
        defer { bytes = bytes.dropFirst(part) }
        return Array(bytes.prefix(part))
    }
}
