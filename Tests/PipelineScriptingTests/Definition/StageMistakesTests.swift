import Testing

@Suite("Mistakes in stages")
struct StageMistakesTests {
    @Test(arguments: stages) func inTheStages(_ mistake: Mistake) throws { try mistake.check() }

    private static let stages = [
        Mistake(
            "no stages", "return require 'pipeline'.define { name = 'x' }",
            """
            main.lua:1: error: 'stages' of the definition is nothing, not a list of stages
             1 | return require 'pipeline'.define { name = 'x' }
            """),
        Mistake(
            "a stage for stages", "local p = require 'pipeline'\nreturn p.define { stages = p.tokenize.words {} }",
            """
            main.lua:2: error: 'stages' of the definition is the result of 'tokenize.words', not a list of stages
             2 | return p.define { stages = p.tokenize.words {} }
            """),
        Mistake(
            "unknown stage", define("pipeline.tokenize.word {},"),
            """
            main.lua:3: error: there is no stage 'tokenize.word'
             3 |   pipeline.tokenize.word {},
              help: did you mean 'words'?
            """),
        Mistake(
            "unknown family", define("pipeline.tokenise.words {},"),
            """
            main.lua:3: error: there is no member 'pipeline.tokenise'
             3 |   pipeline.tokenise.words {},
              help: did you mean 'tokenize'?
            """),
        Mistake(
            "family called", define("pipeline.tokenize {},"),
            """
            main.lua:3: error: 'tokenize' is no function: it holds each stage by name
             3 |   pipeline.tokenize {},
              help: there is 'words'
            """),
        Mistake(
            "family not called", define("pipeline.tokenize,"),
            """
            main.lua:2: error: stage 1 of the definition is 'tokenize', not a stage
             2 | return pipeline.define { stages = {
            """),
        Mistake(
            "no module", "return pipeline.define { stages = {} }",
            """
            main.lua:1: error: undeclared global 'pipeline'
             1 | return pipeline.define { stages = {} }
              help: begin the file with local pipeline = require "pipeline"
            """),
        Mistake(
            "stage not called", define("pipeline.tokenize.words,"),
            """
            main.lua:2: error: stage 1 of the definition is a function, not a stage
             2 | return pipeline.define { stages = {
              help: write pipeline.stage { name = "…", process = function(doc) … end }; what is named is called: require "name" {}
            """),
        Mistake(
            "nil among stages", define("pipeline.tokenize.words {}, nil, pipeline.tokenize.words {},"),
            """
            main.lua:2: error: stage 2 of the definition is nothing, not a stage
             2 | return pipeline.define { stages = {
              help: a misspelt variable is nil, and so is the result of a function that returns nothing
            """),
        Mistake(
            "a string in a list of stages", define("{ pipeline.tokenize.words {}, 'words' },"),
            """
            main.lua:2: error: stage 1.2 of the definition is a string, not a stage
             2 | return pipeline.define { stages = {
            """),
        Mistake(
            "named stage", define("words = pipeline.tokenize.words {},"),
            """
            main.lua:3:3: error: 'stages' of the definition is a list, but one entry has the name 'words'
             3 |   words = pipeline.tokenize.words {},
               |   ^^^^^
            """),
        Mistake(
            "a reader among stages", define("pipeline.read.text 'a',"),
            """
            main.lua:3: error: 'read.text' is no stage
             3 |   pipeline.read.text 'a',
            """),
        Mistake(
            "a string among stages", define("'tokenize.words',"),
            """
            main.lua:2: error: stage 1 of the definition is a string, not a stage
             2 | return pipeline.define { stages = {
            """),
        Mistake(
            "unknown option", define("pipeline.tokenize.words { lable = 'x' },"),
            """
            main.lua:3:29: error: tokenize.words has no option 'lable'
             3 |   pipeline.tokenize.words { lable = 'x' },
               |                             ^^^^^
              help: there is 'name'
            """),
        Mistake(
            "misspelt option", define("pipeline.extract.rules { {}, lable = 'x' },"),
            """
            main.lua:3:32: error: extract.rules has no option 'lable'
             3 |   pipeline.extract.rules { {}, lable = 'x' },
               |                                ^^^^^
              help: did you mean 'label'?
            """),
        Mistake(
            "option of another kind", define("pipeline.extract.rules { {}, label = 5, size = 'x' },"),
            """
            main.lua:3:32: error: extract.rules: option 'label' takes a string, not integer
             3 |   pipeline.extract.rules { {}, label = 5, size = 'x' },
               |                                ^^^^^
            main.lua:3:43: error: extract.rules: option 'size' takes an integer, not string
             3 |   pipeline.extract.rules { {}, label = 5, size = 'x' },
               |                                           ^^^^
            """),
        Mistake(
            "value that is not wanted", define("pipeline.tokenize.words 'x',"),
            """
            main.lua:3: error: tokenize.words: takes no value without a name
             3 |   pipeline.tokenize.words 'x',
            """),
        Mistake(
            "required option", define("pipeline.extract.rules {},"),
            """
            main.lua:3: error: extract.rules needs the option 'rules': a rule file
             3 |   pipeline.extract.rules {},
            """),
        Mistake(
            "option that is infinite", define("pipeline.extract.rules { {}, size = 1/0 },"),
            """
            main.lua:3: error: 'size' is inf, which no output can hold
             3 |   pipeline.extract.rules { {}, size = 1/0 },
            """),
        Mistake(
            "nil in a list of an option", define("pipeline.extract.rules { rules = { 1, nil, 3 } },"),
            """
            main.lua:3: error: entry 2 of a list is nil
             3 |   pipeline.extract.rules { rules = { 1, nil, 3 } },
              help: a misspelt variable is nil, and so is the result of a function that returns nothing
            """),
        Mistake(
            "list with a number as name", define("pipeline.extract.rules { rules = { [0] = 1 } },"),
            """
            main.lua:3: error: a table has the key 0, which is neither a name nor in a list
             3 |   pipeline.extract.rules { rules = { [0] = 1 } },
              help: is an entry of the list nil? A function that returns nothing gives nil
            """),
        Mistake(
            "a document's place", define("pipeline.extract.rules { rules = { [true] = 1 } },"),
            """
            main.lua:3: error: a table has the key boolean, which is neither a name nor in a list
             3 |   pipeline.extract.rules { rules = { [true] = 1 } },
              help: is an entry of the list nil? A function that returns nothing gives nil
            """),
        Mistake(
            "table in itself",
            "local p = require 'pipeline'\nlocal t = {} t.t = t\nreturn p.define { stages = {\n  p.extract.rules { rules = t } } }",
            """
            main.lua:4: error: a table is nested too deep, or contains itself
             4 |   p.extract.rules { rules = t } } }
            """),
        Mistake(
            "coroutine", define("pipeline.extract.rules { rules = { coroutine.create(function() end) } },"),
            """
            main.lua:3: error: a userdata has no place in a definition
             3 |   pipeline.extract.rules { rules = { coroutine.create(function() end) } },
            """),
        Mistake(
            "two mistakes", define("pipeline.tokenize.words { a = 1 },\n  pipeline.extract.rules { {}, b = 1 },"),
            """
            main.lua:3:29: error: tokenize.words has no option 'a'
             3 |   pipeline.tokenize.words { a = 1 },
               |                             ^
              help: there is 'name'
            main.lua:4:32: error: extract.rules has no option 'b'
             4 |   pipeline.extract.rules { {}, b = 1 },
               |                                ^
              help: there is 'label', 'name', 'rules', 'size'
            """),
        Mistake(
            "unmet requirement", define("pipeline.extract.rules { {} },"),
            """
            main.lua:3: error: 'extract.rules' requires 'tokens', which no earlier stage assigns (stage extract.rules)
             3 |   pipeline.extract.rules { {} },
              help: add 'tokenize.words', which assigns it, before 'extract.rules'
            """),
        Mistake(
            "requirement met too late", define("pipeline.extract.rules { {} }, pipeline.tokenize.words {},"),
            """
            main.lua:3: error: 'extract.rules' requires 'tokens', which no earlier stage assigns (stage extract.rules)
             3 |   pipeline.extract.rules { {} }, pipeline.tokenize.words {},
              help: move 'tokenize.words', which assigns it, before 'extract.rules'
            """),
        Mistake(
            "Lua stage without name", define("pipeline.stage { process = function() end },"),
            """
            main.lua:3: error: a stage needs a name
             3 |   pipeline.stage { process = function() end },
            """),
        Mistake(
            "Lua stage without process", define("pipeline.stage { name = 'x' },"),
            """
            main.lua:3: error: stage 'x' needs a function 'process'
             3 |   pipeline.stage { name = 'x' },
              help: process = function(doc) … end
            """),
        Mistake(
            "Lua stage with a wrong key", define("pipeline.stage { name = 'x', proces = function() end },"),
            """
            main.lua:3: error: a stage has no key 'proces'
             3 |   pipeline.stage { name = 'x', proces = function() end },
              help: did you mean 'process'?
            """),
        Mistake(
            "Lua stage with a list entry",
            define("pipeline.stage { name = 'x', process = function() end, function() end },"),
            """
            main.lua:3: error: stage 'x' has an entry without a name
             3 |   pipeline.stage { name = 'x', process = function() end, function() end },
              help: process = function(doc) … end
            """),
        Mistake(
            "Lua stage with a function that is none",
            define("pipeline.stage { name = 'x', process = function() end, setup = 5 },"),
            """
            main.lua:3: error: 'setup' of stage 'x' is a function, not an integer
             3 |   pipeline.stage { name = 'x', process = function() end, setup = 5 },
            """),
        Mistake(
            "Lua stage with a shared value that is none",
            define("pipeline.stage { name = 'x', process = function() end, shared = { n = {} } },"),
            """
            main.lua:3: error: shared value 'n' of stage 'x' is a table, not one of pipeline.shared
             3 |   pipeline.stage { name = 'x', process = function() end, shared = { n = {} } },
              help: shared = { people = pipeline.shared.counter() }
            """),
        Mistake(
            "Lua stage with a shared value that is not called",
            define("pipeline.stage { name = 'x', process = function() end, shared = { n = pipeline.shared.sum } },"),
            """
            main.lua:3: error: shared value 'n' of stage 'x' is a function, not one of pipeline.shared
             3 |   pipeline.stage { name = 'x', process = function() end, shared = { n = pipeline.shared.sum } },
              help: call it: pipeline.shared.counter()
            """),
        Mistake(
            "Lua stage with a shared value without a name",
            define("pipeline.stage { name = 'x', process = function() end, shared = pipeline.shared.sum() },"),
            """
            main.lua:3: error: 'shared' of stage 'x' is a table of names
             3 |   pipeline.stage { name = 'x', process = function() end, shared = pipeline.shared.sum() },
              help: shared = { people = pipeline.shared.counter() }
            """),
        Mistake(
            "a misspelt kind of shared value",
            define(
                "pipeline.stage { name = 'x', process = function() end, shared = { n = pipeline.shared.count() } },"),
            """
            main.lua:3: error: there is no function 'shared.count'
             3 |   pipeline.stage { name = 'x', process = function() end, shared = { n = pipeline.shared.count() } },
              help: did you mean 'counter'?
            """),
        Mistake(
            "top of nothing", define("pipeline.stage { shared = { n = pipeline.shared.top(0) } },"),
            """
            main.lua:3: error: top takes how many to keep, from 1, not 0
             3 |   pipeline.stage { shared = { n = pipeline.shared.top(0) } },
            """),
        Mistake(
            "sum of something", define("pipeline.stage { shared = { n = pipeline.shared.sum(1) } },"),
            """
            main.lua:3: error: sum takes no argument, not 1
             3 |   pipeline.stage { shared = { n = pipeline.shared.sum(1) } },
            """),
        Mistake(
            "Lua stage with nothing to finish",
            define("pipeline.stage { name = 'x', process = function() end, finish = function() end },"),
            """
            main.lua:3: error: stage 'x' has 'finish' but neither 'merge' nor 'shared', so there is nothing to finish
             3 |   pipeline.stage { name = 'x', process = function() end, finish = function() end },
              help: declare shared values, or merge what process returns
            """),
        Mistake(
            "Lua stage with nothing to begin with",
            define("pipeline.stage { name = 'x', process = function() end, initial = 5 },"),
            """
            main.lua:3: error: stage 'x' has 'initial' but no 'merge', which would begin with it
             3 |   pipeline.stage { name = 'x', process = function() end, initial = 5 },
              help: merge = function(total, part) … return total end
            """),
        Mistake(
            "Lua stage that begins with a function",
            define("pipeline.stage { name = 'x', process = error, initial = { n = { error } }, merge = error },"),
            """
            main.lua:3: error: 'initial' of stage 'x' is no plain value
             3 |   pipeline.stage { name = 'x', process = error, initial = { n = { error } }, merge = error },
              help: it holds strings, numbers, lists and tables of names
            """),
        Mistake(
            "Lua stage that begins with a list of names",
            define("pipeline.stage { name = 'x', process = error, initial = { 1, n = 2 }, merge = error },"),
            """
            main.lua:3: error: 'initial' of stage 'x' is no plain value
             3 |   pipeline.stage { name = 'x', process = error, initial = { 1, n = 2 }, merge = error },
              help: it holds strings, numbers, lists and tables of names
            """),
        Mistake(
            "Lua stage with a policy that is none",
            define("pipeline.stage { name = 'x', process = function() end, on_error = 'dorp' },"),
            """
            main.lua:3: error: 'on_error' of stage 'x' is "dorp"
             3 |   pipeline.stage { name = 'x', process = function() end, on_error = 'dorp' },
              help: did you mean 'drop'?
            """),
        Mistake(
            "Lua stage with a policy that is no word",
            define("pipeline.stage { name = 'x', process = function() end, on_error = true },"),
            """
            main.lua:3: error: 'on_error' of stage 'x' is a boolean
             3 |   pipeline.stage { name = 'x', process = function() end, on_error = true },
              help: there is 'dead-letter', 'drop', 'fail', 'keep'
            """),
        Mistake(
            "Lua stage with a limit that is none",
            define("pipeline.stage { name = 'x', process = function() end, limits = { time = 2 } },"),
            """
            main.lua:3: error: limit 'time' of stage 'x' is a number without a unit
             3 |   pipeline.stage { name = 'x', process = function() end, limits = { time = 2 } },
              help: say "2s" or "2ms"
            """),
        Mistake(
            "Lua stage with limits that are no table",
            define("pipeline.stage { name = 'x', process = function() end, limits = '2s' },"),
            """
            main.lua:3: error: 'limits' of stage 'x' is a table of names
             3 |   pipeline.stage { name = 'x', process = function() end, limits = '2s' },
              help: limits = { time = "2s", memory = "64MB" }
            """),
        Mistake(
            "Lua stage with wrong requires",
            define("pipeline.stage { name = 'x', requires = { 5 }, process = function() end },"),
            """
            main.lua:3: error: 'requires' of stage 'x' is a list of names, such as { "tokens", "entities" }
             3 |   pipeline.stage { name = 'x', requires = { 5 }, process = function() end },
            """),
        Mistake(
            "Lua stage that needs more",
            define("pipeline.stage { name = 'x', requires = 'entities', process = function() end },"),
            """
            main.lua:3: error: 'x' requires 'entities', which no earlier stage assigns (stage x)
             3 |   pipeline.stage { name = 'x', requires = 'entities', process = function() end },
              help: add 'extract.rules', which assigns it, before 'x'
            """),
    ]
}
