import PipelineTestSupport
import Testing

struct ConvertCommandTests {
    private let folder: TemporaryFolder

    private static let treebank = """
        # newdoc id = a
        # newpar
        # sent_id = a-1
        # text = Lena sings.
        1\tLena\tLena\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\tNER=B-PER
        2\tsings\tsing\tVERB\tVBZ\t_\t0\troot\t_\tSpaceAfter=No
        3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_


        """

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Self.treebank, to: "a.conllu")
    }

    private func convert(_ arguments: String...) throws -> Program.Result {
        try Program.run(["convert"] + arguments, in: folder)
    }

    @Test func goesThereAndBack() throws {
        #expect(try convert("a.conllu", "b.jsonl").status == 0)
        #expect(folder.text("b.jsonl")?.contains(#""upos":"PROPN""#) == true)
        #expect(try convert("b.jsonl", "c.conllu").status == 0)
        #expect(folder.text("c.conllu") == Self.treebank.replacing("\tNER=B-PER", with: "\t_"))
    }

    @Test func takesAFormatThatIsNamed() throws {
        try folder.write("Kim", to: "x.txt")
        try folder.write("T1\tPER 0 3\tKim\n", to: "x.ann")
        let result = try convert("x.txt", "-", "--from", "brat", "--to", "csv", "-q")
        #expect(result.status == 0 && result.output.contains("PER") && result.output.contains("Kim"))
    }

    @Test func saysWhatItDoesNotKnow() throws {
        for (arguments, message) in [
            (["a.conllu", "b.xyz"], "the name 'b.xyz' does not say a format; say --to"),
            (["a.xyz", "b.jsonl"], "the name 'a.xyz' does not say a format; say --from"),
            (["a.conllu", "b", "--to", "yaml"], "there is no format 'yaml' to write"),
            (
                ["a.conllu", "b.jsonl.gz"],
                "outputs are not compressed, but the name 'b.jsonl.gz' promises it: leave out '.gz'"
            ),
            (["a.conllu", "b.zst", "--to", "csv"], "leave out '.zst'"),
            (["a.conllu"], "convert takes an input and an output"),
        ] {
            let result = try Program.run(["convert"] + arguments, in: folder)
            #expect(result.status == 2 && result.messages.contains(message), "\(result.messages)")
            #expect(result.messages.contains("\nUsage: pipeline convert <paths>"), "\(result.messages)")
            #expect(result.messages.contains("  See 'pipeline convert --help'"), "\(result.messages)")
        }
    }

    @Test func overwritesNothingUnasked() throws {
        try folder.write("precious", to: "b.jsonl")
        #expect(try convert("a.conllu", "b.jsonl").status == 2)
        #expect(folder.text("b.jsonl") == "precious")
        #expect(try convert("a.conllu", "b.jsonl", "--force").status == 0)
    }
}
