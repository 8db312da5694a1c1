import PipelineCore
import PipelineTokenize
import Testing

@Suite("tokenize.unicode")
struct UnicodeTokenizerStageTests {
    private func tokens(_ string: String) -> String {
        let text = DocumentText(string)
        let tokens = UnicodeTokenizerStage().tokenize(text).tokens
        return (0..<tokens.count).map { text[tokens[$0]] }.joined(separator: "|")
    }

    @Test(arguments: [
        Cut("Wie geht's, Jürgen?", "Wie|geht's|,|Jürgen|?"),
        Cut("Ça coûte 3,50 € — d’accord", "Ça|coûte|3,50|€|—|d’accord"),
        Cut("снежный_ком 1.5", "снежный_ком|1.5"),
        Cut("カタカナ ひら", "カタカナ|ひ|ら"),
        Cut("🇫🇷🇩🇪 👩\u{200D}🚀", "🇫🇷|🇩🇪|👩\u{200D}🚀"),
        Cut("e\u{301}te\u{301} a:b", "e\u{301}te\u{301}|a:b"),
        Cut("\u{301}x \u{301}", "\u{301}|x|\u{301}"),
        Cut("א\"א א' 5א", "א\"א|א'|5א"),
    ])
    func wordsFollowTheRules(_ cut: Cut) { #expect(tokens(cut.text) == cut.expected) }

    @Test func sentencesAndParagraphs() throws {
        let document = try run(
            "tokenize.unicode", Setting.Table(), on: "Er kam z.B. gestern. „Warum?“ Darum.\nZeile\n\nNeuer Absatz")
        #expect((0..<document.tokens.count).map(document.tokenText).count == 15)
        #expect(
            document.sentences.starts.map { document.tokenText(Int($0)) } == ["Er", "„", "Darum", "Zeile", "Neuer"])
        #expect(document.paragraphs.starts.map { document.tokenText(Int($0)) } == ["Er", "Neuer"])
    }
}
