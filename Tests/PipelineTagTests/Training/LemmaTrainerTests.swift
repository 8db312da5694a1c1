import Testing

@testable import PipelineTag

@Suite("Learning lemmas")
struct LemmaTrainerTests {
    private func lemma(_ form: String, _ tag: String, _ sentences: [String]) throws -> String {
        var options = TaggerTraining.Options()
        options.rounds = 1
        let model = try TaggerModel(try TaggerTraining.train(conllu: [treebank(sentences)], options: options))
        var lemmatizer = Lemmatizer(model.tables.lemmas)
        let label = try #require(model.tags.firstIndex { $0.xpos == tag }.map { model.labels[$0] })
        return String(decoding: lemmatizer.lemma(of: Array(form.utf8), label: label), as: UTF8.self)
    }

    @Test(arguments: ["d.org?GhI", "#Sails", "Anna@B.org", "http://a.org/B?C"])
    func addressesStayAsTheyAre(_ form: String) throws {
        #expect(try lemma(form, "ADD", ["see/see/VERB/VB a.org/a.org/X/ADD b.org?DeF/b.org?DeF/X/ADD"]) == form)
    }

    @Test func namesInCapitalsBecomeNames() throws {
        let sentences = ["Oslo/Oslo/PROPN/NNP BERGEN/Bergen/PROPN/NNP NATO/NATO/PROPN/NNP anna/Anna/PROPN/NNP"]
        for (form, expected) in [("TROMSØ", "TROMSØ"), ("TRONDHEIM", "Trondheim"), ("IAEA", "IAEA"), ("oslo", "Oslo")] {
            #expect(try lemma(form, "NNP", sentences) == expected)
        }
    }

    @Test func theLemmasOfTheFirstFileCount() throws {
        var options = TaggerTraining.Options()
        options.rounds = 1
        let files = ["earnings/earnings/NOUN/NNS", "earnings/earning/NOUN/NNS earnings/earning/NOUN/NNS"]
        let model = try TaggerModel(try TaggerTraining.train(conllu: files.map { treebank([$0]) }, options: options))
        var lemmatizer = Lemmatizer(model.tables.lemmas)
        #expect(String(decoding: lemmatizer.lemma(of: Array("earnings".utf8), label: 0), as: UTF8.self) == "earnings")
    }

    @Test func whatNoEndingTellsIsLearntByHeart() throws {
        let sentences = ["was/be/AUX/VBD Was/be/AUX/VBD were/be/AUX/VBD did/do/AUX/VBD sailed/sail/VERB/VBD"]
        #expect(try lemma("WAS", "VBD", sentences) == "be")
        #expect(try lemma("did", "VBD", sentences) == "do")
    }
}
