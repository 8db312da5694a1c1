import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("write.html")
struct HTMLWriterTests {
    private func page(_ documents: Document..., title: String? = nil) throws -> String {
        let writer = HTMLWriter(path: "out/news.html", title: title)
        var bytes = writer.prologue
        for document in documents { writer.encode(document, into: &bytes) }
        return String(decoding: bytes + writer.epilogue, as: UTF8.self)
    }

    @Test func aPageIsOneFileThatFetchesNothing() throws {
        let page = try page(Document(id: "a", text: "Lena Orlova spoke."))
        #expect(page.hasPrefix("<!doctype html>\n"))
        #expect(page.hasSuffix("</script>\n</body>\n</html>\n"))
        #expect(page.contains("default-src 'none'"))
        // The name of a kind of markup looks like an address and is none.
        let addresses = page.matches(of: /https?:[^\s"'`]+/).map { String($0.0) }
        #expect(addresses == ["http://www.w3.org/2000/svg"])
        #expect(page.firstMatch(of: /<(?:link|img|iframe|object|embed)\b|<script src|@import|url\(/) == nil)
    }

    @Test func theBrowserMayRunThatScriptAlone() throws {
        let page = try page()
        let script = try #require(page.firstMatch(of: /<script>([^\0]*?)<\/script>/)).1
        let style = try #require(page.firstMatch(of: /<style>([^\0]*?)<\/style>/)).1
        for (kind, text) in [("script", script), ("style", style)] {
            let hash = try #require(
                page.firstMatch(of: try Regex<(Substring, Substring)>("\(kind)-src 'sha256-([^']+)'"))
            ).1
            #expect(Base64.text(SHA256.hash(Array(text.utf8))) == hash)
        }
    }

    @Test func nothingInARecordEndsItsBlock() throws {
        let text = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)>"
        let page = try page(Document(id: text, metadata: ["k<": .string(text)], text: DocumentText(text)))
        let block = try #require(page.firstMatch(of: /class="record">(.*)<\/script>/)).1
        #expect(!block.contains("<"))
        let record = try #require(try JSONParser.parse(Array(block.utf8)).object)
        #expect(record["text"] == .string(text))
        #expect(record["id"] == .string(text))
    }

    @Test func recordsSayWhereRulesAre() throws {
        var document = Document(id: "a", text: "👍 Bonn")
        let provenance = Provenance(
            stage: "extract.patterns", phase: "places", rule: "city",
            location: SourceLocation(file: "rules/places.lua", line: 7, column: 3))
        try document.annotate(bytes: 5..<9, layer: "entities", label: "LOC", provenance: provenance)
        let page = try page(document)
        #expect(page.contains(#""start":3,"end":7"#), "the unit is what the browser counts")
        #expect(page.contains(#""rules":{"places/city":"rules/places.lua:7"}}</script>"#))
    }

    @Test func theTitleIsTheFilesNameAndNoMarkup() throws {
        #expect(try page().contains("<title>news</title>"))
        #expect(try page(title: "a < b & c").contains("<title>a &lt; b &amp; c</title>"))
        let component = try #require(Formats.writers["html"])
        let writer = try component.make(from: Setting.Table(items: ["o.html"], directory: "out"))
        #expect(writer.path == "out/o.html")
        #expect(String(decoding: writer.prologue, as: UTF8.self).contains("<title>o</title>"))
    }
}
