import PipelineTag
import Testing

struct SpanScoreTests {
    @Test func figuresCountedByHand() {
        var score = SpanScore()
        score.add(
            gold: [LabelledSpan(0..<2, "PER"), LabelledSpan(5..<6, "LOC"), LabelledSpan(8..<10, "ORG")],
            predicted: [
                LabelledSpan(0..<2, "PER"), LabelledSpan(5..<7, "LOC"), LabelledSpan(9..<10, "LOC"),
                LabelledSpan(20..<21, "ORG"),
            ])
        #expect(score.total.gold == 3 && score.total.predicted == 4 && score.total.right == 1)
        #expect(score.exact["LOC"]?.right == 0)
        #expect(score.overlapping["LOC"]?.right == 1 && score.overlapping["LOC"]?.found == 1)
        #expect(score.overlappingTotal.precision == 0.5)
        #expect(score.confusion["ORG"] == ["LOC": 1])
        #expect(score.confusion[SpanScore.none] == ["ORG": 1])
    }

    @Test func nothingIsNoScore() {
        #expect(SpanScore().total.f1 == 0)
    }

    @Test func recordsOfTwoFilesAreComparedByDocument() throws {
        func lines(_ text: String) throws -> AnnotatedLines { try AnnotatedLines(Array(text.utf8), layer: "entities") }
        let gold = try lines(
            """
            {"id":"a","annotations":[{"layer":"entities","label":"PER","start":0,"end":4},{"layer":"x","label":"PER","start":5,"end":6}]}
            {"id":"b","annotations":[{"layer":"entities","label":"LOC","start":0,"end":4}]}
            """)
        let predicted = try lines(
            #"{"id":"a","annotations":[{"layer":"entities","label":"PER","start":0,"end":4}]}"#)
        let score = SpanScore(gold: gold, predicted: predicted)
        #expect(score.total.gold == 2 && score.total.right == 1)
        #expect(throws: (any Error).self) { try lines("no record") }
    }
}
