import PipelineTestSupport
import Testing

@Suite("pipeline compile")
struct CompileCommandTests {
    private static let definition = """
        local p = require "pipeline"
        return p.define {
          read = p.read.text "a.txt",
          stages = { p.tokenize.english {}, p.extract.phrases { label = "LOC", list = "places.phrases" } },
        }
        """

    private func folder(_ list: String = "phrase\tid\tkind\nNew York\tQ60\tcity\nBonn\tQ586\tcity\n") throws
        -> TemporaryFolder
    {
        try TemporaryFolder(["places.tsv": list, "a.txt": "From new york to Bonn.", "a.lua": Self.definition])
    }

    @Test func definitionsUseWhatItMakes() throws {
        let folder = try folder()
        let result = try Program.run("compile", "places.tsv", "-o", "places.phrases", in: folder)
        #expect(result.status == 0)
        #expect(result.output == "")
        #expect(result.messages.hasPrefix("2 phrases of 2 entries, "))
        #expect(result.messages.hasSuffix(" a phrase: places.phrases\n"))
        let run = try Program.run("run", "a.lua", in: folder)
        #expect(run.status == 0, "\(run.messages)")
        #expect(run.output.contains(#""entity":"Q60","kind":"city""#), "\(run.output)")
        #expect(run.output.contains(#""entity":"Q586""#))
    }

    @Test func columnsMayBeChosen() throws {
        let folder = try folder("name\tqid\tkind\nNew York\tQ60\tcity\n")
        let compile = ["compile", "places.tsv", "-o", "places.phrases", "--phrase", "name", "--id", "qid", "--bare"]
        #expect(try Program.run(compile, in: folder).status == 0)
        let run = try Program.run("run", "a.lua", in: folder)
        #expect(run.output.contains(#""attributes":{"entity":"Q60"}"#), "\(run.output)")
    }

    @Test func aMistakeInTheListIsStatusTwo() throws {
        let folder = try folder("phrase\tid\na\tb\tc\n")
        let result = try Program.run("compile", "places.tsv", "-o", "places.phrases", in: folder)
        #expect(result.status == 2)
        #expect(result.messages.hasPrefix("places.tsv:2: error: the line has 3 cells for 2 columns\n"))
        #expect(folder.text("places.phrases") == nil)
        let match = try Program.run("compile", "places.tsv", "-o", "x", "--match", "stem", in: folder)
        #expect(match.status == 2)
        #expect(match.messages.contains("it is one of lower, text, lemma, folded"))
    }

    @Test func anOutputThatCannotBeWrittenIsStatusFour() throws {
        let result = try Program.run("compile", "places.tsv", "-o", ".", in: try folder())
        #expect(result.status == 4)
    }

    @Test func aDamagedListIsAnErrorOfTheDefinition() throws {
        let folder = try folder()
        #expect(try Program.run("compile", "places.tsv", "-o", "places.phrases", in: folder).status == 0)
        try folder.write("PLPHRASE and then nothing of it", to: "places.phrases")
        let run = try Program.run("run", "a.lua", in: folder)
        #expect(run.status == 2)
        #expect(run.messages.contains("this is not a compiled phrase list, or a damaged one: it is cut short"))
    }
}
