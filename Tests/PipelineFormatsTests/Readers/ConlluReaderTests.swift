import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("read.conllu")
struct ConlluReaderTests {
    private func documents(_ contents: String) throws -> [Document] {
        let folder = try TemporaryFolder(["a.conllu": contents.replacing(" ", with: "\t").replacing("·", with: " ")])
        return try ConlluReader(paths: [folder.path("a.conllu")]).documents()
    }

    private static let sample = """
        #·newdoc·id·=·d1
        #·text·=·We·don't.
        1 We we PRON PRP Case=Nom 3 nsubj _ _
        2-3 don't _ _ _ _ _ _ _ SpaceAfter=No
        2 do do AUX VBP _ 0 root _ _
        3 n't not PART RB _ 2 advmod _ _
        3.1 x _ _ _ _ _ _ _ _
        4 . . PUNCT . _ 2 punct _ _

        #·newpar
        1 Au au ADP IN _ _ _ _ _

        #·newdoc·id·=·d2
        1-2 du _ _ _ _ _ _ _ _
        1 de de ADP _ _ _ _ _ _
        2 le le DET _ _ _ _ _ _
        3-4 l _ _ _ _ _ _ _ _
        3 a _ _ _ _ _ _ _ _
        4 b _ _ _ _ _ _ _ _
        """

    @Test func wordsSentencesAndColumnsComeBack() throws {
        let documents = try documents(Self.sample)
        #expect(documents.map(\.id) == ["d1", "d2"])
        let first = documents[0]
        #expect(first.text.string == "We don't.\n\nAu")
        #expect((0..<first.tokens.count).map(first.tokenText) == ["We", "do", "n't", ".", "Au"])
        #expect(first.sentences.ranges == [0..<4, 4..<5] && first.paragraphs.ranges == [0..<4, 4..<5])
        #expect(first.value(of: .lemma, at: 2) == "not" && first.value(of: .feats, at: 0) == "Case=Nom")
        #expect(first.value(of: .feats, at: 1) == nil && first.value(of: .custom("deprel"), at: 3) == "punct")
    }

    @Test func partsThatDoNotMakeUpTheirWordDivideIt() throws {
        let second = try documents(Self.sample)[1]
        #expect(second.text.string == "du l")
        #expect((0..<second.tokens.count).map(second.tokenText) == ["d", "u", "l"])
        #expect((0..<3).map { second.value(of: .lemma, at: $0) } == ["de", "le", nil])
    }

    @Test(
        arguments: [
            ("1 a b", "the line has 3 columns, not 10", 1), ("\n1  _ _ _ _ _ _ _ _", "the word has no form", 2),
            ("x a _ _ _ _ _ _ _ _", "'x' is not the number of a word", 1),
            ("2-1 a _ _ _ _ _ _ _ _", "'2-1' is not the number of a word", 1),
        ])
    func aMistakeNamesItsLine(_ contents: String, _ message: String, _ line: Int) throws {
        let error = try #require(throws: PipelineError.self) { try documents(contents) }
        #expect(error.message == message && error.location?.line == line)
    }

    @Test func aFileWithoutMarksIsADocument() throws {
        let documents = try documents("1 a _ _ _ _ _ _ _ _\n\n\n1 b _ _ _ _ _ _ _ SpaceAfter=No\n2 c _ _ _ _ _ _ _ _")
        #expect(documents.map(\.id) == ["a"] && documents[0].text.string == "a bc")
        #expect(try self.documents("").isEmpty)
    }
}
