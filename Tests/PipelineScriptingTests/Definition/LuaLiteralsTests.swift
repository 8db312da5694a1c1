import PipelineCore
import PipelineLua
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("String literals of Lua")
struct LuaLiteralsTests {
    private static let literals = [
        #""plain""#, "'plain'", #"'with "quotes"'"#, #""it's""#, "''", #""""#,
        #""\a\b\f\n\r\t\v\\\"\'""#, #""\x41\x7e""#, #""\65\065\0650\0\10x""#, #""\u{41}\u{e9}\u{1F44D}\u{00000041}""#,
        #""\u{7FFFFFFF}""#, #""\u{D800}""#, #""\xC3\xA9""#, #""a\z     b\z"# + "\n\t\r\n  c\"",
        "\"one\\\ntwo\"", "\"one\\\r\ntwo\"", "\"one\\\n\rtwo\"", "\"one\\\rtwo\"",
        "[[plain]]", "[[]]", "[==[a ]] b ]=] c]==]", "[[\nfirst line end]]", "[[\r\nfirst]]", "[[\n\rfirst]]",
        "[[\n\nsecond]]",
        "[[a\nb]]", "[[a\r\nb]]", "[[a\rb]]", "[[a\n\rb]]", "[[a\n\nb]]", #"[[\n stays]]"#, "[=[ [[inner]] ]=]",
        "[[ ' \" -- ]]",
        "\"é 👍\"", "[[é 👍]]", #""a -- no comment""#, "'[[ no bracket'",
    ]

    /// What Lua makes of a literal, and what the map says it is.
    @Test(arguments: literals)
    func everyFormIsFound(_ literal: String) throws {
        let lua = try LuaState()
        let content = try #require(try lua.call(lua.load("return \(literal)", name: "a")).first?.text)
        let source = "local x = 'before' return \(literal), 'after'"
        let map = LuaLiterals.map(of: SourceFile(path: "a.lua", bytes: Array(source.utf8)))
        let found = try #require(map.literal(content, after: "before"), "\(literal) is not in the map")
        let bytes = Array(source.utf8)
        let inside = String(decoding: bytes[found.bytes], as: UTF8.self)
        #expect(found.isVerbatim == (inside == content))
        #expect(literal.contains(inside))
        #expect(map.literal("after")?.isVerbatim == true)
    }

    @Test(arguments: [
        ("-- 'no'\n'yes'", "yes"), ("--[[ 'no'\n'no' ]] 'yes'", "yes"), ("--[==[ 'no' ]] ]==] 'yes'", "yes"),
        ("---[[ 'no'\n'yes'", "yes"), ("--[ 'no'\n'yes'", "yes"), ("t[ [[yes]] ] = t[u[1]]", "yes"),
        ("a = b - -'yes'", "yes"), ("t[=[yes]=]", "yes"), ("t[1] = x[y['yes']]", "yes"), ("--", ""), ("'yes", "yes"),
        ("'a\\", ""), ("[[yes", "yes"), ("[==", ""),
    ])
    func commentsAndBracketsAreNoLiterals(_ source: String, _ word: String) {
        let map = LuaLiterals.map(of: SourceFile(path: "a.lua", bytes: Array(source.utf8)))
        #expect(map.literal("no")?.content == nil)
        if !word.isEmpty { #expect(map.literal(word)?.content == word) }
    }

    @Test func aPlaceInALiteralIsAPlaceInTheFile() throws {
        let source = "return {\n  { name = \"é\", pattern = [[\n  one (two]] },\n  \"a\\tb\" }"
        let map = LuaLiterals.map(of: SourceFile(path: "r.lua", bytes: Array(source.utf8)))
        let pattern = try #require(map.literal("  one (two", after: "é"))
        #expect("\(map.location(of: 6..<7, in: pattern))" == "r.lua:3:7")
        #expect(map.location(of: 6..<10, in: pattern).length == 4)
        #expect("\(map.location(in: try #require(map.literal("é"))))" == "r.lua:2:13")
        let escaped = try #require(map.literal("a\tb"))
        #expect("\(map.location(of: 1..<2, in: escaped))" == "r.lua:4:4")
    }

    /// Strings in random forms are found with the content that Lua sees, and offsets into those that stand there byte
    /// for byte lead to the right bytes.
    @Test(arguments: 0..<40) func randomLiteralsAreFound(_ seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        let lua = try LuaState()
        var source = "return {\n"
        var literals: [String] = []
        for number in 0..<20 {
            let literal = LiteralMaker.literal(number: number, using: &generator)
            source += "  \(["", "x = ", "--[[ ' ]] ", "f = "].randomElement(using: &generator) ?? "")\(literal),"
            source += ["\n", "\r\n", " -- it's\n", "--[==[ \" \n ]==]\n"].randomElement(using: &generator) ?? "\n"
            literals.append(literal)
        }
        let bytes = Array((source + "}").utf8)
        let map = LuaLiterals.map(of: SourceFile(path: "a.lua", bytes: bytes))
        for literal in literals {
            let content = try #require(try lua.call(lua.load("return \(literal)", name: "a")).first?.text)
            let found = try #require(map.literal(content), "seed \(seed): \(literal)")
            let inside = bytes[found.bytes]
            #expect(found.isVerbatim == inside.elementsEqual(content.utf8), "seed \(seed): \(literal)")
            #expect(literal.contains(String(decoding: inside, as: UTF8.self)), "seed \(seed): \(literal)")
        }
    }
}

/// Writes strings down in one of the forms that Lua knows.
enum LiteralMaker {
    private static let pieces = [
        "a", "B", " ", "é", "👍", "'", "\"", "\\", "\n", "\r", "\t", "]", "]]", "]=]", "[[", "--", "0", "9", "\u{1}",
        "x",
    ]

    /// A literal of a random string that no other number has.
    static func literal(number: Int, using generator: inout SeededRandom) -> String {
        var text = "\(number):"
        for _ in 0..<Int.random(in: 0...12, using: &generator) {
            text += pieces.randomElement(using: &generator) ?? ""
        }
        let level = String(repeating: "=", count: Int.random(in: 0...3, using: &generator))
        let isLong = Bool.random(using: &generator) && !text.contains("]\(level)]") && !text.hasSuffix("]")
        if isLong { return "[\(level)[\(Bool.random(using: &generator) ? "\n" : "")\(text)]\(level)]" }
        let quote = Bool.random(using: &generator) ? "\"" : "'"
        return quote + text.unicodeScalars.map { escaped($0, quote, &generator) }.joined() + quote
    }

    private static func escaped(
        _ scalar: Unicode.Scalar, _ quote: String, _ generator: inout SeededRandom
    ) -> String {
        let code = scalar.value
        let isPlain = code >= 0x20 && scalar != "\\" && String(scalar) != quote
        switch Int.random(in: 0..<(isPlain ? 12 : 5), using: &generator) {
        case 0: return "\\u{\(String(code, radix: 16))}"
        case 1 where code < 0x80: return "\\x" + String(code + 0x100, radix: 16).suffix(2)
        case 2 where code < 0x80: return "\\" + String(code + 1000).suffix(3)
        case 3 where isPlain && scalar != " ": return "\\z \n \(scalar)"
        default: return isPlain ? String(scalar) : scalar == "\n" ? "\\\n" : "\\u{\(String(code, radix: 16))}"
        }
    }
}
