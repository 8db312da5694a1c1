import Foundation
import PipelineTestSupport
import Testing

@Suite("pipeline test")
struct TestCommandTests {
    private static let definition = """
        local pipeline = require "pipeline"
        return pipeline.define { stages = {
          pipeline.tokenize.english {},
          pipeline.extract.phrases { label = "LOC", words = { "Oslo" } },
          pipeline.extract.patterns "names.lua",
          pipeline.stage { name = "count", requires = { "entities" }, assigns = { "meta" },
            process = function(doc) doc.meta.places = #doc:spans "LOC" end },
        } }
        """

    private static let rules = """
        local pipeline = require "pipeline"
        return pipeline.rules {
          { phase = "names", layer = "entities",
            { name = "titled", pattern = [[ "Dr." who:[is_title & is_alpha]{1,2} ]], claim = "who", emit = { label = "PER" } },
            { name = "long", pattern = [[ "Professor" "Dr." who:[is_title]{1,3} ]], emit = { label = "PER" } } },
          { phase = "visits",
            { name = "saw", pattern = [[ who:<PER/> "saw" what:<LOC/> ]], emit = { relation = "VISIT", "who", "what" } } },
        }
        """

    private func folder(_ cases: String, head: String = "definition = \"config.lua\"") throws -> TemporaryFolder {
        try TemporaryFolder([
            "config.lua": Self.definition, "names.lua": Self.rules,
            "names_test.lua": "return require \"pipeline\".tests { \(head),\n\(cases)\n}",
        ])
    }

    private func run(_ folder: TemporaryFolder, _ arguments: String...) throws -> (status: Int32, text: String) {
        let result = try Program.run(["test"] + arguments, in: folder)
        let text = (result.output + result.messages).replacing(/\ in [0-9.e-]+ s/, with: " in … s")
        return (result.status, text)
    }

    @Test func whatIsAsExpectedPasses() throws {
        let folder = try folder(
            """
            { name = "a name", exact = "entities", text = "Dr. [PER Lena Orlova] saw [LOC Oslo].", sets = { places = 1 },
              tokens = { { text = "Dr." }, { text = "saw", lower = "saw", is_title = false } } },
            { name = "a visit", text = "Dr. [a:PER Orlova] saw [b:LOC Oslo].",
              relations = { { relation = "VISIT", who = "a", what = "b" } }, attributes = {} },
            { name = "all tokens", text = "Oslo!", tokens = { "Oslo", "!" } },
            { name = "brackets", text = "Dr. [PER Orlova] \\\\[sic\\\\]", none = "VISIT",
              check = function(doc) assert(doc.text == "Dr. Orlova [sic]", doc.text) end },
            { name = "later", text = "x", skip = "not yet" },
            """)
        let result = try run(folder)
        #expect(result.status == 0, "\(result.text)")
        #expect(result.text.contains("✓ names_test.lua: 5 passed"))
        #expect(result.text.contains("  – later: skipped, not yet"))
        #expect(result.text.contains("1 of 3 rules never fired:\n  names/long  names.lua:5:"))
        #expect(result.text.hasSuffix("4 passed, 1 skipped in … s\n"))
    }

    @Test func aFailureShowsBothInTheText() throws {
        let folder = try folder(#"{ name = "a name", text = "Dr. [PER Lena] Orlova came." },"#)
        let result = try run(folder)
        #expect(result.status == 1)
        #expect(
            result.text.contains(
                """
                  ✗ a name  names_test.lua:2:11

                    PER is not where it should be
                    Dr. Lena Orlova came.
                        ^^^^ expected: PER
                        ^^^^^^^^^^^ found: entities/PER by names/titled
                    written in names.lua:4:15
                """), "\(result.text)")
    }

    @Test func theNearestMissIsTold() throws {
        let folder = try folder(#"{ name = "a name", text = "Dr. [PER lena] came." },"#)
        let result = try run(folder)
        #expect(
            result.text.contains(
                """
                    PER is missing
                    Dr. lena came.
                        ^^^^ expected: PER
                    nearest: names/titled (names.lua:4:47)
                    Dr. lena came.
                    ^^^ matched
                        ^^^^ 'lena' fails is_title of [is_title & is_alpha]
                """), "\(result.text)")
    }

    @Test func whatIsNotMarkedIsAFailure() throws {
        let folder = try folder(#"{ name = "one", text = "Dr. [PER Orlova] saw Dr. Haddad." },"#)
        let result = try run(folder)
        #expect(
            result.text.contains(
                "PER is not expected\n    Dr. Orlova saw Dr. Haddad.\n                       ^^^^^^ found"))
    }

    @Test func aRelationTellsWhichArgumentIsAnother() throws {
        let folder = try folder(
            """
            { name = "a visit", text = "Dr. [a:PER Orlova] saw [b:LOC Oslo].",
              relations = { { relation = "VISIT", who = "b", what = "b" } } },
            """)
        #expect(try run(folder).text.contains("VISIT is not as it should be"))
        #expect(try run(folder).text.contains("who: expected Oslo, found Orlova"))
    }

