import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

struct PluginManifestTests {
    private static let stage =
        "return function(o) return require 'pipeline'.stage { name = o.name or 'p', process = function() end } end"

    /// A definition with one plugin `p`.
    private static func files(
        _ manifest: String?, plugin: String = stage, definition: String = define("require 'p' {},")
    ) -> KeyValuePairs<String, String> {
        guard let manifest else { return ["main.lua": definition, "p/plugin.lua": plugin] }
        return [
            "main.lua": definition, "p/plugin.lua": plugin, "p/plugin.json": manifest, "p/list.tsv": "",
            "p/tests/a": "",
        ]
    }

    @Test func aDefinitionKnowsItsPlugins() throws {
        let folder = try TemporaryFolder(
            Self.files(
                manifest(
                    "p",
                    #", "description": "d", "license": "MIT", "stages": ["p"], "lists": ["list.tsv"], "tests": ["tests"], "#
                        + #""capabilities": ["read:./data/a", "env:HOME"]"#),
                definition: """
                    return require "pipeline".define {
                      capabilities = { "read:data/", "env:HOME" },
                      stages = { require "p" { name = "a" }, require "p" { name = "b" } },
                    }
                    """))
        let definition = try definition(folder)
        #expect(definition.pipeline.stages.map(\.name) == ["a", "b"])
        #expect(definition.capabilities == ["read:data/", "env:HOME"])
        #expect(
            definition.plugins == [
                Plugin(
                    name: "p", version: "1.0.0", api: "1.0", description: "d", license: "MIT", stages: ["p"],
                    capabilities: ["read:data/a", "env:HOME"], lists: ["list.tsv"], tests: ["tests"],
                    path: folder.path("p"))
            ])
    }

