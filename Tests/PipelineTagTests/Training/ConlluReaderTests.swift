import Testing

@testable import PipelineTag

struct ConlluReaderTests {
    private func words(_ text: String) -> [[String]] {
        ConlluReader.sentences(Array(text.utf8)).map { sentence in
            sentence.map { token in
                let form = String(decoding: token.form, as: UTF8.self)
                let lemma = String(decoding: token.lemma, as: UTF8.self)
                return "\(form)/\(lemma)/\(token.upos)/\(token.xpos)"
            }
        }
    }

    @Test func wordsComeInSentencesWithoutComments() {
        let text = """
            # sent_id = 1
            1\tShips\tship\tNOUN\tNNS\t_\t2\tnsubj\t_\t_
            2\tsail\tsail\tVERB\tVBP\t_\t0\troot\t_\t_

            1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_
            """
        #expect(words(text) == [["Ships/ship/NOUN/NNS", "sail/sail/VERB/VBP"], ["No/no/INTJ/UH"]])
    }

    @Test func rangesEmptyNodesAndShortLinesAreLeftOut() {
        let text = "1-2\tcan't\t_\t_\t_\n1\tca\tcan\tAUX\tMD\t_\n2\tn't\tnot\tPART\tRB\t_\n2.1\tx\tx\tX\tX\t_\nshort\n"
        #expect(words(text) == [["ca/can/AUX/MD", "n't/not/PART/RB"]])
        #expect(words("") == [])
        #expect(words("\n\r\n") == [])
    }
}
