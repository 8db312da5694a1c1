import Testing

@Suite("Mistakes in definitions")
struct DefinitionMistakesTests {
    @Test(arguments: files) func inTheFile(_ mistake: Mistake) throws { try mistake.check() }
    @Test(arguments: keys) func inTheKeys(_ mistake: Mistake) throws { try mistake.check() }

    private static let files = [
        Mistake(
            "missing file", ["other.lua": ""],
            """
            main.lua: error: cannot read main.lua: no such file or directory
            """),
        Mistake(
            "syntax error", "local x = 1\nreturn {{\n",
            """
            main.lua:3: error: unexpected symbol near <eof>
             3 |\u{20}
            """),
        Mistake(
            "pattern that ends its own string", "return { [[ \"a\" [is_punct]]] }",
            """
            main.lua:1: error: '}' expected near ']'
             1 | return { [[ "a" [is_punct]]] }
              help: ']]' ends a [[ … ]] string: put a space before it, or write [=[ … ]=]
            """),
        Mistake(
            "returns nothing", "local x = 1",
            """
            main.lua: error: main.lua returns nothing, not a definition
              help: end the file with return pipeline.define { … }
            """),
        Mistake(
            "returns a table", "return { stages = {} }",
            """
            main.lua: error: main.lua returns a table, not a definition
              help: end the file with return pipeline.define { … }
            """),
        Mistake(
            "returns a stage", "return require 'pipeline'.stage { name = 'x' }",
            """
            main.lua:1: error: main.lua returns the result of 'stage', not a definition
             1 | return require 'pipeline'.stage { name = 'x' }
              help: end the file with return pipeline.define { … }
            """),
        Mistake(
            "runtime error", "local function build(n)\n  return n.missing.field\nend\nreturn (build({}))",
            """
            main.lua:2: error: attempt to index a nil value (field 'missing')
             2 |   return n.missing.field
                at main.lua:2 in function 'build'
                at main.lua:4 in the main part
            """),
        Mistake(
            "error without a place", "error('so not', 0)",
            """
            main.lua:1: error: so not
             1 | error('so not', 0)
            """),
        Mistake(
            "error that is a table", "error { message = 'a table' }",
            """
            main.lua:1: error: a table
             1 | error { message = 'a table' }
            """),
        Mistake(
            "undeclared global", "local pipeline = require 'pipeline'\nreturn pipelin.define {}",
            """
            main.lua:2: error: undeclared global 'pipelin'
             2 | return pipelin.define {}
              help: did you mean 'pipeline'?
            """),
        Mistake(
            "assigned global", "stages = {}",
            """
            main.lua:1: error: assignment to undeclared global 'stages'; declare it local
             1 | stages = {}
            """),
        Mistake(
            "no access to files", "return io.open('x')",
            """
            main.lua:1: error: undeclared global 'io'
             1 | return io.open('x')
              help: scripts have no 'io': pipeline.files and pipeline.env give what capabilities grant
            """),
        Mistake(
            "unknown member", "return require('pipeline').defin {}",
            """
            main.lua:1: error: there is no member 'pipeline.defin'
             1 | return require('pipeline').defin {}
              help: did you mean 'define'?
            """),
        Mistake(
            "changed module", "require('pipeline').define = 5",
            """
            main.lua:1: error: 'pipeline' cannot be changed
             1 | require('pipeline').define = 5
            """),
    ]

