import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("read.html")
struct HTMLReaderTests {
    @Test func aPageIsADocument() throws {
        let folder = try TemporaryFolder([
            "in/a.html": "<html lang=en><title>T</title><nav>N</nav><p>One.</p><p>Two &amp; more.</p>",
            "in/b.txt": "no",
        ])
        let component = try #require(Formats.readers["html"])
        let documents = try component.make(from: Setting.Table(items: ["in"], directory: folder.path)).documents()
        #expect(documents.map(\.id) == ["a"] && documents[0].text.string == "One.\n\nTwo & more.")
        #expect(documents[0].language == "en" && documents[0].metadata["title"] == "T")
        let whole = try HTMLReader(paths: [folder.path("in/a.html")], isWhole: true).documents()
        #expect(whole[0].text.string == "N\n\nOne.\n\nTwo & more.")
    }

    @Test func anUnknownEncodingIsSaidAtOnce() throws {
        let component = try #require(Formats.readers["html"])
        #expect(throws: PipelineError.self) {
            try component.make(from: Setting.Table(items: ["a"], fields: ["encoding": "none"]))
        }
    }
}
