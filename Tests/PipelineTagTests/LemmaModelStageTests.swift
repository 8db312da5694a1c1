import PipelineCore
import PipelineTag
import PipelineTestSupport
import Testing

@Suite("Lemmas by a model of one's own")
struct LemmaModelStageTests {
    @Test func lemmasFollowThePartsOfSpeech() throws {
        let bytes = try LemmaTraining.train(conllu: [smallTreebank], development: [smallTreebank])
        let model = try LemmaModel(bytes)
        #expect(LemmaTraining.evaluate(model, conllu: [smallTreebank]) == 1)
        #expect(model.card["scores"]?.hasPrefix("lemma 100") == true)
        #expect(try LemmaTraining.train(conllu: [smallTreebank], development: [smallTreebank]) == bytes)
    }

    @Test func theStageReadsThePartsOfSpeech() throws {
        var document = try Document.whitespaceTokenized("Boats saw ships")
        let columns: [(TokenColumn, [String])] = [(.upos, ["NOUN", "VERB", "NOUN"]), (.xpos, ["NNS", "VBD", "NNS"])]
        for (column, values) in columns { document.assign(values.map { document.intern($0) }, to: column) }
        let stage = LemmaModelStage(model: try LemmaModel(LemmaTraining.train(conllu: [smallTreebank])))
        var instance = stage.makeInstance(for: Worker())
        try instance.process(&document, StageContext(stage: stage.name))
        #expect(document.column(.lemma) == "boat see ship")
    }

    @Test func aDamagedModelIsAnError() throws {
        var bytes = try LemmaTraining.train(conllu: [smallTreebank])
        bytes[bytes.count / 2] ^= 0xFF
        #expect(throws: PipelineError.self) { try LemmaModel(bytes) }
    }
}
