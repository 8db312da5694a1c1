import PipelineTestSupport
import Testing

@Suite("pipeline repl")
struct ReplCommandTests {
    private static let definition = """
        local p = require "pipeline"
        return p.define {
          read = p.read.text "texts/*.txt",
          stages = {
            p.tokenize.english {},
            p.extract.patterns(p.rules {
              { phase = "places", { name = "town", pattern = "'Bonn' | 'Rome'", label = "LOC", layer = "entities" } },
            }),
          },
        }
        """

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder([
            "a.lua": Self.definition, "texts/a.txt": "They went from Rome to Bonn. Then they slept.",
            "texts/b.txt": "Nobody went.", "other.txt": "Bonn again.",
        ])
    }

    private func enter(_ lines: String) throws -> Program.Result {
        try Program.run("repl", "a.lua", input: lines, in: folder)
    }

    @Test func aPatternShowsItsHitsInContext() throws {
        let result = try enter("start:<LOC/> \"to\" end:<LOC/>\n\"went\"\n")
        #expect(result.status == 0)
        #expect(result.messages == "")
        #expect(result.output.hasPrefix("a: 2 documents, 14 tokens\n"), "\(result.output)")
        #expect(
            result.output.contains(
                "a  They went from [Rome to Bonn]. Then they slept.\n    start  Rome\n    end  Bonn\n"))
        #expect(result.output.contains("1 match in 1 of 2 documents · "))
        #expect(result.output.contains("2 matches in 2 of 2 documents · "))
    }

    @Test func aPatternMayGoOnInTheNextLine() throws {
        let result = try enter("(\"from\"\n  <LOC/>\n)\n\"nowhere\"\n")
        #expect(result.output.contains("a  They went [from Rome] to Bonn."), "\(result.output)")
        #expect(result.output.contains("\nno match · "))
    }

    @Test func mistakesHaveACaret() throws {
        let result = try enter("\"to\" [lema=\"x\"]\n\"to\" )\n[lemma=\"go\"]\n:tokns\n\"went\"\n")
        #expect(result.status == 0)
        #expect(result.messages.contains("pattern:1:7: error: "), "\(result.messages)")
        #expect(result.messages.contains("did you mean 'lemma'?"))
        #expect(result.messages.contains("^"))
        #expect(result.messages.contains("the pattern needs 'lemma', which no stage of the definition assigns"))
        #expect(result.messages.contains("did you mean ':tokens'?"))
        #expect(result.output.contains("2 matches"), "a mistake ends nothing")
    }

    @Test func commandsShowWhatIsThere() throws {
        let result = try enter(":tokens bonn\n:spans LOC\n:rules\n:explain rome\n:docs\n:help\n")
        #expect(result.messages == "")
        for part in [
            "4  Rome", "entities/LOC", "a  entities/LOC  They went from [Rome] to Bonn. Then they…", "2 annotations",
            "/town", "a.lua:7",
            "a  They went from [Rome] to Bonn.", "  b  Nobody went.", ":load INPUT…",
        ] { #expect(result.output.contains(part), "\(part) in \(result.output)") }
    }

    @Test func documentsMayBeChosenAndLoaded() throws {
        let result = try enter(
            ":doc b\n\"went\"\n:doc\n:load other.txt\n<LOC/>\n:let GO \"again\"\n<LOC/> $GO\n:q\n\"never\"\n")
        #expect(result.messages == "")
        #expect(result.output.contains("1 match in 1 of 1 document · "))
        #expect(result.output.contains("other  [Bonn again]."), "\(result.output)")
        #expect(!result.output.contains("no match"))
        let missing = try enter(":doc c\n:load none.txt\n:let X\n")
        #expect(missing.messages.contains("there is no document 'c'"))
        #expect(missing.messages.contains("there is no file none.txt"))
    }

    @Test func standardInputIsNoDocument() throws {
        let result = try Program.run("repl", "a.lua", "-", in: folder)
        #expect(result.status == 2)
    }

    /// A terminal, with the keys of somebody who lets words be completed.
    @Test(.enabled(if: Terminal.hasEditor, "libedit2 is not installed"))
    func aTerminalHasPromptsCompletionAndHistory() throws {
        let terminal = try Terminal(
            ["repl", "a.lua"], environment: ["XDG_STATE_HOME": folder.path("state")], in: folder)
        try #require(terminal.wait(for: "› "))
        terminal.type(":ru\t\n")
        #expect(terminal.wait(for: "/town"), "\(terminal.seen)")
        terminal.type("\"fr\t\"\n")
        #expect(terminal.wait(for: "1 match"), "\(terminal.seen)")
        terminal.type("\u{1B}[A\u{1B}[A\n")
        #expect(terminal.wait(for: "found  rule"), "\(terminal.seen)")
        #expect(terminal.wait(for: "› "), "\(terminal.seen)")
        terminal.type("\u{4}")
        #expect(terminal.end() == 0)
        #expect(folder.text("state/pipeline/history")?.contains("rules") == true)
    }
}
