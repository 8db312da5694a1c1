import PipelineTestSupport
import Testing

@testable import PipelineCore

struct LexicalAttributesTests {
    @Test(arguments: [
        ("", ""), ("Apple", "Xxxxx"), ("APPLES", "XXXX"), ("iPhone12", "xXxxxxdd"), ("2,500.00", "d,ddd.dd"),
        ("n't", "x'x"), ("123456", "dddd"), ("-----", "----"), ("Ärger", "Xxxxx"), ("Москва", "Xxxxx"), ("日本", "xx"),
        ("😀", "😀"),
    ])
    func drawsTheShape(text: String, shape: String) {
        #expect(LexicalAttributes.shape(text) == shape)
    }

    @Test func countsScalarsAndLowersCase() {
        #expect(LexicalAttributes.length("e\u{301}😀") == 3)
        #expect(LexicalAttributes.lower("ÄRGER İ") == "ärger i\u{307}")
    }

    @Test func takesTheShortWayForPlainWordsWithTheSameResult() {
        var random = SeededRandom(seed: 7)
        let letters = Array("aAbBzZthenowTWO")
        for _ in 0..<5_000 {
            let word = String((0..<random.number(in: 0..<6)).map { _ in random.pick(letters) })
            #expect(LexicalAttributes.flags(word) == LexicalAttributes.anyFlags(word), "\(word)")
        }
        for word in ["two", "The", "MILLION"] {
            #expect(LexicalAttributes.flags(word) == LexicalAttributes.anyFlags(word), "\(word)")
        }
    }

    /// Each flag with texts that have it, and texts that come near and do not.
    @Test(
        arguments: [
            ("is_alpha", ["abc", "Ärger", "日本", "ʼ"], ["", "a1", "a b", "a-b", "é1"]),
            ("is_ascii", ["abc", "!", "\u{7F}"], ["", "é", "a…"]),
            ("is_digit", ["1", "٣", "123", "²"], ["", "1.0", "½", "a1"]),
            ("is_lower", ["abc", "a1", "ß-x"], ["", "Abc", "123", "日本"]),
            ("is_upper", ["ABC", "A1", "Ä"], ["", "Abc", "123"]),
            (
                "is_title", ["Abc", "Abc Def", "Jean-Luc", "A", "A1b".replacing("b", with: "B")],
                ["", "abc", "ABC", "McX", "1"]
            ),
            ("is_punct", [".", "...", "“", "-", "_", "@"], ["", ".a", "+", "$", "<"]),
            ("is_space", [" ", "\n\t", "\u{A0}"], ["", " a", "\u{200B}"]),
            ("is_quote", ["\"", "'", "“", "”", "«", "``", "''", "`", "‟", "❯"], ["", ",", "\"\""]),
            ("is_left_punct", ["(", "[", "“", "„", "«", "``", "‛", "❮"], ["", ")", "”", "a"]),
            ("is_right_punct", [")", "}", "”", "»", "''", "❯"], ["", "(", "“", "a"]),
            ("is_bracket", ["(", "]", "<"], ["", "((", "“"]),
            ("is_currency", ["$", "€", "£€"], ["", "$5", "USD"]),
            (
                "like_num", ["10", "1,000.5", "-3", "+4", "1/2", "ten", "Million", "3rd", "21ST", "tenth"],
                ["", "-", "1/", "1/2/3", "a1", "tens", "3x", "rd"]
            ),
            (
                "like_url",
                [
                    "http://a", "https://a.b/c", "www.example", "example.com", "a-b.co.uk/x", "x.example:80/a?b",
                    "ftp://8.8.8.8/x",
                ],
                ["", "www.", "ftp://", "e.g.", "a@b.com", "a.b c", ".com", "U.S.A", "192.168.1.1", "x-.example"]
            ),
            (
                "like_email", ["a@b.com", "First.Last@mail.example.org"],
                ["", "@b.com", "a@b", "a@.com", "a@b@c.d", "a@b."]
            ),
            ("is_stop", ["the", "The", "n't", "’s"], ["", "theory", "house"]),
        ] as [(String, [String], [String])])
    func setsFlags(name: String, having: [String], lacking: [String]) throws {
        let flag = try #require(LexicalFlags.byName[name])
        for text in having { #expect(LexicalAttributes.flags(text).contains(flag), "\(text) has \(name)") }
        for text in lacking { #expect(!LexicalAttributes.flags(text).contains(flag), "\(text) has no \(name)") }
    }

    @Test func namesEachFlagOnce() {
        #expect(Set(LexicalFlags.byName.values).count == LexicalFlags.byName.count)
        #expect(LexicalFlags.byName.count == 17)
    }
}
