import Testing

@Suite("Mistakes in modules and rule files")
struct ModuleMistakesTests {
    @Test(arguments: modules) func inTheModules(_ mistake: Mistake) throws { try mistake.check() }

    private static let modules = [
        Mistake(
            "rule file missing", define("pipeline.extract.rules 'rules/none.lua',"),
            """
            main.lua:3:27: error: cannot read rules/none.lua: no such file or directory
             3 |   pipeline.extract.rules 'rules/none.lua',
               |                           ^^^^^^^^^^^^^^
              help: paths are relative to the file that names them
            """),
        Mistake(
            "rule file with a syntax error",
            ["main.lua": define("pipeline.extract.rules 'rules/a.lua',"), "rules/a.lua": "return {\n  x = = 1\n}"],
            """
            rules/a.lua:2: error: unexpected symbol near '='
             2 |   x = = 1
            """),
        Mistake(
            "rule file that returns nothing",
            ["main.lua": define("pipeline.extract.rules 'a.lua',"), "a.lua": "local x = 1"],
            """
            a.lua: error: a.lua returns nothing, not what extract.rules takes
              help: end the file with return pipeline.rules { … } or return pipeline.weights { … }
            """),
        Mistake(
            "rule file that returns a table",
            ["main.lua": define("pipeline.extract.rules { rules = 'a.lua' },"), "a.lua": "return {}"],
            """
            a.lua: error: a.lua returns a table, not what extract.rules takes
              help: end the file with return pipeline.rules { … } or return pipeline.weights { … }
            """),
        Mistake(
            "rule file that fails",
            [
                "main.lua": define("pipeline.extract.rules 'a.lua',"),
                "a.lua": "local function f() error 'no luck' end\nf()",
            ],
            """
            a.lua:1: error: no luck
             1 | local function f() error 'no luck' end
                at a.lua:1 in function 'f'
                at a.lua:2 in the main part
            """),
        Mistake(
            "module not found", "local x = require 'no.such'\nreturn x",
            """
            main.lua:1: error: there is no module 'no.such'
             1 | local x = require 'no.such'
              help: looked for no/such.lua, no/such/plugin.lua
            """),
        Mistake(
            "module with an empty name", "require ''",
            """
            main.lua:1: error: there is no module ''
             1 | require ''
              help: a module name is words joined by dots; for other folders say modules = { "…" } in the definition
            """),
        Mistake(
            "module outside", "require '..secrets'",
            """
            main.lua:1: error: there is no module '..secrets'
             1 | require '..secrets'
              help: a module name is words joined by dots; for other folders say modules = { "…" } in the definition
            """),
        Mistake(
            "module that is a number", "require(5)",
            """
            main.lua:1: error: bad argument #1 to 'require' (string expected, got number)
             1 | require(5)
            """),
        Mistake(
            "module with a syntax error", ["main.lua": "\nlocal a = require 'a'", "a.lua": "x ="],
            """
            a.lua:1: error: unexpected symbol near <eof>
             1 | x =
            """),
        Mistake(
            "module that fails", ["main.lua": "local a = require 'a'", "a.lua": "\nerror 'broken'"],
            """
            a.lua:2: error: broken
             2 | error 'broken'
                at a.lua:2 in the main part
                at main.lua:1 in the main part
            """),
        Mistake(
            "module that requires itself", ["main.lua": "local a = require 'a'", "a.lua": "return require 'a'"],
            """
            a.lua:1: error: a.lua requires itself
             1 | return require 'a'
                at a.lua:1 in the main part
                at main.lua:1 in the main part
            """),
        Mistake(
            "modules in a circle",
            ["main.lua": "local a = require 'a'", "a.lua": "return require 'b'", "b.lua": "\nreturn require 'a'"],
            """
            b.lua:2: error: a.lua requires itself through other files: a.lua → b.lua → a.lua
             2 | return require 'a'
                at b.lua:2 in the main part
                at a.lua:1 in the main part
                at main.lua:1 in the main part
            """),
        Mistake(
            "definition in a circle", ["main.lua": "local a = require 'a'", "a.lua": "return require 'main'"],
            """
            a.lua:1: error: main.lua requires itself through other files: main.lua → a.lua → main.lua
             1 | return require 'main'
                at a.lua:1 in the main part
                at main.lua:1 in the main part
            """),
        Mistake(
            "plugin not called",
            [
                "main.lua": define("require 'names',"),
                "names/plugin.json": manifest("names"),
                "names/plugin.lua": "return function() return require 'pipeline'.tokenize.words {} end",
            ],
            """
            main.lua:2: error: stage 1 of the definition is a function, not a stage
             2 | return pipeline.define { stages = {
              help: write pipeline.stage { name = "…", process = function(doc) … end }; what is named is called: require "name" {}
            """),
        Mistake(
            "plugin that returns nothing",
            [
                "main.lua": define("require 'names',"), "names/plugin.lua": "",
                "names/plugin.json": manifest("names"),
            ],
            """
            main.lua:2: error: stage 1 of the definition is a boolean, not a stage
             2 | return pipeline.define { stages = {
            """),
    ]
}
