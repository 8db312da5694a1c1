import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

struct DefinitionHeaderTests {
    private func header(_ text: String) -> DefinitionHeader {
        DefinitionHeader(SourceFile(path: "main.lua", bytes: Array(text.utf8)))
    }

    @Test(arguments: [
        #"return pipeline.define { modules = { "lib", '../common' } }"#,
        #"return pipeline.define({ name = "x", modules = { "lib"; [[../common]], }; })"#,
        "local define = p.define\nreturn define {\n  stages = { { modules = { 'x' } } }, -- modules = { 'y' }\n"
            + "  modules = -- here\n    {\n 'lib', --[[ no ]] '../common',\n  },\n}",
        #"local s = "define { modules = { 'no' } }" return p.define{modules={"lib","../common"},other=#"}"}"#,
        "define_all { modules = { 'no' } } return define { a = function() modules = { 'no' } end, modules = { 'lib', '../common' } }",
    ])
    func listsAreReadFromTheText(_ text: String) {
        #expect(header(text)["modules"] == ["lib", "../common"])
        #expect(header(text)["capabilities"].isEmpty)
    }

    @Test(arguments: [
        "", "return 5", "return define", "return define { modules = list }", "define { modules == { 'a' } }",
        "define { modules = { a } }", "define { modules = { 'a' .. 'b' } }", "define { modules = { 'a'", "define {",
        "define { x = { modules = { 'a' } } }", "define { modules = { 'a' 'b' } }", "define { [modules] = { 'a' } }",
        "define { my.modules = { 'a' } }", "define { modules",
    ])
    func whatIsNotWrittenOutIsNotRead(_ text: String) {
        #expect(header(text)["modules"].isEmpty)
    }

    @Test func modulesAreFoundInTheFoldersOfTheDefinition() throws {
        let folder = try TemporaryFolder([
            "run/main.lua": """
            local pipeline = require "pipeline"
            local first = require "first"
            return pipeline.define {
              modules = { "lib", "../common/" },
              name = first.name .. " " .. require("second"),
              stages = { require "words.stage" },
            }
            """,
            "run/lib/first.lua": "return { name = require 'helper' }", "run/lib/helper.lua": "return 'helped'",
            "common/second.lua": "return 'common'",
            "common/words/stage.lua":
                "return require 'pipeline'.stage { name = require 'second', process = function() end }",
        ])
        let definition = try Definition(path: folder.path("run/main.lua"), catalog: .testing)
        #expect(definition.name == "helped common")
        #expect(definition.pipeline.stages.map(\.name) == ["common"])
        var instance = try definition.pipeline.makeInstance()
        #expect(try instance.process(Document(id: "a", text: "")).count == 1)
    }

    @Test(arguments: mistakes) func mistakesAreSaid(_ mistake: Mistake) throws { try mistake.check() }

    private static let mistakes = [
        Mistake(
            "modules that are computed",
            """
            local list = { "lib" }
            return require "pipeline".define {
              stages = {},
              modules = list,
            }
            """,
            """
            main.lua:4:3: error: 'modules' of the definition is not written out as a list of strings
             4 |   modules = list,
               |   ^^^^^^^
              help: it is read before the file runs: write modules = { "…" } in pipeline.define { … }
            """),
        Mistake(
            "modules that are no folder", #"return require "pipeline".define { modules = { "lib" }, stages = {} }"#,
            """
            main.lua:1:49: error: there is no folder 'lib'
             1 | return require "pipeline".define { modules = { "lib" }, stages = {} }
               |                                                 ^^^
              help: modules are folders, relative to the definition
            """),
        Mistake(
            "an unknown capability",
            #"return require "pipeline".define { capabilities = { "read:data/", "raed:x/" }, stages = {} }"#,
            """
            main.lua:1:68: error: there is no capability 'raed'
             1 | return require "pipeline".define { capabilities = { "read:data/", "raed:x/" }, stages = {} }
               |                                                                    ^^^^^^^
              help: did you mean 'read'?
            """),
        Mistake(
            "a file that is not granted",
            """
            local pipeline = require "pipeline"
            local names = pipeline.files.read "names.txt"
            return pipeline.define { capabilities = { "env:HOME" }, stages = {} }
            """,
            """
            main.lua:2: error: reading 'names.txt' is not granted
             2 | local names = pipeline.files.read "names.txt"
              help: say capabilities = { "env:HOME", "read:names.txt" } in pipeline.define { … }
            """),
    ]
}
