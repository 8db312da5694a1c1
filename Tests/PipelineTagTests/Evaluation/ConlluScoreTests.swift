import PipelineCore
import PipelineTag
import Testing

@Suite("CoNLL 2018 measures")
struct ConlluScoreTests {
    private func document(_ lines: String) throws -> ConlluDocument {
        let rows = lines.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.isEmpty || line.hasPrefix("#") ? String(line) : String(line).replacing(" ", with: "\t")
        }
        return try ConlluDocument(Array((rows.joined(separator: "\n") + "\n").utf8))
    }

    private let gold = """
        1 Ships ship NOUN NNS Number=Plur 0 _ _ _
        2 sail sail VERB VBP _ 0 _ _ SpaceAfter=No
        3 . . PUNCT . _ 0 _ _ _

        1-2 can't _ _ _ _ _ _ _ _
        1 ca can AUX MD _ 0 _ _ _
        2 n't not PART RB Polarity=Neg 0 _ _ _
        """

    @Test func theSameFileIsRight() throws {
        let score = try ConlluScore(gold: document(gold), predicted: document(gold))
        for measure in ConlluScore.measures { #expect(score[measure]?.f1 == 1, "\(measure)") }
        #expect(score["Tokens"]?.gold == 4)
        #expect(score["Words"]?.gold == 5)
        #expect(score.aligned == 5)
    }

    @Test func figuresCountedByHand() throws {
        // "sail." is one token, and the two sentences are one: 2 of 3 tokens and 3 of 4 words are found.
        let predicted = """
            1 Ships ship NOUN NN Number=Sing 0 _ _ _
            2 sail. sail VERB VBP _ 0 _ _ _
            3-4 can't _ _ _ _ _ _ _ _
            3 ca can VERB MD _ 0 _ _ _
            4 n't not PART RB Polarity=Neg 0 _ _ _
            """
        let score = try ConlluScore(gold: document(gold), predicted: document(predicted))
        func counts(_ name: String) -> [Int] {
            score[name].map { [$0.gold, $0.predicted, $0.right] } ?? []
        }
        #expect(counts("Tokens") == [4, 3, 2])
        #expect(counts("Sentences") == [2, 1, 0])
        #expect(counts("Words") == [5, 4, 3])
        #expect(counts("UPOS") == [5, 4, 2])
        #expect(counts("XPOS") == [5, 4, 2])
        #expect(counts("UFeats") == [5, 4, 2])
        #expect(counts("AllTags") == [5, 4, 1])
        #expect(counts("Lemmas") == [5, 4, 3])
        #expect(score["Words"]?.precision == 0.75)
        #expect(score["Words"]?.recall == 0.6)
    }

    @Test func partsOfATokenAreComparedByTheirForms() throws {
        let whole = "1 can't can AUX MD _ 0 _ _ _\n2 go go VERB VB _ 0 _ _ _\n"
        let parts = "1-2 can't _ _ _ _ _ _ _ _\n1 can can AUX MD _ 0 _ _ _\n2 't not PART RB _ 0 _ _ _\n"
        let score = try ConlluScore(gold: document(whole), predicted: document(parts + "3 go go VERB VB _ 0 _ _ _\n"))
        #expect(score["Tokens"]?.f1 == 1)
        #expect(score.aligned == 1)
    }

    @Test func languageSpecificFeaturesAreLeftOut() throws {
        let first = "1 a a DET DT Definite=Ind|ExtPos=ADV 0 _ _ _\n"
        let second = "1 a a DET DT Definite=Ind 0 _ _ _\n"
        #expect(try ConlluScore(gold: document(first), predicted: document(second))["UFeats"]?.f1 == 1)
    }

    @Test func otherTextIsAnError() throws {
        let (first, second) = (try document("1 a a X X _ 0 _ _ _\n"), try document("1 b b X X _ 0 _ _ _\n"))
        #expect(throws: PipelineError.self) { try ConlluScore(gold: first, predicted: second) }
        #expect(throws: PipelineError.self) { try document("1 a\n") }
    }

    @Test func theTextIsPutTogetherAgain() throws {
        let text = try document("# newdoc\n" + gold + "\n\n# newpar\n1 End end NOUN NN _ 0 _ _ _\n").texts
        #expect(text == ["Ships sail. can't\n\nEnd"])
    }
}