    private static let keys = [
        Mistake(
            "unknown key", "return require 'pipeline'.define {\n  name = 'x',\n  stage = {},\n}",
            """
            main.lua:3:3: error: a definition has no key 'stage'
             3 |   stage = {},
               |   ^^^^^
              help: did you mean 'stages'?
            """),
        Mistake(
            "key in a list", "return require 'pipeline'.define { {} }",
            """
            main.lua:1: error: a definition has no key '[1]'
             1 | return require 'pipeline'.define { {} }
              help: there is 'capabilities', 'dead_letters', 'isolate', 'limits', 'modules', 'name', 'read', 'stages', 'summary', 'write'
            """),
        Mistake(
            "wrong isolation", "return require 'pipeline'.define { isolate = 'proces', stages = {} }",
            """
            main.lua:1:36: error: 'isolate' of the definition is "process" or "none", not "proces"
             1 | return require 'pipeline'.define { isolate = 'proces', stages = {} }
               |                                    ^^^^^^^
              help: did you mean 'process'?
            """),
        Mistake(
            "isolation that is no word", "return require 'pipeline'.define { isolate = true, stages = {} }",
            """
            main.lua:1:36: error: 'isolate' of the definition is "process" or "none", not a boolean
             1 | return require 'pipeline'.define { isolate = true, stages = {} }
               |                                    ^^^^^^^
            """),
        Mistake(
            "wrong name", "return require 'pipeline'.define { name = 5, stages = {} }",
            """
            main.lua:1: error: 'name' of the definition is a string, not a number
             1 | return require 'pipeline'.define { name = 5, stages = {} }
            """),
        Mistake(
            "define without a table", "return require 'pipeline'.define(5)",
            """
            main.lua:1: error: a definition is a table, not a number
             1 | return require 'pipeline'.define(5)
              help: return pipeline.define { … }
            """),
        Mistake(
            "unknown reader", "local p = require 'pipeline'\nreturn p.define { read = p.read.tex 'a' }",
            """
            main.lua:2: error: there is no reader 'read.tex'
             2 | return p.define { read = p.read.tex 'a' }
              help: did you mean 'text'?
            """),
        Mistake(
            "unknown writer", "local p = require 'pipeline'\nreturn p.define { write = p.write.html 'a' }",
            """
            main.lua:2: error: there is no writer 'write.html'
             2 | return p.define { write = p.write.html 'a' }
              help: there is 'jsonl'
            """),
        Mistake(
            "read is a string", "local p = require 'pipeline'\nreturn p.define { stages = {}, read = 'a.txt' }",
            """
            main.lua:2: error: 'read' of the definition is a string
             2 | return p.define { stages = {}, read = 'a.txt' }
              help: say read = pipeline.read.FORMAT "…"
            """),
        Mistake(
            "read is a writer",
            "local p = require 'pipeline'\nreturn p.define { stages = {}, read = p.write.jsonl 'a' }",

            """
            main.lua:2: error: 'read' of the definition is the result of 'write.jsonl'
             2 | return p.define { stages = {}, read = p.write.jsonl 'a' }
              help: say read = pipeline.read.FORMAT "…"
            """),
        Mistake(
            "reader without path",
            "local p = require 'pipeline'\nreturn p.define { stages = {}, read = p.read.text {} }",

            """
            main.lua:2: error: text needs the option 'path': paths
             2 | return p.define { stages = {}, read = p.read.text {} }
            """),
        Mistake(
            "reader option",
            "local p = require 'pipeline'\nreturn p.define { stages = {},\n  read = p.read.text { 'a', lang = 'en' } }",

            """
            main.lua:3:29: error: text has no option 'lang'
             3 |   read = p.read.text { 'a', lang = 'en' } }
               |                             ^^^^
              help: there is 'name', 'path'
            """),
        Mistake(
            "writer option",
            "local p = require 'pipeline'\nreturn p.define { stages = {}, write = { p.write.jsonl { 'a', indent = 2 } } }",

            """
            main.lua:2:63: error: jsonl has no option 'indent'
             2 | return p.define { stages = {}, write = { p.write.jsonl { 'a', indent = 2 } } }
               |                                                               ^^^^^^
              help: there is 'name', 'path'
            """),
        Mistake(
            "two outputs in one file",
            "local p = require 'pipeline'\nreturn p.define { stages = {},\n  write = { p.write.jsonl '-', p.write.jsonl '-' } }",
            """
            main.lua:3: error: two outputs are written to '-'
             3 |   write = { p.write.jsonl '-', p.write.jsonl '-' } }
            """),
        Mistake(
            "write is a number", "return require 'pipeline'.define { stages = {}, write = 5 }",
            """
            main.lua:1: error: 'write' of the definition is a number
             1 | return require 'pipeline'.define { stages = {}, write = 5 }
              help: say write = pipeline.write.FORMAT "…"
            """),
        Mistake(
            "write holds a string", "return require 'pipeline'.define { stages = {}, write = { 'a.jsonl' } }",
            """
            main.lua:1: error: 'write' of the definition is a string
             1 | return require 'pipeline'.define { stages = {}, write = { 'a.jsonl' } }
              help: say write = pipeline.write.FORMAT "…"
            """),
        Mistake(
            "dead letters", "return require 'pipeline'.define { stages = {}, dead_letters = {} }",
            """
            main.lua:1: error: 'dead_letters' of the definition is a path, not a table
             1 | return require 'pipeline'.define { stages = {}, dead_letters = {} }
            """),
        Mistake(
            "summary", "return require 'pipeline'.define { stages = {}, summary = 5 }",
            """
            main.lua:1: error: 'summary' of the definition is a path, not a number
             1 | return require 'pipeline'.define { stages = {}, summary = 5 }
            """),
        Mistake(
            "a summary in the place of another output",
            "local p = require 'pipeline'\nreturn p.define { stages = {}, write = p.write.jsonl '-', summary = '-' }",
            """
            main.lua: error: two outputs are written to '-'
            """),
        Mistake(
            "a limit that is none",
            "local p = require 'pipeline'\nreturn p.define { stages = {},\n  limits = { tim = '2s' } }",
            """
            main.lua:3:3: error: the definition has no limit 'tim'
             3 |   limits = { tim = '2s' } }
               |   ^^^^^^
              help: did you mean 'time'?
            """),
        Mistake(
            "a limit without a unit",
            "local p = require 'pipeline'\nreturn p.define { stages = {},\n  limits = { memory = 64 } }",
            """
            main.lua:3:3: error: limit 'memory' of the definition is a number without a unit
             3 |   limits = { memory = 64 } }
               |   ^^^^^^
              help: say "64MB" or "64KB"
            """),
    ]
}
