import PipelineCore
import Testing

@Suite("tokenize.whitespace")
struct WhitespaceTokenizerStageTests {
    @Test func whitespaceTokensTakeALineForASentence() throws {
        let document = try run("tokenize.whitespace", Setting.Table(), on: "a b's\nc.\n\n d")
        #expect((0..<document.tokens.count).map(document.tokenText) == ["a", "b's", "c.", "d"])
        #expect(document.sentences.starts == [0, 2, 3])
        #expect(document.paragraphs.starts == [0, 3])
    }
}
