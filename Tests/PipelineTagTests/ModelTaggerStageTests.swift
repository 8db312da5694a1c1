import PipelineCore
import PipelineTag
import PipelineTestSupport
import Testing

@Suite("tag.model")
struct ModelTaggerStageTests {
    private func stage(_ model: [UInt8]) throws -> any Stage {
        let folder = try TemporaryFolder()
        let path = try folder.write(model, to: "own.model")
        let component = try #require(Registry(TagStages.components)["tag.model"])
        return try component.make(from: Setting.Table(fields: ["file": .value(.string(path))]))
    }

    @Test func theKindOfTheModelSaysWhatIsAssigned() throws {
        let tagger = try stage(TaggerTraining.train(conllu: [smallTreebank]))
        #expect(tagger.assigns.contains(.column(.upos)) && !tagger.assigns.contains(.layer("entities")))
        let names = try stage(EntityTraining.train(data: [Array("Anna\tB-PER\nsails\tO\n".utf8)]))
        #expect(names.assigns == [.layer("entities")])
        let lemmas = try stage(LemmaTraining.train(conllu: [smallTreebank]))
        #expect(lemmas.assigns == [.column(.lemma)] && lemmas.requires.contains(.column(.upos)))
    }

    @Test func whatIsNoModelIsAnError() throws {
        #expect(throws: PipelineError.self) { try stage(Array("no model".utf8)) }
    }
}
