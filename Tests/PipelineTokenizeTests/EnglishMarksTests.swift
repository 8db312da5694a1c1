import PipelineCore
import PipelineTokenize
import Testing

@Suite("English marks and scripts")
struct EnglishMarksTests {
    @Test(arguments: [
        Cut("Well... no… Why?! Yes!!!", "Well ... no … Why ?! Yes !!!"),
        Cut("this -- that — those – these--all", "this -- that — those – these -- all"),
        Cut("\"Yes,\" he said.", "\" Yes , \" he said ."),
        Cut("“Yes,” he said, ‘no’.", "“ Yes , ” he said , ‘ no ’ ."),
        Cut("``Yes'' he said 'so'", "`` Yes '' he said ' so '"),
        Cut("an \"unbalanced mark", "an \" unbalanced mark"),
        Cut("(see [1] and {2})", "( see [ 1 ] and { 2 } )"),
        Cut("«so», said ‹he›", "« so » , said ‹ he ›"),
        Cut("***** ==== ____", "***** ==== ____"),
        Cut("fine :-) really :( <3", "fine :-) really :( <3"),
        Cut("ratio: 3:1; x:y", "ratio : 3:1 ; x : y"),
        Cut("a • b", "a • b"),
    ])
    func marks(_ cut: Cut) {
        #expect(tokens(cut.text) == cut.expected)
    }

    @Test(arguments: [
        Cut("go 👩‍👩‍👧‍👦!", "go 👩‍👩‍👧‍👦 !"),
        Cut("👍🏽👍🏽", "👍🏽 👍🏽"),
        Cut("🇫🇷🇩🇪 and 1️⃣", "🇫🇷 🇩🇪 and 1️⃣"),
        Cut("❤️ you", "❤️ you"),
        Cut("naïve café Škoda", "naïve café Škoda"),
        Cut("e\u{301}tude", "e\u{301}tude"),
        Cut("Привет, мир! שלום עולם", "Привет , мир ! שלום עולם"),
        Cut("नमस्ते दुनिया", "नमस्ते दुनिया"),
        Cut("東京 です", "東 京 で す"),
        Cut("한국어 문장", "한국어 문장"),
        Cut("x\u{A0}y\u{3000}z", "x y z"),
    ])
    func scripts(_ cut: Cut) {
        #expect(tokens(cut.text) == cut.expected)
    }

    @Test func controlCharactersAreTokens() {
        #expect(tokens("a\u{0}\u{0}b\u{1}") == "a \u{0}\u{0} b \u{1}")
        #expect(tokens("\u{FEFF}a \u{301}") == "a \u{301}")
        #expect(tokens("").isEmpty)
        #expect(tokens(" \r\n\t ").isEmpty)
    }

    @Test func normalFormsAreGivenWhereTheyDifferFromLowerCase() throws {
        var document = Document(id: "a", text: "We can’t say “they've” won't, he's I'm you’ll")
        try EnglishTokenizerStage().process(&document, StageContext(stage: "tokenize.english"))
        let norms = (0..<document.tokens.count).map { index in
            "\(document.tokenText(index))=\(document.value(of: .norm, at: index) ?? "")"
        }
        #expect(
            norms == [
                "We=", "ca=can", "n’t=not", "say=", "“=\"", "they=", "'ve=have", "”=\"", "wo=will", "n't=not", ",=",
                "he=", "'s=", "I=", "'m=am", "you=", "’ll=will",
            ])
    }
}
