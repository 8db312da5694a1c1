import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("write.conllu")
struct ConlluWriterTests {
    private static let sample = """
        # newdoc id = d1
        # newpar
        # sent_id = d1-1
        # text = Ann Lee left.
        1\tAnn\tAnn\tPROPN\tNNP\tNumber=Sing\t3\tnsubj\t_\tNER=B-PER
        2\tLee\t_\t_\t_\t_\t_\t_\t_\tNER=I-PER
        3\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
        4\t.\t_\t_\t_\t_\t_\t_\t_\t_

        # sent_id = d1-2
        # text = Fine
        1\tFine\t_\t_\t_\t_\t_\t_\t_\t_


        """

    @Test func whatWasReadIsWritten() throws {
        let folder = try TemporaryFolder(["a.conllu": Self.sample])
        var document = try ConlluReader(paths: [folder.path("a.conllu")]).documents()[0]
        let provenance = Provenance(stage: "t")
        try document.annotate(tokens: 0..<2, layer: "entities", label: "PER", provenance: provenance)
        try document.annotate(tokens: 1..<3, layer: "entities", label: "ORG", provenance: provenance)
        #expect(try ConlluWriter(path: "-").text(document) == Self.sample)
    }

    @Test func linesAndBlanksWithinASentenceAreOneBlank() throws {
        let document = try Document.whitespaceTokenized("a   b", id: "x/\ny")
        let text = try ConlluWriter(path: "-").text(document)
        #expect(text.hasPrefix("# newdoc id = x/ y\n# newpar\n# sent_id = x__y-1\n# text = a b\n1\ta\t"))
    }

    @Test func aDocumentWithoutTokensIsAnError() throws {
        #expect(throws: PipelineError.self) { try ConlluWriter(path: "-").text(Document(id: "a", text: "words")) }
        #expect(try ConlluWriter(path: "-").text(Document(id: "a", text: " \n")) == "# newdoc id = a\n")
    }
}
