import Testing

/// Gold is read as its guide says, and what is inconsistent is named.
@Suite("Gold articles")
struct GoldArticleTests {
    private static let head = """
        | date: 2026-03-10
        | tension: low
        | PER Ana Ruiz = Ana Ruiz; Ruiz
        | LOC Lima
        Lima waits

        """

    private static let statement = "| STATEMENT direct | source: Ruiz | cue: said | content: “Yes,” | speaker: Ana Ruiz"

    private func problems(_ gold: String) -> [String] {
        GoldArticle(name: "a", source: Self.head + "“Yes,” Ruiz said on Monday. “Ana Ruiz said so.”\n" + gold).problems
    }

    @Test func anArticleIsItsLinesWithoutGold() throws {
        let article = GoldArticle(
            name: "a",
            source: Self.head + """
                “Yes,” said Ana Ruiz. She said no more. Ruiz left.
                | MENTION Ana Ruiz @ She
                | STATEMENT mixed | source: She | cue: She [said] | content: “Yes,” + no … more | speaker: Ana Ruiz
                """)
        #expect(article.problems.isEmpty)
        #expect(article.text.string == "Lima waits\n“Yes,” said Ana Ruiz. She said no more. Ruiz left.")
        #expect(article.date == "2026-03-10")
        #expect(article.reading.names.map(\.entity).sorted() == ["Ana Ruiz", "Ana Ruiz", "Ana Ruiz", "Lima"])
        let text = Array(article.text.string.utf8)
        let link = try #require(article.reading.links.first)
        func words(_ part: String) -> [String] {
            (link.parts[part] ?? []).map { String(decoding: text[$0], as: UTF8.self) }
        }
        #expect(words("cue") == ["said"])
        #expect(words("content") == ["“Yes,”", "no more"])
        #expect(words("speaker").sorted() == ["Ana Ruiz", "Ruiz", "She"])
        #expect(link.attributes["kind"] == "mixed")
    }

    @Test(arguments: [
        ("| DATE 2026-03-09 @ Monday", []),
        ("", ["a: a day or month is neither a DATE nor in a name, at byte 35"]),
        (
            "| DATE 2026-03-09 @ Monday\n| DATE 2026-03-08 @ Sunday",
            ["a: 'Sunday' is not in the text: DATE 2026-03-08 @ Sunday"]
        ),
        (
            "| DATE 2026-03-09 @ Monday\n| MENTION Bo @ so",
            ["a: no entity 'Bo': MENTION Bo @ so", "a: a mention of Bo is no source"]
        ),
        ("| DATE 2026-03-09 @ Monday\n| PLACE Lima", ["a: 'PLACE' is no label for a paragraph: PLACE Lima"]),
        ("| DATE 2026-03-09 @ Monday\n| ROLE current | role: waits", ["a: no person: ROLE current | role: waits"]),
        (
            "| DATE 2026-03-09 @ Monday\n| EVENT WAR | trigger: waits",
            ["a: 'WAR' is no word of EVENT: EVENT WAR | trigger: waits"]
        ),
        (
            "| DATE 2026-03-09 @ Monday\n" + statement,
            ["a: 'Ruiz' is there 2 times: " + statement.dropFirst(2)]
        ),
    ])
    func inconsistentGoldIsNamed(gold: String, expected: [String]) {
        #expect(problems(gold) == expected)
    }

    @Test func aFormThatNeverOccursIsNamed() {
        let article = GoldArticle(name: "a", source: "| tension: none\n| ORG Red Cross\nRed Crossing")
        #expect(article.problems == ["a: 'Red Cross' is nowhere in the text", "a: no level of tension"])
    }
}
