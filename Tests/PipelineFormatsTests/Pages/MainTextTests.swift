import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("The article of a page")
struct MainTextTests {
    private static let long = String(repeating: "The ministers met again to talk about the price of bread. ", count: 5)
        .trimmingSuffix { $0 == " " }

    private func main(_ html: String) throws -> String { try Page(Array(html.utf8)).mainText }

    @Test func aMarkedArticleIsBelieved() throws {
        let html = """
            <header><a href=/>Home</a></header><nav><ul><li><a href=/a>News</a></ul></nav>
            <main><h1>Bread</h1><article><h2>Talks go on</h2><p>\(Self.long)</p><p>Short end.</p>
            <p><a href=/more>Read more about it here</a></p><aside>Advertisement</aside></article></main>
            <article><a href=/b>Another story</a></article><footer>All rights reserved by the paper and its owners.</footer>
            """
        #expect(try main(html) == "Talks go on\n\n\(Self.long)\n\nShort end.")
    }

    @Test func withoutMarksLengthAndLinksTell() throws {
        let html = """
            <div><a href=/>Home</a> <a href=/n>News</a> <a href=/s>Sport</a></div>
            <div>\(Self.long)</div><div>\(Self.long)</div>
            <div><a href=/1>One</a> | <a href=/2>Two</a></div><div>Copyright</div>
            """
        #expect(try main(html) == "\(Self.long)\n\n\(Self.long)")
    }

    @Test func aPageOfShortPartsIsTakenWhole() throws {
        #expect(try main("<p>A</p><p>B</p><nav>N</nav>") == "A\n\nB")
        #expect(try main("") == "")
    }
}

extension String {
    fileprivate func trimmingSuffix(while isLast: (Character) -> Bool) -> String {
        var text = self
        while let last = text.last, isLast(last) { text.removeLast() }
        return text
    }
}
