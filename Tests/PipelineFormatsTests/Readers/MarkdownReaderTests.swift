import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

struct MarkdownReaderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ text: String) throws -> Document {
        let path = try folder.write(text, to: "a.md")
        var source = try MarkdownReader(paths: [path]).open()
        let document = try #require(try source.next()).read()
        #expect(try source.next() == nil)
        return document
    }

    @Test func theFrontMatterBecomesMetadata() throws {
        let document = try read(
            """
            ---
            id: n-1
            title: "Two: a title"
            lang: en
            date: 2024-05-01
            draft: false
            weight: 3
            score: -0.5
            tags: [news, 'old']
            # a comment
            authors:
              - Lena Orlova
              - "Kim"
            note: |
              one
              two
            empty:
            ---

            # Head

            The text.
            """)
        #expect(document.id == "n-1" && document.language == "en")
        #expect(document.text.string == "# Head\n\nThe text.")
        #expect(
            Value.object(document.metadata).json
                == #"{"title":"Two: a title","date":"2024-05-01","draft":false,"weight":3,"score":-0.5,"#
                + #""tags":["news","old"],"authors":["Lena Orlova","Kim"],"note":"one\ntwo","empty":null}"#)
    }

    @Test(arguments: ["Just text.\n---\nmore", "---\nnever: closed\n", "", "--- \n---x\n"])
    func withoutAHeadAllIsText(text: String) throws {
        let document = try read(text)
        #expect(document.text.string == text && document.metadata.isEmpty && document.id == "a")
    }

    @Test func anEmptyHeadIsNone() throws {
        #expect(try read("---\r\n---\r\ntext").text.string == "text")
    }
}
