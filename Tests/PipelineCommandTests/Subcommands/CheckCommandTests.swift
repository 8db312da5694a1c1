import PipelineCore
import PipelineTestSupport
import Testing

@Suite("pipeline check")
struct CheckCommandTests {
    @Test func aDefinitionWithoutMistakesIsNamedWithItsStages() throws {
        let folder = try TemporaryFolder(["a.lua": countingDefinition])
        let result = try Program.run("check", "a.lua", in: folder)
        #expect(result.status == 0)
        #expect(result.output == "a: tokenize.english → count\nno mistakes found\n")
        #expect(result.messages.isEmpty)
    }

    @Test func noDocumentIsReadAndNothingWritten() throws {
        let folder = try TemporaryFolder([
            "a.lua": """
            local pipeline = require "pipeline"
            return pipeline.define {
              read = pipeline.read.text "none/*.txt", stages = {}, write = pipeline.write.jsonl "out/a.jsonl",
            }
            """
        ])
        #expect(try Program.run("check", "a.lua", in: folder).status == 0)
        #expect(folder.text("out/a.jsonl") == nil)
    }

    @Test(arguments: [
        (
            "return require 'pipeline'.define { stages = { require 'pipeline'.tokenize.english { abbrev = {} } } }",
            "a.lua:1:85: error: tokenize.english has no option 'abbrev'\n"
        ),
        ("return 5", "a.lua: error: a.lua returns a number, not a definition\n"),
        ("return {", "a.lua:1: error: unexpected symbol near <eof>\n"),
        (
            "local p = require 'pipeline'\nreturn p.define { stages = { p.stage { name = 's', requires = { 'tokens' }, "
                + "process = function() end } } }",
            "a.lua:2: error: 's' requires 'tokens', which no earlier stage assigns (stage s)\n"
        ),
    ])
    func aMistakeIsStatusTwo(_ definition: String, _ message: String) throws {
        let folder = try TemporaryFolder(["a.lua": definition])
        let result = try Program.run("check", "a.lua", in: folder)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.messages.hasPrefix(message), "\(result.messages)")
    }

    @Test(arguments: ["none.lua", "."])
    func aFileThatCannotBeReadIsStatusTwo(_ path: String) throws {
        let result = try Program.run("check", path, in: try TemporaryFolder())
        #expect(result.status == 2)
        #expect(result.messages.hasPrefix("\(path): error: cannot read \(path): "))
    }

    @Test func grantsAndWhatPluginsNeedAreShown() throws {
        let folder = try TemporaryFolder([
            "a.lua": """
            local pipeline = require "pipeline"
            pipeline.log.info("hello", { n = 1 })
            pipeline.log.debug "not shown"
            return pipeline.define { capabilities = { "read:data/", "env:HOME" }, stages = { require "mine" {} } }
            """,
            "mine/plugin.json":
                #"{ "name": "mine", "version": "0.3.1", "api": "1.0", "capabilities": ["env:HOME"] }"#,
            "mine/plugin.lua": """
            return function() return require "pipeline".stage { name = "mine", process = function() end } end
            """,
        ])
        let result = try Program.run("check", "a.lua", in: folder)
        #expect(
            result.output == """
                a: mine
                plugin mine 0.3.1, needs env:HOME
                capabilities: read:data/ env:HOME
                no mistakes found

                """)
        #expect(result.messages == "info: hello n=1 (a.lua:2)\n")
    }

    @Test func pluginsAreFoundWhereTheEnvironmentSays() throws {
        let folder = try TemporaryFolder([
            "a.lua": "return require 'pipeline'.define { stages = { require 'mine' {} } }",
            "plugins/mine/plugin.json": #"{ "name": "mine", "version": "0.3.1", "api": "1.0" }"#,
            "plugins/mine/plugin.lua": """
            return function() return require "pipeline".stage { name = "mine", process = function() end } end
            """,
        ])
        let variables = ["PIPELINE_PLUGINS": "\(folder.path("none")):\(folder.path("plugins"))"]
        #expect(
            try Program.run("check", "a.lua", environment: variables, in: folder).output
                == "a: mine\nplugin mine 0.3.1\nno mistakes found\n")
        #expect(try Program.run("check", "a.lua", in: folder).status == 2)
    }

    @Test func aCaptureThatFunctionsCannotReadAsAFieldIsAWarning() throws {
        let folder = try TemporaryFolder([
            "a.lua": """
            local pipeline = require "pipeline"
            return pipeline.define { stages = {
              pipeline.tokenize.english {},
              pipeline.extract.patterns(pipeline.rules { { phase = "p", label = "X",
                { name = "r", pattern = "first:[is_title] [is_title]",
                  where = function(m) return m.captures.first.text ~= "The" end } } }),
            } }
            """
        ])
        let result = try Program.run("check", "a.lua", in: folder)
        #expect(result.status == 0)
        #expect(
            result.messages.contains(
                "a.lua:5:30: warning: rule 'r': capture 'first' has the name of a field of the match"),
            "\(result.messages)")
        #expect(result.messages.contains("help: functions read it as m.captures.first"))
    }

    private static let wrong = """
        local pipeline = require "pipeline"
        return pipeline.define { stages = {
          pipeline.extract.patterns(pipeline.rules { { phase = "p", label = "X",
            { name = "a", pattern = [[ "é" [is_titel] ]] } } }),
          pipeline.tokenize.english { abbrev = 1 },
        } }
        """

    @Test func editorsReadPlacesAndHelp() throws {
        let folder = try TemporaryFolder(["a.lua": Self.wrong])
        let result = try Program.run("check", "a.lua", "--format", "json", in: folder)
        #expect(result.status == 2)
        #expect(result.messages.isEmpty)
        let list =
            try JSONParser.parse(Array(result.output.utf8)).object?["diagnostics"]?.array?.compactMap(\.object) ?? []
        #expect(list.count == 2)
        #expect(list[0]["message"]?.string == "rule 'a': there is no attribute 'is_titel'")
        #expect(list[0]["line"]?.integer == 4 && list[0]["column"]?.integer == 37 && list[0]["length"]?.integer == 8)
        #expect(list[0]["help"]?.string == "did you mean 'is_title'?")
        #expect(list[1]["severity"]?.string == "error" && list[1]["line"]?.integer == 5)
    }

    /// The properties that version 2.1.0 of the standard requires, and the values that it allows, where they are used here.
    private static let sarif = """
        {"type":"object","required":["version","runs"],"properties":{"version":{"const":"2.1.0"},"$schema":{"type":"string"},
         "runs":{"type":"array","minItems":1,"items":{"type":"object","required":["tool","results"],"properties":{
          "columnKind":{"enum":["utf16CodeUnits","unicodeCodePoints"]},
          "tool":{"type":"object","required":["driver"],"properties":{"driver":{"type":"object","required":["name"],
           "properties":{"name":{"type":"string","minLength":1},"version":{"type":"string"},
            "rules":{"type":"array","items":{"type":"object","required":["id"]}}}}}},
          "results":{"type":"array","items":{"type":"object","required":["message"],"properties":{
           "message":{"type":"object","required":["text"]},"level":{"enum":["none","note","warning","error"]},
           "ruleId":{"type":"string"},
           "locations":{"type":"array","items":{"$ref":"#/$defs/location"}},
           "relatedLocations":{"type":"array","items":{"$ref":"#/$defs/location"}}}}}}}}},
         "$defs":{"location":{"type":"object","required":["physicalLocation"],"properties":{
          "message":{"type":"object","required":["text"]},
          "physicalLocation":{"type":"object","required":["artifactLocation"],"properties":{
           "artifactLocation":{"type":"object","required":["uri"],"properties":{"uri":{"type":"string"}}},
           "region":{"type":"object","required":["startLine"],"properties":{"startLine":{"type":"integer","minimum":1},
            "startColumn":{"type":"integer","minimum":1},"endColumn":{"type":"integer","minimum":1}}}}}}}}}
        """

    @Test(arguments: [wrong, wrong.replacing("is_titel", with: "is_title"), countingDefinition])
    func scannersReadSARIF(_ definition: String) throws {
        let folder = try TemporaryFolder(["a b.lua": definition])
        let result = try Program.run("check", "a b.lua", "--format", "sarif", in: folder)
        let value = try JSONParser.parse(Array(result.output.utf8))
        let schema = JSONSchema(try JSONParser.parse(Array(Self.sarif.utf8)))
        #expect(schema.problems(value) == [])
        #expect(result.output.contains("a%20b.lua") == (definition != countingDefinition))
    }
}
