import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("write.csv and write.tsv")
struct DelimitedWriterTests {
    private static func sample() throws -> Document {
        var document = try Document.whitespaceTokenized("Zoë \"Z\" Orlova, said\tno", id: "a,1")
        document.metadata = ["k": 1]
        let rule = Provenance(stage: "s", rule: "r")
        let who = try document.annotate(
            tokens: 0..<3, layer: "entities", label: "PER", attributes: ["n": "x"], provenance: rule)
        let cue = try document.annotate(tokens: 3..<4, layer: "cues", label: "CUE", provenance: rule)
        try document.relate(
            label: "SAY", arguments: [.init("who", [who]), .init("cue", [cue, who])], provenance: rule)
        document.setScore(Score(value: 2), name: "tension")
        return document
    }

    private func written(_ row: DelimitedWriter.Row, isTabbed: Bool = false, only: String? = nil) throws -> String {
        let writer = DelimitedWriter(path: "-", row: row, only: only, isTabbed: isTabbed)
        return String(decoding: writer.prologue, as: UTF8.self) + (try writer.text(try Self.sample()))
    }

    @Test func rowsAreAnnotationsRelationsOrDocuments() throws {
        #expect(
            try written(.annotations) == "id,layer,label,start,end,text,by,attributes\r\n"
                + #""a,1",entities,PER,0,15,"Zoë ""Z"" Orlova,",s/r,"{""n"":""x""}""# + "\r\n"
                + "\"a,1\",cues,CUE,16,23,said\tno,s/r,\r\n")
        #expect(
            try written(.relations, isTabbed: true) == "id\tlabel\targuments\tby\tattributes\n"
                + #"a,1"# + "\tSAY\t" + #"{"who":"Zoë \"Z\" Orlova,","cue":["said\tno","Zoë \"Z\" Orlova,"]}"#
                + "\ts/r\t\n")
        #expect(
            try written(.documents, isTabbed: true)
                == "id\tsource\tlanguage\tannotations\trelations\tscores\tmeta\na,1\t\t\t2\t1\t{\"tension\":2.0}\t{\"k\":1}\n"
        )
    }

    @Test func rowsCanBeLimited() throws {
        #expect(try written(.annotations, only: "CUE").split(separator: "\r\n").count == 2)
        #expect(try written(.annotations, only: "entities").split(separator: "\r\n").count == 2)
        #expect(try written(.relations, only: "X").split(separator: "\r\n").count == 1)
    }

    /// What is written is read as it was.
    @Test func tablesComeBack() throws {
        let folder = try TemporaryFolder(["a.csv": try written(.annotations)])
        let documents = try DelimitedReader(paths: [folder.path("a.csv")]).documents()
        #expect(documents.map(\.text.string) == ["Zoë \"Z\" Orlova,", "said\tno"])
    }
}
