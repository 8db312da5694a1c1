import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

struct ExpressionTests {
    private func first(
        _ source: String, _ options: TextExpressionOptions = [], in text: [UInt8], from start: Int = 0,
        allowsEmpty: Bool = true, isCancelled: () -> Bool = { false }
    ) throws -> [Range<Int>?]? {
        var searcher = try ExpressionStage.compiler(source, options).makeSearcher()
        return try text.withUnsafeBufferPointer {
            try searcher.match(in: $0, from: start, allowsEmpty: allowsEmpty, isCancelled: isCancelled)
        }
    }

    @Test(
        arguments: [
            ("b", "abc", 0, 1..<2), ("b", "abcb", 2, 3..<4), ("x", "abc", 0, nil), ("", "", 0, 0..<0),
            ("c$", "abc\n", 0, nil),
            (#"\w+"#, "é ü", 3, 3..<5), (#"(?<=a)b"#, "ab", 1, 1..<2), (#"\bb"#, "ab", 1, nil),
        ] as [(String, String, Int, Range<Int>?)])
    func theFirstMatchIsFound(_ source: String, _ text: String, _ start: Int, _ range: Range<Int>?) throws {
        #expect(try first(source, in: Array(text.utf8), from: start)?[0] == range)
    }

    @Test func groupsHaveNumbersAndNames() throws {
        let expression = try ExpressionStage.compiler(#"(a)|(?<b>b)(?<c>c)?"#, [])
        #expect(expression.groupCount == 4)
        #expect(expression.groups.map(\.name) == ["b", "c"])
        #expect(expression.groups.map(\.number) == [2, 3])
        #expect(try first(#"(a)|(?<b>b)(?<c>c)?"#, in: Array("b".utf8)) == [0..<1, nil, 0..<1, nil])
    }

    @Test func anEmptyMatchAtTheStartCanBeLeftOut() throws {
        #expect(try first("a*", in: Array("ba".utf8), allowsEmpty: true)?[0] == 0..<0)
        #expect(try first("a*", in: Array("ba".utf8), allowsEmpty: false)?[0] == 1..<2)
        #expect(try first("a*", in: Array("b".utf8), allowsEmpty: false)?[0] == 1..<1)
        #expect(try first("", in: [], allowsEmpty: false) == nil)
    }

    @Test(arguments: [("(a", 2), ("é[", 3), ("a{2,1}", 5), (#"\C"#, 2)])
    func aWrongExpressionSaysWhere(_ source: String, _ offset: Int) throws {
        let error = try #require(throws: TextExpressionError.self) { try ExpressionStage.compiler(source, []) }
        #expect(error.kind == .invalid(offset: offset), "\(error)")
    }

    /// A long text is searched in windows; where they end must not show.
    @Test(arguments: 0..<40) func windowsDoNotShow(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var text = ""
        while text.utf8.count < 3000 { text += random.text(upTo: 200) + "é" }
        let bytes = Array(text.utf8)
        let place = random.number(in: 0..<bytes.count)
        let boundary: Int = (0...place).reversed().first { bytes[$0] & 0xC0 != 0x80 } ?? 0
        let marked = Array(bytes[..<boundary]) + Array("§needle§".utf8) + Array(bytes[boundary...])
        let found: Range<Int> = boundary..<boundary + 10
        #expect(try first("§needle§", in: marked)?[0] == found)
        #expect(try first("(?<=§)needle(?=§)", in: marked)?[0] == boundary + 2..<boundary + 8)
        #expect(try first(".*needle.*§", .dotAll, in: marked)?[0]?.upperBound == found.upperBound)
    }

    @Test func whatIsNoUTF8NeverMatches() throws {
        let text: [UInt8] = [0xFF, 0x61, 0x80, 0xC3, 0x62, 0xC3, 0xA9]
        #expect(try first(".", in: text)?[0] == 1..<2)
        #expect(try first(".", in: text, from: 2)?[0] == 4..<5)
        #expect(try first("é$", in: text)?[0] == 5..<7)
        #expect(try first("a.b", .dotAll, in: text) == nil)
    }

    @Test func aSearchThatGoesAstrayGivesUp() throws {
        let text = Array((String(repeating: "a", count: 50) + "b").utf8)
        let error = try #require(throws: TextExpressionError.self) { try first("^(a+)+$", in: text) }
        #expect(error.kind == .gaveUp)
    }

    /// Compiled code remembers little of where to go back to; what needs more is done by the interpreter.
    @Test func longRepetitionsOfGroupsWork() throws {
        let text = Array(String(repeating: "ab", count: 50_000).utf8)
        #expect(try first("(?:a|b)*?$", in: text)?[0] == 0..<100_000)
        #expect(try first("(a|b)*", in: text)?[0] == 0..<100_000)
    }

    @Test func aSearchCanBeCalledOff() throws {
        let text = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
        var asked = 0
        let error = try #require(throws: TextExpressionError.self) {
            try first("b", in: text) {
                asked += 1
                return asked == 3
            }
        }
        #expect(error.kind == .cancelled)
        #expect(asked == 3)
    }
}
