import PipelineCore
import PipelineTokenize
import Testing

@Suite("Training of tokenizers")
struct TokenizerTrainingTests {
    /// Lines of CoNLL-U for tokens between blanks; `+` at the end of a token says that no blank follows.
    private func treebank(_ sentences: [String]) -> [UInt8] {
        let lines = sentences.map { sentence in
            sentence.split(separator: " ").enumerated().map { index, token in
                let form = token.hasSuffix("+") ? token.dropLast() : token
                return "\(index + 1)\t\(form)\t_\tX\t_\t_\t_\t_\t_\t\(token.hasSuffix("+") ? "SpaceAfter=No" : "_")\n"
            }.joined() + "\n"
        }
        return Array(lines.joined().utf8)
    }

    @Test func abbreviationsAndExceptionsAreLearnt() throws {
        let sentence = "Das ist z.B. zu+ m Teil am Ende+ ."
        let parameters = try TokenizerTraining.train(conllu: [treebank([sentence, sentence, sentence])])
        #expect(parameters.abbreviations == ["z.B."])
        #expect(parameters.exceptions == [["zu", "m"]])
        #expect(try TokenizerParameters(parameters.bytes) == parameters)
    }

    @Test func multiwordTokensTellWhatTouches() throws {
        let rows = ["1-2\tzum\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No", "1\tzu", "2\tm", "3\t."]
        let lines = rows.map { $0.contains("-2") ? $0 : $0 + "\t_\tX\t_\t_\t_\t_\t_\t_" }.joined(separator: "\n")
        let parameters = try TokenizerTraining.train(conllu: [Array((lines + "\n\n").utf8)], least: 1)
        #expect(parameters.exceptions == [["zu", "m"]])
    }

    @Test func theStagesUseThem() throws {
        var parameters = TokenizerParameters()
        parameters.abbreviations = ["Hbf."]
        parameters.exceptions = [["zu", "m"]]
        let text = DocumentText("Er ging zum Hbf. Berlin und blieb.")
        for cut in [
            try EnglishTokenizer(parameters: parameters).tokenize(text),
            UnicodeTokenizerStage(parameters: parameters).tokenize(text),
        ] {
            let tokens = (0..<cut.tokens.count).map { text[cut.tokens[$0]] }
            #expect(tokens == ["Er", "ging", "zu", "m", "Hbf.", "Berlin", "und", "blieb", "."])
            #expect(cut.sentenceStarts == [0])
        }
    }

    @Test func otherLinesAreAnError() {
        let error = #expect(throws: PipelineError.self) { try TokenizerParameters(Array("# a\nabbrev Dr.\n".utf8)) }
        #expect(error?.message.contains("line 2") == true)
        #expect(throws: PipelineError.self) { try TokenizerTraining.train(conllu: [[]]) }
    }
}
