import PipelineCore
import PipelineTestSupport
import Testing

struct DocumentTests {
    private func tokens(_ ranges: [Range<Int>]) -> TokenTable {
        ranges.reduce(into: TokenTable()) { $0.append($1) }
    }

    private func expectInvalid(_ message: String, _ body: () throws -> Void) {
        let error = #expect(throws: PipelineError.self, performing: body)
        #expect(error?.code == .documentInvalid)
        #expect(error?.message == message)
    }

    @Test func beginsWithoutAnything() {
        let document = Document(id: "a", source: "a.txt", language: "en", metadata: ["k": 1], text: "text")
        #expect(document.tokens.isEmpty && document.sentences.isEmpty && document.paragraphs.isEmpty)
        #expect(document.annotations.isEmpty && document.relations.isEmpty && document.scores.isEmpty)
        #expect(!document.isDropped && document.warnings.isEmpty && document.derived.isEmpty)
        #expect(document.metadata["k"] == 1)
    }

    @Test func takesTokens() throws {
        var document = Document(id: "a", text: "né 😀!")
        try document.setTokens(tokens([0..<3, 4..<8, 8..<9]), sentenceStarts: [0, 1])
        #expect((0..<3).map { document.tokenText($0) } == ["né", "😀", "!"])
        #expect(document.withTokenBytes(0) { Array($0) } == Array("né".utf8))
        #expect(document.sentences.ranges == [0..<1, 1..<3])
        #expect(document.paragraphs.ranges == [0..<3])
        #expect(document.bytes(ofTokens: 1..<3) == 4..<9)
    }

    @Test func takesNoTokens() throws {
        var document = Document(id: "a", text: "  ")
        try document.setTokens(TokenTable())
        #expect(document.sentences.isEmpty && document.paragraphs.isEmpty)
    }

    @Test func refusesTokensOutsideTheText() {
        var document = Document(id: "a", text: "abc")
        expectInvalid("a token ends after the text") { try document.setTokens(tokens([0..<1, 2..<4])) }
        #expect(document.tokens.isEmpty)
    }

    /// Half a scalar would become U+FFFD in every output.
    @Test func refusesTokensThatCutAScalar() {
        var document = Document(id: "a", text: "aé")
        expectInvalid("a token begins or ends inside a character, at byte 2") {
            try document.setTokens(tokens([0..<2]))
        }
        expectInvalid("a token begins or ends inside a character, at byte 2") {
            try document.setTokens(tokens([2..<3]))
        }
    }

    @Test(arguments: [[1], [0, 2, 2], [0, 2, 1], [0, 3]] as [[UInt32]])
    func refusesSentencesThatDoNotDivideTheTokens(starts: [UInt32]) {
        var document = Document(id: "a", text: "a b c")
        let words = tokens([0..<1, 2..<3, 4..<5])
        expectInvalid("the sentence starts do not divide 3 tokens") {
            try document.setTokens(words, sentenceStarts: starts)
        }
        expectInvalid("the paragraph starts do not divide 3 tokens") {
            try document.setTokens(words, paragraphStarts: starts)
        }
        #expect(document.tokens.isEmpty)
    }

    @Test func refusesNewTokensUnderAnnotations() throws {
        var document = try Document.whitespaceTokenized("one two")
        try document.annotate(tokens: 0..<1, layer: "l", label: "A", provenance: Provenance(stage: "s"))
        expectInvalid("the document is tokenized again after it has been annotated") {
            try document.setTokens(TokenTable())
        }
        #expect(document.tokens.count == 2)
    }

    @Test func assignsColumns() throws {
        var document = try Document.whitespaceTokenized("dogs bark")
        document.assign("dog", to: .lemma, at: 0)
        #expect(document.value(of: .lemma, at: 0) == "dog")
        #expect(document.value(of: .lemma, at: 1) == nil)
        let noun = document.intern("NOUN")
        document.assign([noun, document.intern("VERB")], to: .upos)
        #expect(document.value(of: .upos, at: 1) == "VERB")
        #expect(document.strings.count == 4)
    }

    @Test func aCopyIsUndoable() throws {
        var document = try Document.whitespaceTokenized("one two")
        let before = document
        document.assign("x", to: .lemma, at: 0)
        document.metadata["k"] = 1
        #expect(before.value(of: .lemma, at: 0) == nil)
        #expect(before.metadata.isEmpty)
    }
}
