import PipelineCore
import PipelineScore
import PipelineTestSupport
import Testing

@Suite("score.weigh")
struct WeighStageTests {
    private let maker = Provenance(stage: "s")

    /// Weighs a document in which every word in capitals is an annotation PER.
    private func score(_ weights: Weights, _ text: String) throws -> Score {
        var document = try Document.whitespaceTokenized(text)
        for token in 0..<document.tokens.count where document.tokenText(token).allSatisfy(\.isUppercase) {
            try document.annotate(tokens: token..<token + 1, layer: "entities", label: "PER", provenance: maker)
        }
        if let first = document.annotations.first, let last = document.annotations.last {
            try document.relate(
                label: "TIE", arguments: [.init("b", [last.id]), .init("a", [first.id])], provenance: maker)
        }
        let stage = try WeighStage(weights: weights, compile: compileWords)
        var instance = try stage.makeInstance(for: Worker())
        try instance.process(&document, StageContext(stage: stage.name))
        return try #require(document.scores[weights.name])
    }

    private func pattern(_ word: String, _ weight: Double, cap: Int = .max) -> Weights.Entry {
        .init(name: word, evidence: .pattern(PatternSource(name: word, pattern: word)), weight: weight, cap: cap)
    }

    @Test func everyHitCountsAndIsAReasonInTextOrder() throws {
        let weights = Weights(
            name: "t", levels: [.init("high", from: 5)],
            entries: [
                .init(name: "people", evidence: .annotations(layer: "entities", label: "PER"), weight: 0.5),
                pattern("war", 2), .init(name: "tie", evidence: .relations(label: "TIE"), weight: 1),
                pattern("calm", -1),
            ])
        let score = try score(weights, "war ANN calm BOB war")
        #expect(score.value == 5)
        #expect(score.level == "high")
        #expect(score.reasons.map(\.rule) == ["war", "people", "tie", "calm", "people", "war"])
        #expect(score.reasons.map(\.weight) == [2, 0.5, 1, -1, 0.5, 2])
        #expect(score.reasons.map(\.bytes) == [0..<3, 4..<7, 4..<16, 8..<12, 13..<16, 17..<20])
    }

    @Test func reasonsAtOnePlaceAreSortedByRule() throws {
        let weights = Weights(
            name: "t",
            entries: [
                .init(name: "b", evidence: .annotations(layer: "entities", label: nil), weight: 1), pattern("ANN", 1),
                .init(name: "a", evidence: .annotations(layer: "entities", label: "PER"), weight: 1),
            ])
        #expect(try score(weights, "ANN").reasons.map(\.rule) == ["ANN", "a", "b"])
    }

    @Test(arguments: [(1, 2.0, ["0", "0"]), (2, 4, ["0", "4", "0", "4"]), (9, 6, ["0", "4", "8", "0", "4", "8"])])
    func aCapKeepsTheFirstHits(_ cap: Int, _ value: Double, _ starts: [String]) throws {
        let weights = Weights(
            name: "t",
            entries: [
                pattern("ANN", 1, cap: cap),
                .init(name: "p", evidence: .annotations(layer: "entities", label: nil), weight: 1, cap: cap),
            ])
        let score = try score(weights, "ANN ANN ANN")
        #expect(score.value == value)
        #expect(score.reasons.map { "\($0.bytes?.lowerBound ?? -1)" }.sorted() == starts.sorted())
    }

    @Test func noEvidenceGivesZeroAndTheLowestLevel() throws {
        let weights = Weights(name: "t", levels: [.init("some", from: 1)], lowest: "none", entries: [pattern("x", 1)])
        #expect(try score(weights, "a b") == Score(value: 0, level: "none"))
    }

    @Test func weightsMayPullBelowZero() throws {
        let weights = Weights(
            name: "t", levels: [.init("bad", from: -2), .init("good", from: 0)], lowest: "worst",
            entries: [pattern("x", -1.5)])
        #expect(try score(weights, "x").level == "bad")
        #expect(try score(weights, "x x").level == "worst")
    }

    @Test func anEarlierScoreOfTheNameIsReplaced() throws {
        var document = try Document.whitespaceTokenized("x")
        document.setScore(Score(value: 9, level: "old"), name: "t")
        document.setScore(Score(value: 1), name: "other")
        let stage = try WeighStage(weights: Weights(name: "t", entries: [pattern("x", 1)]), compile: compileWords)
        var instance = try stage.makeInstance(for: Worker())
        try instance.process(&document, StageContext(stage: "s"))
        #expect(document.scores["t"]?.value == 1)
        #expect(document.scores["other"]?.value == 1)
    }

    @Test func itRequiresWhatItsEvidenceNeeds() throws {
        let weights = Weights(
            name: "t",
            entries: [
                pattern("x", 1), .init(name: "r", evidence: .relations(label: "R"), weight: 1),
                .init(name: "e", evidence: .annotations(layer: "events", label: nil), weight: 1),
            ])
        let stage = try WeighStage(weights: weights, compile: compileWords)
        #expect(stage.requires == [.tokens, .relations, .layer("events")])
        #expect(stage.assigns == [.scores])
    }

    @Test func theComponentTakesATable() throws {
        let component = try #require(Registry(ScoreStages.components(compile: compileWords))["score.weigh"])
        func make(pattern: Setting) throws -> any Stage {
            let entry: Setting = ["name": "war", "pattern": pattern, "weight": 1]
            let weights = Setting.Table(items: [entry], fields: ["name": "tension"])
            return try component.make(from: Setting.Table(fields: ["weights": .table(weights), "name": "weigh"]))
        }
        #expect(try make(pattern: "war").name == "weigh")
        let error = try #require(throws: PipelineError.self) { try make(pattern: "(") }
        #expect("\(error)" == "'(' in war")
        #expect(throws: PipelineError.self) { try component.make(from: Setting.Table()) }
    }
}
