import PipelineCore
import PipelineTag
import PipelineTestSupport
import Testing

@Suite("Tagger models")
struct TaggerModelTests {
    @Test func trainingIsTheSameEveryTime() throws {
        let bytes = try TaggerTraining.train(conllu: [smallTreebank])
        #expect(try TaggerTraining.train(conllu: [smallTreebank]) == bytes)
        // Within one process dictionaries keep their order, so only a known sum tells that nothing depends on it. It
        // changes with the trainer or the format.
        let sum = bytes.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        #expect(sum == 12883786002900476732)
    }

    @Test func aModelKnowsWhatItWasTrainedOn() throws {
        var rounds: [Int] = []
        let bytes = try TaggerTraining.train(conllu: [smallTreebank], options: manyRounds) { rounds.append($0.number) }
        let score = TaggerTraining.evaluate(try TaggerModel(bytes), conllu: [smallTreebank])
        #expect(rounds == Array(1...60))
        #expect(score.words == 27)
        #expect(score.upos > 0.8 && score.xpos > 0.8)
        #expect(score.lemmaOfGoldTags == 1)
    }

    @Test func aModelOfOnesOwnTakesThePlaceOfTheShippedOne() throws {
        let model = try TaggerModel(try TaggerTraining.train(conllu: [smallTreebank], options: manyRounds))
        #expect(model.tags.count < 12)
        var document = try Document.whitespaceTokenized("The boats sailed .")
        let stage = try EnglishTaggerStage(layers: [.pos], model: model)
        var instance = stage.makeInstance(for: Worker())
        try instance.process(&document, StageContext(stage: stage.name))
        #expect(document.column(.upos) == "DET NOUN VERB PUNCT")
    }

    @Test func theBestRoundIsKeptAndTrainingEndsEarly() throws {
        var rounds = 0
        let bytes = try TaggerTraining.train(conllu: [smallTreebank], development: [smallTreebank], options: manyRounds)
        {
            rounds = $0.number
        }
        #expect(rounds < 60)
        let model = try TaggerModel(bytes)
        #expect(model.card["scores"]?.hasPrefix("UPOS ") == true, "\(model.card)")
    }

    private var oneRound: TaggerTraining.Options {
        var options = TaggerTraining.Options()
        options.rounds = 1
        return options
    }

    private var manyRounds: TaggerTraining.Options {
        var options = TaggerTraining.Options()
        options.rounds = 60
        options.featureCount = 1
        return options
    }

    @Test func aModelTellsWhereItComesFrom() throws {
        var options = TaggerTraining.Options()
        options.card["licence"] = "CC BY 4.0"
        let model = try TaggerModel(try TaggerTraining.train(conllu: [smallTreebank], options: options))
        #expect(model.card["licence"] == "CC BY 4.0")
        #expect(ModelCard("a: b\nno line\nc:  d e\n").text == "a: b\nc: d e\n")
    }

    @Test func nothingToTrainOnIsAnError() {
        #expect(throws: PipelineError.self) { try TaggerTraining.train(conllu: []) }
        #expect(throws: PipelineError.self) { try TaggerTraining.train(conllu: [Array("no columns\n".utf8)]) }
    }

    @Test func theShippedModelIsSound() throws {
        let model = try TaggerModel.english(verifies: true)
        #expect(model.tags.count > 40)
        #expect(Set(model.tags.map(\.upos)).count >= 16)
    }

    @Test func theTagsOfTheFirstFileCount() throws {
        func lines(_ tag: String, count: Int) -> [UInt8] {
            treebank((0..<count).map { "boat\($0)/boat\($0)/NOUN/NN off/off/\(tag) town\($0)/town\($0)/NOUN/NN" })
        }
        let model = try TaggerModel(
            try TaggerTraining.train(
                conllu: [lines("ADV/RB", count: 12), lines("ADP/IN", count: 12)], options: manyRounds))
        let score = TaggerTraining.evaluate(model, conllu: [lines("ADV/RB", count: 12)])
        #expect(score.upos == 1)
    }

    @Test func aDamagedModelIsAnError() throws {
        let bytes = try TaggerTraining.train(conllu: [smallTreebank], options: oneRound)
        for length in [0, 7, 8, 31, 40, bytes.count / 2, bytes.count - 1] {
            #expect(throws: PipelineError.self) { try TaggerModel(Array(bytes.prefix(length))) }
        }
        for position in stride(from: 0, to: bytes.count, by: 997) {
            var damaged = bytes
            damaged[position] ^= 0x55
            #expect(throws: PipelineError.self, "byte \(position)") { try TaggerModel(damaged) }
        }
    }
}
