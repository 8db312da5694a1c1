import PipelineCore
import PipelineTestSupport
import Testing

@Suite("pipeline explain")
struct ExplainCommandTests {
    private static let definition = """
        local pipeline = require "pipeline"
        return pipeline.define { read = pipeline.read.text "input/*.txt", stages = {
          pipeline.tokenize.english {},
          pipeline.extract.patterns(pipeline.rules {
            { phase = "names", policy = "best", layer = "entities",
              { name = "titled", score = { 0.6, who = 0.2 }, pattern = [[ "Dr." who:[is_title]+ ]], emit = { label = "PER" } },
              { name = "short", score = 0.3, pattern = [[ "Dr." [is_title] ]], emit = { label = "PER" } },
              { name = "never", score = 0.1, pattern = [[ "Ms." [is_title & is_alpha] ]], emit = { label = "PER" } } },
          }),
          pipeline.score.weigh(pipeline.weights { name = "fame", levels = { high = 1 },
            { name = "person", layer = "entities", label = "PER", weight = 1.5 } }),
        } }
        """

    private func run(_ arguments: String...) throws -> Program.Result {
        let folder = try TemporaryFolder([
            "a.lua": Self.definition, "input/a1.txt": "Nobody.", "input/a2.txt": "Dr. Lena Orlova came.",
        ])
        return try Program.run(["explain", "a.lua"] + arguments, in: folder)
    }

    @Test func tellsWhichRuleLostToWhichAndTheSums() throws {
        let result = try run("--text", "Dr. Lena Orlova came.")
        #expect(result.status == 0, "\(result.messages)")
        #expect(result.output.contains("  2       4  Lena    Xxxx   PER\n"), "\(result.output)")
        #expect(
            result.output.contains(
                """
                names/titled  a.lua:6:17
                  0-15 'Dr. Lena Orlova' counts, score 0.8 = 0.6 + 0.2 (who)
                    who: 'Lena Orlova'
                    beats names/short, 0-8 'Dr. Lena'
                names/short  a.lua:7:17
                  0-8 'Dr. Lena' lost to names/titled at 0-15 'Dr. Lena Orlova', which scores 0.8, score 0.3

                1 rule matched nothing; --rule NAME says how near one came
                """), "\(result.output)")
        #expect(result.output.contains("SCORE FAME\n  1.5, high =\n    + 1.5 person  0-15 'Dr. Lena Orlova'"))
    }

    @Test func theNearestMissHasACaretUnderTheTokenThatFailed() throws {
        let result = try run("--text", "Then Ms. 42 came.", "--rule", "never")
        #expect(
            result.output.contains(
                """
                  Then Ms. 42 came.
                       ^^^ matched
                           ^^ '42' fails is_title of [is_title & is_alpha]
                """), "\(result.output)")
    }

    @Test func allThatIsKnownAtAPlace() throws {
        let result = try run("--text", "Dr. Lena Orlova came.", "--at", "5")
        for line in ["     ^ offset 5", "  text = Lena", "  0-15 PER 'Dr. Lena Orlova'", "fame: + 1.5 person"] {
            #expect(result.output.contains(line), "\(line) in \(result.output)")
        }
        #expect(try run("--text", "abc", "--at", "3").messages.contains("--at takes a character from 0 to 2, not 3"))
    }

    @Test func aDocumentOfTheInputIsChosen() throws {
        #expect(try run().output.hasPrefix("a1: 2 tokens"))
        #expect(try run("--document", "a2").output.hasPrefix("a2: 5 tokens"))
        #expect(try run("input/a2.txt").output.hasPrefix("a2: 5 tokens"))
        #expect(try run("--document", "a3").messages.contains("the input has no document 'a3'"))
    }

    @Test func theSameAsJSON() throws {
        let output = try run("--text", "Dr. Lena Orlova came.", "--format", "json").output
        let value = try #require(try JSONParser.parse(Array(output.utf8)).object)
        #expect(value["tokens"]?.array?.count == 5)
        let rules = value["rules"]?.array?.compactMap(\.object) ?? []
        #expect(rules.map { $0["rule"]?.string } == ["names/titled", "names/short", "names/never"])
        let match = rules[1]["matches"]?.array?.first?.object
        #expect(match?["outcome"]?.string == "lost")
        #expect(match?["lost_to"]?.object?["rule"]?.string == "names/titled")
        #expect(value["scores"]?.array?.first?.object?["terms"]?.array?.count == 1)
    }

    @Test func aPlaceAsJSON() throws {
        let output = try run("--text", "Dr. Lena Orlova came.", "--at", "17", "--format", "json").output
        let value = try #require(try JSONParser.parse(Array(output.utf8)).object)
        #expect(value["tokens"]?.array?.compactMap { $0.object?["text"]?.string } == ["came"])
        for name in ["annotations", "relations", "rules"] { #expect(value[name]?.array?.isEmpty == true, "\(name)") }
        #expect(value["scores"]?.array?.first?.object?["terms"]?.array?.isEmpty == true)
    }

    @Test func aRuleThatAScriptNamesHasNoAccount() throws {
        let folder = try TemporaryFolder([
            "a.lua": """
            local pipeline = require "pipeline"
            return pipeline.define { stages = { pipeline.tokenize.english {},
              pipeline.stage { name = "own", assigns = { "entities" }, process = function(doc)
                doc:annotate { label = "A", layer = "entities", first = 1, last = 1, rule = "first" }
              end } } }
            """
        ])
        let result = try Program.run("explain", "a.lua", "--text", "x", "--rule", "first", in: folder)
        #expect(result.status == 2)
        #expect(result.messages.contains("'first' is a rule of the stage 'own', which keeps no account"))
    }

    @Test func aRuleThatIsNotThereIsSuggested() throws {
        let result = try run("--text", "x", "--rule", "titeld")
        #expect(result.status == 2)
        #expect(result.messages.contains("there is no rule 'titeld'\n  help: did you mean 'titled'?"))
    }

    @Test func noColourWhereNobodyWatches() throws {
        #expect(!(try run().output.contains("\u{1B}")))
    }
}
