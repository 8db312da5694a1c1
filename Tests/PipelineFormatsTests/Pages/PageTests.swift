import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("Pages")
struct PageTests {
    private func blocks(_ html: String) throws -> [String] {
        try Page(Array(html.utf8)).blocks.map { "\($0.isAside ? "-" : "")\($0.text)" }
    }

    @Test(
        arguments: [
            ("", []), ("<p></p>", []), ("just text", ["just text"]),
            ("<p>One\n  <b>bold</b>, <i>two</i> .</p><p>Three</p>", ["One bold, two .", "Three"]),
            ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
            ("a<br>b<br/> c", ["a\nb\nc"]),
            ("<h1>H</h1><ul><li>x<li>y</ul>", ["H", "x", "y"]),
            ("<table><tr><td>1</td><td>2</td></tr><tr><th>3</th></tr></table>", ["1 2", "3"]),
            ("<pre>a\n  b</pre>", ["a\n  b"]),
            ("<script>x</script><style>y</style><noscript>n</noscript><p>z</p><!-- c -->", ["z"]),
            ("<p hidden>a</p><p style='display: none'>b</p><p aria-hidden=true>c</p>d", ["d"]),
            ("<nav>n</nav><p>p</p><footer><p>f</p></footer><div role=banner>b</div>", ["-n", "p", "-f", "-b"]),
            ("<p>caf&eacute; &amp; &#128077; &nbsp;x</p>", ["café & 👍 x"]),
            ("<p>broken <b>tags</p> go <i>on", ["broken tags", "go on"]),
            ("\u{0}<p>a", ["a"]),
        ])
    func textComesInBlocks(_ html: String, _ expected: [String]) throws {
        #expect(try blocks(html) == expected)
    }

    @Test func linksCount() throws {
        let blocks = try Page(Array("<p>ab <a href=x>cd</a></p><p><a>e</a></p>".utf8)).blocks
        #expect(blocks.map(\.linkedCount) == [3, 1])
        #expect(blocks.map(\.wordCount) == [2, 1])
    }

    @Test func encodingsAreThoseThatThePageNames() throws {
        let latin: [UInt8] = Array("<meta charset=windows-1252><p>caf".utf8) + [0xE9, 0x80]
        #expect(try Page(latin).blocks.map(\.text) == ["café€"])
        #expect(try Page([0xC1, 0xC2], charset: "koi8-r").blocks.map(\.text) == ["аб"])
        #expect(try Page(Array("<meta charset=latin1><p>é".utf8)).blocks.map(\.text) == ["é"])
    }

    @Test func anyBytesAreAPage() throws {
        var random = SeededRandom(seed: 11)
        let start = Array(
            "<html lang=en><body><article><p>Some <a href='#'>words</a></p></article><ul><li>x</ul><!-- --></html>".utf8
        )
        for _ in 0..<2000 {
            var bytes = start
            for _ in 0..<random.number(in: 1..<8) {
                let place = random.number(in: 0..<bytes.count)
                switch random.number(in: 0..<3) {
                case 0: bytes[place] = UInt8(random.number(in: 0..<256))
                case 1: bytes.remove(at: place)
                default:
                    bytes.insert(contentsOf: random.pick([Array("<p".utf8), [0xFF], Array("&#x0;".utf8)]), at: place)
                }
            }
            let page = try Page(bytes)
            #expect(page.allText.utf8.count <= bytes.count * 4)
            _ = page.mainText
        }
    }

    @Test func deepNestingEnds() throws {
        let deep = String(repeating: "<div>", count: 100_000) + "x"
        _ = try Page(Array(deep.utf8))
    }
}