    @Test func aPluginOfSeveralStagesIsATable() throws {
        let folder = try TemporaryFolder(
            Self.files(
                manifest("p", #", "stages": ["one", "two"]"#),
                plugin: "local f = (function() \(Self.stage) end)() return { one = f, two = f }",
                definition: define("require 'p'.one { name = 'a' }, require 'p'.two { name = 'b' },")))
        #expect(try definition(folder).pipeline.stages.map(\.name) == ["a", "b"])
    }

    @Test(arguments: mistakes) func mistakesAreSaid(_ mistake: Mistake) throws { try mistake.check() }

    private static let mistakes = [
        Mistake(
            "no manifest", files(nil),
            """
            main.lua:3: error: plugin 'p' has no manifest
             3 |   require 'p' {},
              help: write p/plugin.json: { "name": "p", "version": "0.1.0", "api": "1.0" }
            """),
        Mistake(
            "not JSON", files("{\n  \"name\": p }"),
            """
            p/plugin.json:2:11: error: the manifest is wrong: a value was expected
             2 |   "name": p }
               |           ^
            """),
        Mistake(
            "no object", files("[]"),
            """
            p/plugin.json: error: a manifest is an object, not array
            """),
        Mistake(
            "unknown key", files(manifest("p", ",\n  \"capabilites\": []")),
            """
            p/plugin.json:2:3: error: a manifest has no key 'capabilites'
             2 |   "capabilites": [] }
               |   ^^^^^^^^^^^^^
              help: did you mean 'capabilities'?
            """),
        Mistake(
            "no version", files(#"{ "name": "p", "api": "1.0" }"#),
            """
            p/plugin.json: error: the manifest lacks 'version'
            """),
        Mistake(
            "another name", files(manifest("q")),
            """
            p/plugin.json:1:3: error: the plugin is called 'q' and its folder 'p'
             1 | { "name": "q", "version": "1.0.0", "api": "1.0" }
               |   ^^^^^^
              help: give both the same name
            """),
        Mistake(
            "no semantic version", files(#"{ "name": "p", "version": "1.0", "api": "1.0" }"#),
            """
            p/plugin.json:1:16: error: '1.0' is no version
             1 | { "name": "p", "version": "1.0", "api": "1.0" }
               |                ^^^^^^^^^
              help: a version is such as "1.4.0"
            """),
        Mistake(
            "a later API", files(#"{ "name": "p", "version": "1.0.0", "api": "1.7" }"#),
            """
            p/plugin.json:1:36: error: plugin 'p' 1.0.0 needs version 1.7 of the script API, and this is 1.0
             1 | { "name": "p", "version": "1.0.0", "api": "1.7" }
               |                                    ^^^^^
              help: install a later pipeline
            """),
        Mistake(
            "an earlier API", files(#"{ "name": "p", "version": "1.0.0", "api": "0.9" }"#),
            """
            p/plugin.json:1:36: error: plugin 'p' 1.0.0 needs version 0.9 of the script API, and this is 1.0
             1 | { "name": "p", "version": "1.0.0", "api": "0.9" }
               |                                    ^^^^^
              help: install a later version of the plugin
            """),
        Mistake(
            "a list that is not there", files(manifest("p", #", "lists": ["none.tsv"]"#)),
            """
            p/plugin.json:1:50: error: there is no 'none.tsv' in the plugin
             1 | { "name": "p", "version": "1.0.0", "api": "1.0", "lists": ["none.tsv"] }
               |                                                  ^^^^^^^
              help: paths are relative to the plugin's folder
            """),
        Mistake(
            "tests elsewhere", files(manifest("p", #", "tests": ["../p"]"#)),
            """
            p/plugin.json:1:50: error: there is no '../p' in the plugin
             1 | { "name": "p", "version": "1.0.0", "api": "1.0", "tests": ["../p"] }
               |                                                  ^^^^^^^
              help: paths are relative to the plugin's folder
            """),
        Mistake(
            "strings that are none", files(manifest("p", #", "stages": ["p", 5]"#)),
            """
            p/plugin.json:1:50: error: 'stages' is a list of strings
             1 | { "name": "p", "version": "1.0.0", "api": "1.0", "stages": ["p", 5] }
               |                                                  ^^^^^^^^
            """),
        Mistake(
            "a stage that is not there", files(manifest("p", #", "stages": ["p", "q"]"#)),
            """
            main.lua:3: error: plugin 'p' has no stage 'p', which its manifest names
             3 |   require 'p' {},
              help: return a table with a function for each stage
            """),
        Mistake(
            "capabilities that are not granted",
            files(
                manifest("p", #", "capabilities": ["read:data/", "env:HOME", "env:USER"]"#),
                definition: """
                    local pipeline = require "pipeline"
                    return pipeline.define {
                      capabilities = { "env:HOME" },
                      stages = { require "p" {} },
                    }
                    """),
            """
            main.lua:4: error: plugin 'p' needs the capability 'read:data/'
             4 |   stages = { require "p" {} },
              help: say capabilities = { "env:HOME", "read:data/", "env:USER" } in pipeline.define { … }
            """),
    ]

    @Test(arguments: [
        ("1.0.0", true), ("0.0.1-beta.2", true), ("1.2.3+build.5", true), ("1.0.0-a-b+c", true), ("1.0", false),
        ("01.0.0", false), ("1.0.0-", false), ("1.0.0+", false), ("v1.0.0", false), ("1.0.0-ä", false), ("", false),
        ("1.0.0.0", false), ("1.-1.0", false), ("1.0.0-a..b", false),
    ])
    func versionsHaveTheirForm(_ text: String, _ isValid: Bool) {
        #expect(SemanticVersion.isValid(text) == isValid)
    }

    @Test(
        arguments: [
            ("1", "1.0"), ("1.0", "1.0"), ("2.11", "2.11"), ("", nil), ("1.", nil), ("1.0.0", nil), ("-1", nil),
            ("a", nil),
        ] as [(String, String?)])
    func apiVersionsHaveTheirForm(_ text: String, _ read: String?) {
        #expect(ScriptAPIVersion(text)?.description == read)
    }

    @Test func shippedManifestsAndThoseThatAreTakenFitTheSchema() throws {
        let schema = try JSONSchema(named: "plugin")
        let shipped = Repository.files(in: "Plugins", "/plugin.json")
        #expect(shipped.count >= 2)
        for path in shipped {
            #expect(try schema.problems(JSONParser.parse(Array(Repository.text(path).utf8))) == [], "\(path)")
        }
        #expect(try schema.problems(JSONParser.parse(Array(manifest("p").utf8))) == [])
        #expect(
            try schema.problems(JSONParser.parse(Array(manifest("p", #", "x": 1"#).utf8))) == ["$.x: is not allowed"])
    }
}