    @Test func documentsMayComeWithAnnotations() throws {
        let folder = try folder(
            """
            { name = "a visit", text = "[=a:PER she] saw [=b:LOC here].",
              relations = { { relation = "VISIT", who = "a", what = "b" } } },
            """)
        let result = try run(folder)
        #expect(result.status == 0, "\(result.text)")
    }

    @Test func goldenFilesAreWrittenAndCompared() throws {
        let folder = try folder(#"{ name = "all of it", text = "Dr. Orlova saw Oslo.", golden = true },"#)
        #expect(try run(folder).status == 1)
        #expect(try run(folder, "--update").text.contains("wrote names_test.golden/all-of-it.txt"))
        #expect(try run(folder).status == 0)
        let golden = try #require(folder.text("names_test.golden/all-of-it.txt"))
        #expect(golden.contains("  4-10  PER  Orlova  by names/titled\n"))
        try folder.write(golden.replacing("PER", with: "ORG"), to: "names_test.golden/all-of-it.txt")
        let result = try run(folder)
        #expect(result.status == 1)
        #expect(
            result.text.contains(
                "    -   4-10  ORG  Orlova  by names/titled\n    +   4-10  PER  Orlova  by names/titled"))
    }

    @Test func rulesRunBehindTokenizerAndTagger() throws {
        let folder = try folder(
            #"{ name = "a name", text = "Dr. [PER Orlova] [=LOC x]" },"#, head: "rules = \"names.lua\"")
        let result = try run(folder)
        #expect(result.status == 0, "\(result.text)")
    }

    @Test func aFilterChoosesCases() throws {
        let folder = try folder(#"{ name = "good", text = "[LOC Oslo]" }, { name = "bad", text = "[LOC Rome]" },"#)
        #expect(try run(folder, "--filter", "GOOD").status == 0)
        #expect(try run(folder, "--filter", "bad").status == 1)
        #expect(try run(folder, "--filter", "none").status == 2)
    }

    @Test func otherProgramsCanReadTheReport() throws {
        let folder = try folder(#"{ name = "good #1", text = "[LOC Oslo]" }, { name = "<bad>", text = "[LOC Rome]" },"#)
        let tap = try run(folder, "--format", "tap").text
        #expect(
            tap.hasPrefix(
                "TAP version 14\n1..2\nok 1 - names_test.lua: good \\#1\nnot ok 2 - names_test.lua: <bad>\n  ---\n"))
        let junit = try run(folder, "--format", "junit").text
        #expect(junit.contains(#"<testsuites tests="2" failures="1" errors="0""#))
        #expect(junit.contains(##"<testcase name="&lt;bad&gt;" classname="names_test.lua""##))
    }

    @Test func anyNumberOfFilesAtATimeGivesTheSameReport() throws {
        let folder = try TemporaryFolder(["config.lua": Self.definition, "names.lua": Self.rules])
        for number in 0..<12 {
            try folder.write(
                "return require 'pipeline'.tests { definition = '../config.lua', { name = 'n', text = 'Dr. [PER X\(number)]' } }",
                to: "t/\(number)_test.lua")
        }
        #expect(try run(folder, "-j", "1") == run(folder, "-j", "8"))
    }

    @Test(arguments: [
        (#"{ name = "x", text = "[PER Lena" },"#, "case 'x': a mark does not end"),
        (#"{ name = "x", text = "a [sic]" },"#, "case 'x': a mark begins with its label or its name, and a blank"),
        (#"{ name = "x", text = "Lena" },"#, "case 'x': expects nothing"),
        (#"{ text = "[PER Lena]" },"#, "case 1 of the tests has no name"),
        (#"{ name = "x", txt = "[PER Lena]" },"#, "case 'x': a case has no key 'txt'"),
        (#"{ name = "x", text = "[PER a]", attributes = { whom = {} } },"#, "case 'x': no mark has the name 'whom'"),
        (
            #"{ name = "x", text = "[PER a]" }, { name = "x", text = "[PER a]" },"#,
            "case 'x': another case has the same name"
        ),
        ("", "the test file has no cases"),
        (#"{ name = "x", text = "[PER a]" }, rules = "names.lua","#, "tests need exactly one of"),
    ])
    func aWrongTestFileIsExplained(_ cases: String, _ message: String) throws {
        let result = try run(try folder(cases))
        #expect(result.status == 1)
        #expect(result.text.contains("error: \(message)"), "\(result.text)")
        #expect(result.text.contains("  help: ") || message.contains("same name"), "\(result.text)")
    }

    @Test func aScriptThatRunsWildFailsItsCase() throws {
        let folder = try folder(
            #"{ name = "x", text = "Oslo", check = function() while true do end end }, { name = "y", text = "[LOC Oslo]" },"#
        )
        let result = try run(folder)
        #expect(result.status == 1)
        #expect(result.text.hasSuffix("1 passed, 1 failed in … s\n"), "\(result.text)")
    }
}
