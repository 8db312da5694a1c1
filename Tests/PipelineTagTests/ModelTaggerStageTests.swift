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

    /// A treebank of another language as UD publishes them, with multiword tokens, features and no part of speech of its
    /// own for some words.
    private static let harbour = """
        # newdoc id = hafen
        # sent_id = 1
        # text = Die Möwe ruft am Hafen.
        1\tDie\tder\tDET\tART\tCase=Nom|Gender=Fem|Number=Sing\t2\tdet\t_\t_
        2\tMöwe\tMöwe\tNOUN\tNN\tCase=Nom|Gender=Fem|Number=Sing\t3\tnsubj\t_\t_
        3\truft\trufen\tVERB\tVVFIN\tMood=Ind|Number=Sing|Person=3\t0\troot\t_\t_
        4-5\tam\t_\t_\t_\t_\t_\t_\t_\t_
        4\tan\tan\tADP\tAPPR\t_\t6\tcase\t_\t_
        5\tdem\tder\tDET\tART\tCase=Dat|Gender=Masc|Number=Sing\t6\tdet\t_\t_
        6\tHafen\tHafen\tNOUN\tNN\tCase=Dat|Gender=Masc|Number=Sing\t3\tobl\t_\tSpaceAfter=No
        7\t.\t.\tPUNCT\t$.\t_\t3\tpunct\t_\t_

        # sent_id = 2
        # text = Die Fischer rufen laut.
        1\tDie\tder\tDET\tART\tCase=Nom|Number=Plur\t2\tdet\t_\t_
        2\tFischer\tFischer\tNOUN\tNN\tCase=Nom|Gender=Masc|Number=Plur\t3\tnsubj\t_\t_
        3\trufen\trufen\tVERB\tVVFIN\tMood=Ind|Number=Plur|Person=3\t0\troot\t_\t_
        4\tlaut\tlaut\tADJ\tADJD\t_\t3\tadvmod\t_\tSpaceAfter=No
        5\t.\t.\tPUNCT\t$.\t_\t3\tpunct\t_\t_

        # sent_id = 3
        # text = Ein Boot schläft.
        1\tEin\tein\tDET\tART\tCase=Nom|Gender=Neut|Number=Sing\t2\tdet\t_\t_
        2\tBoot\tBoot\tNOUN\tNN\tCase=Nom|Gender=Neut|Number=Sing\t3\tnsubj\t_\t_
        3\tschläft\tschlafen\tVERB\tVVFIN\tMood=Ind|Number=Sing|Person=3\t0\troot\t_\tSpaceAfter=No
        4\t.\t.\tPUNCT\t$.\t_\t3\tpunct\t_\t_

        """

    @Test func anotherLanguageIsTaggedByAModelOfItsTreebank() throws {
        var options = TaggerTraining.Options()
        (options.rounds, options.featureCount) = (60, 1)
        let stage = try self.stage(TaggerTraining.train(conllu: [Array(Self.harbour.utf8)], options: options))
        var document = try Document.whitespaceTokenized("Die Möwe schläft .")
        var instance = try stage.makeInstance(for: Worker())
        try instance.process(&document, StageContext(stage: stage.name))
        #expect(document.column(.upos) == "DET NOUN VERB PUNCT")
        #expect(document.column(.xpos) == "ART NN VVFIN $.")
        #expect(document.column(.lemma) == "der Möwe schlafen .")
        #expect(document.value(of: .feats, at: 2) == "Mood=Ind|Number=Sing|Person=3")
        #expect(document.value(of: .feats, at: 3) == nil)
    }

    @Test func whatIsNoModelIsAnError() throws {
        #expect(throws: PipelineError.self) { try stage(Array("no model".utf8)) }
    }
}
