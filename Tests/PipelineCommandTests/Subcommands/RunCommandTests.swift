import PipelineTestSupport
import Testing

@Suite("pipeline run")
struct RunCommandTests {
    private func folder(_ files: KeyValuePairs<String, String> = [:]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder(files)
        try folder.write(countingDefinition, to: "a.lua")
        return folder
    }

    private func lines(_ texts: String...) -> String { texts.map { "{\"text\":\"\($0)\"}\n" }.joined() }

    @Test func recordsGoToStandardOutputAndTheRestToStandardError() throws {
        let result = try Program.run("run", "a.lua", "-", input: lines("One two.", "warn"), in: try folder())
        #expect(result.status == 0)
        #expect(result.records.count == 2)
        #expect(result.records[0].hasPrefix(#"{"id":"-:1","meta":{"count":3,"random":"#))
        #expect(result.records[0].hasSuffix(#"},"text":"One two."}"#))
        #expect(result.messages.hasPrefix("warning: asked to (document -:2)\n2 documents, 2 records written in "))
    }

    @Test(arguments: [
        ([], ["info: i", "warn: w", "error: e"]),
        (["--log", "debug"], ["debug: d", "info: i", "warn: w", "error: e"]),
        (["--log", "warn"], ["warn: w", "error: e"]), (["--quiet"], ["error: e"]),
        (["--log", "error", "-q"], ["error: e"]),
    ])
    func messagesOfScriptsAreShownFromALevelOn(_ options: [String], _ shown: [String]) throws {
        let folder = try TemporaryFolder([
            "a.lua": """
            local pipeline = require "pipeline"
            local log = pipeline.log
            local function all() log.debug "d" log.info "i" log.warn "w" log.error "e" end
            all()
            return pipeline.define { stages = { pipeline.stage { name = "s", process = all } } }
            """
        ])
        let result = try Program.run(["run", "a.lua", "-"] + options, input: lines("x"), in: folder)
        let told = result.messages.split(separator: "\n").filter { $0.contains(": ") }
        #expect(
            told.map(String.init) == shown.map { "\($0) (a.lua:3)" } + shown.map { "\($0) (stage s, document -:1)" })
    }

    @Test func anUnknownLevelIsAWrongUse() throws {
        let result = try Program.run("run", "a.lua", "--log", "loud", in: try folder())
        #expect(result.status == 2)
        #expect(result.messages.contains("--log takes debug, info, warn or error, not 'loud'"))
    }

    @Test func inputsAndOutputTakeThePlaceOfTheDefinitions() throws {
        let folder = try folder(["in/b.txt": "One.", "in/c.txt": "Two.", "in/d.md": "Three."])
        let result = try Program.run("run", "a.lua", "in", "in/d.md", "-o", "out/deep/a.jsonl", in: folder)
        #expect(result.status == 0)
        #expect(result.output.isEmpty)
        let records = folder.text("out/deep/a.jsonl")?.split(separator: "\n").map { $0.prefix(30) } ?? []
        #expect(
            records == [
                #"{"id":"b","source":"in/b.txt","#, #"{"id":"c","source":"in/c.txt","#,
                #"{"id":"d","source":"in/d.md",""#,
            ])
        #expect(result.messages.hasSuffix("\n  output: out/deep/a.jsonl\n"))
    }

    /// Opening the output would have emptied the input before it was read.
    @Test(arguments: ["in/b.txt", "in/../in/b.txt"])
    func anOutputIsNeverAnInput(_ output: String) throws {
        let folder = try folder(["in/b.txt": "One."])
        let result = try Program.run("run", "a.lua", "in", "-o", output, in: folder)
        #expect(result.status == 4)
        #expect(result.messages.contains("error: the output \(output) is also an input"))
        #expect(folder.text("in/b.txt") == "One.")
    }

    @Test func plainTextComesFromStandardInput() throws {
        let folder = try TemporaryFolder([
            "a.lua": """
            local pipeline = require "pipeline"
            return pipeline.define { read = pipeline.read.text "-", stages = { pipeline.tokenize.english {} } }
            """
        ])
        let text = String(repeating: "word ", count: 50_000)
        #expect(
            try Program.run("run", "a.lua", input: "One two.\n", in: folder).output == """
                {"id":"stdin","text":"One two.\\n"}

                """)
        #expect(
            try Program.run("run", "a.lua", input: text, in: folder).output
                == "{\"id\":\"stdin\",\"text\":\"\(text)\"}\n")
    }

    @Test(arguments: [(0, 0), (1, 1), (2, 2), (9, 3)])
    func limitBoundsWhatIsRead(_ limit: Int, _ count: Int) throws {
        let result = try Program.run(
            "run", "a.lua", "-", "--limit", "\(limit)", input: lines("a", "b", "c"), in: try folder())
        #expect(result.status == 0)
        #expect(result.records.count == count)
    }

    @Test func settingsReachTheDefinition() throws {
        let folder = try TemporaryFolder([
            "a.lua": """
            local pipeline = require "pipeline"
            local desk = pipeline.settings.desk
            return pipeline.define { stages = {
              pipeline.stage { name = "s", process = function(doc) doc.meta.desk = desk or pipeline.null end },
            } }
            """
        ])
        let set = try Program.run("run", "a.lua", "-", "--set", "desk=a=b", input: lines("x"), in: folder)
        #expect(set.output == "{\"id\":\"-:1\",\"meta\":{\"desk\":\"a=b\"},\"text\":\"x\"}\n")
        let twice = try Program.run(
            "run", "--set", "desk=1", "--set", "desk=", "a.lua", "-", input: lines("x"), in: folder)
        #expect(twice.output.contains(#""desk":"""#))
        #expect(try Program.run("run", "a.lua", "-", input: lines("x"), in: folder).output.contains(#""desk":null"#))
    }

    @Test func failedDocumentsBecomeDeadLetters() throws {
        let folder = try folder()
        let input = lines("One.", "fail", "drop", "Four.") + "nonsense\n"
        let result = try Program.run("run", "a.lua", "-", "-o", "o.jsonl", input: input, in: folder)
        #expect(result.status == 3)
        #expect(folder.text("o.jsonl")?.split(separator: "\n").count == 2)
        #expect(
            folder.text("o.jsonl.dead.jsonl") == """
                {"id":"-:2","stage":"count","code":"script.failed","message":"asked to","location":"a.lua:10",\
                "input":"{\\"text\\":\\"fail\\"}"}
                {"id":"-:5","code":"document.unreadable","message":"not JSON: a value was expected","location":"-:5:1",\
                "input":"nonsense"}

                """)
        #expect(
            result.messages.hasPrefix(
                """
                a.lua:10: error: asked to (stage count, document -:2)
                 10 |       if doc.text:find "fail" then error "asked to" end
                -:5:1: error: not JSON: a value was expected (document -:5)
                5 documents, 2 records written, 1 dropped, 2 failed in 
                """))
        #expect(result.messages.hasSuffix("\n  output: o.jsonl\n  dead letters: o.jsonl.dead.jsonl\n"))
    }

    @Test func deadLettersOfAnEarlierRunGoAway() throws {
        let folder = try folder(["pipeline.dead.jsonl": "old\n"])
        #expect(try Program.run("run", "a.lua", "-", input: lines("x"), in: folder).status == 0)
        #expect(folder.text("pipeline.dead.jsonl") == nil)
    }

    @Test func failFastEndsAtTheFirstFailure() throws {
        let folder = try folder()
        let result = try Program.run(
            "run", "a.lua", "-", "--fail-fast", "-j", "1", input: lines("One.", "fail", "Three."), in: folder)
        #expect(result.status == 1)
        #expect(result.records.count == 1)
        #expect(result.messages.hasPrefix("a.lua:10: error: asked to (stage count, document -:2)\n"))
        #expect(folder.text("pipeline.dead.jsonl")?.split(separator: "\n").count == 1)
    }

    @Test func quietSaysNothingUnlessADocumentFails() throws {
        let folder = try folder()
        let good = try Program.run("run", "a.lua", "-", "--quiet", input: lines("One."), in: folder)
        #expect(good.messages.isEmpty && good.status == 0)
        let bad = try Program.run("run", "a.lua", "-", "-q", input: lines("fail"), in: folder)
        #expect(bad.messages.contains("error: asked to") && bad.status == 3)
    }

    @Test func afterTwentyFailuresTheyAreOnlyCounted() throws {
        let input = String(repeating: lines("fail"), count: 25)
        let result = try Program.run("run", "a.lua", "-", input: input, in: try folder())
        #expect(result.messages.split(separator: "\n").count { $0.contains("error: asked to") } == 20)
        #expect(result.messages.contains("\nfurther failures are counted, not shown\n"))
        #expect(result.messages.contains("25 failed in "))
    }

    @Test func theOutputIsTheSameForAnyNumberOfJobs() throws {
        let folder = try folder()
        let kinds = ["word ", "a longer sentence. ", "drop ", "fail ", "warn ", "é👍 "]
        let input = (0..<200).map { number in
            lines(String(repeating: kinds[number % 6], count: 1 + number * 7 % 40) + "\(number)")
        }.joined()
        let results = try ["1", "2", "4"].map { jobs in
            let result = try Program.run("run", "a.lua", "-", "-j", jobs, input: input, in: folder)
            #expect(result.status == 3)
            let told = result.messages.split(separator: "\n").filter { !$0.contains(" in ") }.joined(separator: "\n")
            return [result.output, folder.text("pipeline.dead.jsonl") ?? "", told]
        }
        #expect(results[1] == results[0] && results[2] == results[0])
        #expect(results[0][0].split(separator: "\n").count == 134)
        #expect(results[0][1].split(separator: "\n").count == 33)
    }

    @Test(arguments: [
        (["a.lua"], "a.lua: error: the definition names no input\n"),
        (["none.lua", "-"], "none.lua: error: cannot read none.lua: no such file or directory\n"),
        (["a.lua", "none.txt"], "none.txt: error: there is no file none.txt\n"),
        (["a.lua", "*.pdf"], "*.pdf: error: no file fits *.pdf\n"),
        (["a.lua", "empty"], "empty: error: there is no .txt file in empty\n"),
    ])
    func whatCannotBeReadIsStatusTwo(_ arguments: [String], _ message: String) throws {
        let folder = try folder(["empty/x": ""])
        let result = try Program.run("run", arguments[0], arguments.count > 1 ? arguments[1] : "-q", in: folder)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.messages.hasPrefix(message), "\(result.messages)")
    }

    @Test func anArgumentOfARuleThatTookNoPartIsNilAndAMisspeltOneAnError() throws {
        let folder = try TemporaryFolder([
            "a.lua": """
            local pipeline = require "pipeline"
            return pipeline.define { stages = {
              pipeline.tokenize.english {},
              pipeline.extract.patterns(pipeline.rules { { phase = "p",
                { name = "r", pattern = [[ who:[is_title] "went" ("to" place:[is_title])? ]],
                  where = function(m) return m.place == nil end,
                  emit = { relation = "WENT", "who", "place" } } } }),
              pipeline.stage { name = "s", process = function(doc)
                local went = doc:relations("WENT")[1]
                doc.meta.absent = went.place == nil
                if doc.id == "2" then doc.meta.bad = went.plaec end
              end },
            } }
            """,
            "in.jsonl": "{\"id\":\"1\",\"text\":\"Ann went.\"}\n{\"id\":\"2\",\"text\":\"Bob went.\"}\n",
        ])
        let result = try Program.run("run", "a.lua", "in.jsonl", in: folder)
        #expect(result.status == 3)
        #expect(result.records.count == 1 && result.output.contains(#""meta":{"absent":true}"#), "\(result.output)")
        #expect(result.messages.contains("relation WENT has no argument 'plaec'"), "\(result.messages)")
        #expect(result.messages.contains("did you mean 'place'?"))
    }

    @Test func aPatternIsTextOrATable() throws {
        let folder = try TemporaryFolder([
            "a.lua": """
            local pipeline = require "pipeline"
            return pipeline.define { stages = {
              pipeline.tokenize.english {},
              pipeline.extract.patterns(pipeline.rules {
                macros = { NAME = { { test = { is_title = true }, times = "+" } } },
                { phase = "p",
                  { name = "text", pattern = [[ who:$NAME "said" "that"? ]], emit = { label = "X", layer = "text" } },
                  { name = "table", pattern = { { macro = "NAME", capture = "who" }, "said", { word = "that", times = "?" } },
                    emit = { label = "X", layer = "table" } }, policy = "all" } }),
              pipeline.stage { name = "s", process = function(doc)
                doc.meta.text = doc:spans({ layer = "text" })[1].text
                doc.meta.table = doc:spans({ layer = "table" })[1].text
              end },
            } }
            """,
            "in.jsonl": "{\"id\":\"1\",\"text\":\"Then Ann Lee said that it rains.\"}\n",
        ])
        let result = try Program.run("run", "a.lua", "in.jsonl", in: folder)
        #expect(
            result.output.contains(#""meta":{"text":"Then Ann Lee said that","table":"Then Ann Lee said that"}"#),
            "\(result.output) \(result.messages)")
    }
}
