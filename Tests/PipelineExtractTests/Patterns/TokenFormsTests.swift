import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

@Suite struct TokenFormsTests {
    @Test func stagesOfAWorkerShareTheForms() throws {
        let worker = Worker()
        #expect(TokenForms.shared(by: worker) === TokenForms.shared(by: worker))
        #expect(TokenForms.shared(by: worker) !== TokenForms.shared(by: Worker()))
    }

    @Test func otherTokensOfOneTextAreLookedUpAgain() throws {
        let forms = TokenForms()
        let document = try Document.whitespaceTokenized("ab cd ab")
        forms.load(document)
        #expect(forms.numbers == [1, 2, 1])
        var other = Document(id: "x", text: document.text)
        try other.setTokens(
            TokenTable(starts: document.tokens.starts, ends: [1, 5, 8]), sentenceStarts: [0], paragraphStarts: [0])
        forms.load(other)
        #expect(forms.numbers == [3, 2, 1])
        forms.load(Document(id: "y", text: document.text))
        #expect(forms.numbers == [])
        forms.load(document)
        #expect(forms.numbers == [1, 2, 1])
    }

    @Test func manyDocumentsAreNotMistakenForEachOther() throws {
        let forms = TokenForms(maximumFootprint: 2000)
        for round in 0..<200 {
            let words = (0..<10).map { "w\(round % 40)_\($0)" }
            forms.load(try Document.whitespaceTokenized(words.joined(separator: " ")))
            #expect(forms.numbers.map { forms.table[$0] } == words)
        }
        #expect(forms.generation > 0)
    }

    /// Two stages of one worker, of which the first one changes nothing but annotations.
    @Test func twoStagesFindWhatTheyShould() throws {
        let worker = Worker()
        var first = try PatternStage(phases: [Phase(name: "p", rules: [Rule(name: "a", pattern: "'a'", label: "A")])])
            .makeInstance(for: worker)
        var second = try PatternStage(
            phases: [Phase(name: "q", rules: [Rule(name: "b", pattern: "<p/> [norm='b']", label: "B")])]
        ).makeInstance(for: worker)
        for text in ["a b", "b a", "a B a b"] {
            var document = try Document.whitespaceTokenized(text)
            try first.process(&document, StageContext(stage: "s"))
            try second.process(&document, StageContext(stage: "s"))
            #expect(document.spans(in: "q").count == (text.count == 7 ? 2 : text == "a b" ? 1 : 0))
        }
    }
}
