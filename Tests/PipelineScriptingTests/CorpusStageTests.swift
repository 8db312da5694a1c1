import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("Stages over the corpus")
struct CorpusStageTests {
    /// A definition over numbered texts of one to seven words with one stage in Lua.
    private func folder(_ stage: String, count: Int = 60, before: String = "") throws -> TemporaryFolder {
        try TemporaryFolder([
            "main.lua": """
            local pipeline = require "pipeline"
            local shared = pipeline.shared
            local texts = {}
            for i = 1, \(max(count, 1)) do texts[i] = ("word "):rep(i % 7) .. i end
            \(before)
            return pipeline.define {
              read = pipeline.read.list(texts),
              stages = {
                pipeline.tokenize.words {},
                \(stage),
              },
            }
            """
        ])
    }

    /// The lines of the summary, which are the same for any number of workers.
    private func summary(_ stage: String, count: Int = 60, before: String = "") async throws -> [String] {
        let folder = try folder(stage, count: count, before: before)
        let definition = try definition(folder)
        var summaries: [String?] = []
        for workers in [1, 2, 8] {
            var runner = try definition.runner(output: folder.path("\(workers).jsonl"))
            runner.workers = workers
            runner.limit = count
            _ = try await runner.run()
            summaries.append(folder.text("\(workers).jsonl.summary.jsonl"))
        }
        #expect(summaries.allSatisfy { $0 == summaries[0] })
        let schema = try JSONSchema(named: "summary")
        let lines = (summaries[0] ?? "").split(separator: "\n").map(String.init)
        for line in lines { #expect(try schema.problems(JSONParser.parse(Array(line.utf8))) == []) }
        return lines
    }

    /// What a run throws, as a person reads it; all records are there.
    private func problem(_ stage: String, count: Int = 3, before: String = "") async throws -> String {
        let folder = try folder(stage, count: count, before: before)
        let definition = try definition(folder)
        let runner = try definition.runner(output: folder.path("out.jsonl"))
        let error = await #expect(throws: PipelineError.self) { try await runner.run() }
        #expect(folder.text("out.jsonl")?.split(separator: "\n").count == count)
        #expect(folder.text("out.jsonl.summary.jsonl") == nil)
        return shown(try #require(error), in: folder)
    }

    @Test func sharedValuesAreTheSummary() async throws {
        let lines = try await summary(
            """
            pipeline.stage { name = "desk",
              shared = { words = shared.counter(), kinds = shared.set(), longest = shared.top(3), total = shared.sum(),
                         mean = shared.mean(), least = shared.min(), most = shared.max(), none = shared.max() },
              process = function(doc, shared)
                for i = 1, #doc.tokens do shared.words:add(doc.tokens[i].text) end
                shared.words:add("double", 2)
                shared.kinds:add(#doc.tokens % 2 == 0 and "even" or "odd")
                shared.longest:add(#doc.text, doc.id)
                shared.total:add(#doc.tokens)
                shared.mean:add(#doc.tokens)
                shared.least:add(#doc.tokens) shared.most:add(#doc.tokens + 0.5)
              end }
            """, count: 13)
        #expect(lines.count == 1)
        #expect(
            lines.first == #"""
                {"stage":"desk","documents":13,"value":{"kinds":["even","odd"],"least":1,\#
                "longest":[{"key":"d13","number":32},{"key":"d6","number":31},{"key":"d12","number":27}],\#
                "mean":4.230769230769231,"most":7.5,"none":null,"total":55,"words":[{"key":"word","count":42},\#
                {"key":"double","count":26},{"key":"1","count":1},{"key":"10","count":1},{"key":"11","count":1},\#
                {"key":"12","count":1},{"key":"13","count":1},{"key":"2","count":1},{"key":"3","count":1},\#
                {"key":"4","count":1},{"key":"5","count":1},{"key":"6","count":1},{"key":"7","count":1},\#
                {"key":"8","count":1},{"key":"9","count":1}]}}
                """#)
    }

    /// Sums of floating-point numbers and lists depend on the order; failed documents take no part, dropped ones do.
    @Test func whatProcessReturnsIsMergedInInputOrder() async throws {
        let lines = try await summary(
            """
            pipeline.stage { name = "desk", shared = { sum = shared.sum(), top = shared.top(4) },
              process = function(doc, shared)
                local n = tonumber(doc.id:sub(2))
                shared.sum:add(1 / n)
                shared.top:add(n % 3)
                if n % 10 == 3 then error "three" end
                if n % 10 == 4 then doc:drop "four" end
                if n % 10 == 5 then doc:derive { text = "child" } end
                if n % 10 ~= 6 then return { id = doc.id, n = n } end
              end,
              initial = { ids = {}, sum = 0 },
              merge = function(total, part)
                total.ids[#total.ids + 1] = part.id
                total.sum = total.sum + 1 / part.n
                return total
              end,
              finish = function(total, shared)
                return { first = { total.ids[1], total.ids[2], total.ids[3] }, count = #total.ids, sum = total.sum,
                         same = total.sum < shared.sum, top = shared.top }
              end }
            """, count: 200)
        #expect(
            lines == [
                #"""
                {"stage":"desk","documents":180,"value":{"count":160,"first":["d1","d2","d4"],"same":true,\#
                "sum":4.775055496991622,"top":[{"key":"d101","number":2},{"key":"d104","number":2},\#
                {"key":"d107","number":2},{"key":"d11","number":2}]}}
                """#
            ])
    }

    @Test func stagesOfOneNameAreKeptApart() async throws {
        let stage = """
            pipeline.stage { name = "desk", shared = { n = shared.sum() },
              process = function(doc, shared) if doc.text ~= "child" then doc:derive { text = "child" } end shared.n:add(1) end }
            """
        #expect(
            try await summary("\(stage), \(stage)", count: 5) == [
                #"{"stage":"desk","documents":5,"value":{"n":5}}"#,
                #"{"stage":"desk","documents":10,"value":{"n":10}}"#,
            ])
    }

    @Test func withoutFinishTheTotalIsTheSummary() async throws {
        let merge = "merge = function(total, part) return (total or 0) + part end"
        #expect(
            try await summary(
                "pipeline.stage { name = 'a', process = function(doc) return #doc.tokens end, \(merge) }", count: 3)
                == [#"{"stage":"a","documents":3,"value":9}"#])
        #expect(
            try await summary(
                """
                pipeline.stage { name = 'a', shared = { n = shared.sum() },
                  process = function(doc, shared) shared.n:add(2) return 1 end, \(merge) }
                """, count: 3)
                == [#"{"stage":"a","documents":3,"value":{"total":3,"shared":{"n":6}}}"#])
    }

    @Test func withoutDocumentsFinishHasTheInitialTotal() async throws {
        let merge = "merge = function(total, part) return part end"
        #expect(
            try await summary(
                """
                pipeline.stage { name = 'a', shared = { c = shared.counter(), s = shared.set(), t = shared.top(1),
                    n = shared.sum(), m = shared.mean() },
                  process = function() end, initial = { list = {} }, \(merge),
                  finish = function(total, shared) return { total, #total.list, shared.c, shared.s, shared.t, shared.n } end }
                """, count: 0)
                == [#"{"stage":"a","documents":0,"value":[{"list":{}},0,[],[],[],0]}"#])
        #expect(
            try await summary(
                "pipeline.stage { name = 'a', process = function() end, initial = { { 1 }, { a = {} } }, \(merge) }",
                count: 0) == [#"{"stage":"a","documents":0,"value":[[1],{"a":{}}]}"#])
        #expect(
            try await summary("pipeline.stage { name = 'a', process = function() end, \(merge) }", count: 0)
                == [#"{"stage":"a","documents":0,"value":null}"#])
    }

    /// `setup` runs in each state before its first document, and in the one that merges; upvalues that it fills are there.
    @Test func setupReadiesEachState() async throws {
        let stage = """
            pipeline.stage { name = "desk",
              setup = function(context)
                times = times + 1
                assert(times == 1 and context.stage == "desk" and math.type(context.worker) == "integer")
                factor, worker = 3, context.worker
              end,
              process = function(doc) doc.meta.factor = factor assert(worker >= 1) return factor end,
              merge = function(total, part) assert(worker == 0) return (total or 0) + part * factor end }
            """
        #expect(
            try await summary(stage, count: 20, before: "local factor, worker, times = nil, nil, 0")
                == [#"{"stage":"desk","documents":20,"value":180}"#])
    }

    /// What a stage adds to a set or a counter is told apart by its bytes.
    @Test func spellingsAreKeptApart() async throws {
        #expect(
            try await summary(
                #"""
                pipeline.stage { name = "a", shared = { s = shared.set(), c = shared.counter(), t = shared.top(2) },
                  process = function(doc, shared)
                    for _, word in ipairs { "\u{e9}", "e\u{301}", "\u{e9}" } do
                      shared.s:add(word) shared.c:add(word) shared.t:add(1, word)
                    end
                  end }
                """#, count: 2)
                == [
                    #"""
                    {"stage":"a","documents":2,"value":{"c":[{"key":"é","count":4},{"key":"é","count":2}],"s":["é","é"],\#
                    "t":[{"key":"é","number":1},{"key":"é","number":1}]}}
                    """#
                ])
    }

    @Test func aFailingMergeNamesTheDocument() async throws {
        #expect(
            try await problem(
                """
                pipeline.stage { name = "desk", process = function(doc) return doc.id end,
                  merge = function(total, part) return total .. part end }
                """)
                    == """
                    main.lua:11: error: attempt to concatenate a nil value (local 'total') (stage desk, document d1)
                     11 |   merge = function(total, part) return total .. part end },
                    """)
        #expect(
            try await problem(
                """
                pipeline.stage { name = "desk", process = function(doc) return doc.id end, initial = {},
                  merge = function(total, part) total[#total + 1] = part end }
                """)
                    == """
                    main.lua:10: error: merge returned nothing, so what was merged before is lost (stage desk, document d1)
                     10 |     pipeline.stage { name = "desk", process = function(doc) return doc.id end, initial = {},
                      help: end it with return total
                    """)
    }

    @Test(arguments: [
        (
            "finish = function(total, shared) return shared.m end",
            """
            main.lua:11: error: stage 'desk' has no shared value 'm' (stage desk)
             11 |   finish = function(total, shared) return shared.m end },
              help: did you mean 'n'?
            """
        ),
        (
            "finish = function(total, shared) shared.n:add(1) end",
            """
            main.lua:11: error: attempt to index a number value (field 'n') (stage desk)
             11 |   finish = function(total, shared) shared.n:add(1) end },
            """
        ),
        (
            "finish = function(total, shared) end",
            """
            main.lua:10: error: finish returned nothing, so there is no summary (stage desk)
             10 |     pipeline.stage { name = "desk", shared = { n = shared.sum() }, process = one, merge = last,
              help: end it with return { … }, or with return pipeline.null
            """
        ),
        (
            "finish = function(total) return { at = print } end",
            """
            main.lua:11: error: undeclared global 'print' (stage desk)
             11 |   finish = function(total) return { at = print } end },
            """
        ),
        (
            "finish = function(total) return { at = error } end",
            """
            main.lua:10: error: summary.at is a function, not a plain value (stage desk)
             10 |     pipeline.stage { name = "desk", shared = { n = shared.sum() }, process = one, merge = last,
            """
        ),
        (
            "finish = function(total, shared) shared.n = 5 end",
            """
            main.lua:11: error: 'shared' cannot be changed (stage desk)
             11 |   finish = function(total, shared) shared.n = 5 end },
              help: shared.n:add(number)
            """
        ),
    ])
    func aFailingFinishEndsTheRunAfterAllRecords(_ finish: String, _ message: String) async throws {
        let stage = """
            pipeline.stage { name = "desk", shared = { n = shared.sum() }, process = one, merge = last,
              \(finish) }
            """
        let before = "local function one() return 1 end local function last(total, part) return part end"
        let found = try await problem(stage, before: before)
        #expect(found == message)
    }

    @Test func aTotalIsAPlainValue() async throws {
        let message = try await problem(
            """
            pipeline.stage { name = "desk", process = function(doc) return 1 end,
              merge = function(total, part) return { error } end }
            """)
        #expect(message.hasPrefix("main.lua:10: error: total[1] is a function, not a plain value (stage desk)"))
    }

    @Test func aFailingSetupEndsTheRunBeforeItBegins() throws {
        let folder = try folder(
            "pipeline.stage { name = 'desk', setup = function(context) return context.wroker end, process = function() end }"
        )
        let error = try #require(throws: PipelineError.self) { try definition(folder).pipeline.makeInstance() }
        #expect(
            shown(error, in: folder) == """
                main.lua:10: error: there is no field 'context.wroker' (stage desk)
                 10 |     pipeline.stage { name = 'desk', setup = function(context) return context.wroker end, process = function() end },
                  help: did you mean 'worker'?
                """)
    }
}
