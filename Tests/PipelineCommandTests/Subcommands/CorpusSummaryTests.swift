import PipelineTestSupport
import Testing

@Suite("pipeline run with stages over the corpus")
struct CorpusSummaryTests {
    private func lines(_ texts: String...) -> String { texts.map { "{\"text\":\"\($0)\"}\n" }.joined() }

    private func folder(_ keys: String, definition: String = "") throws -> TemporaryFolder {
        try TemporaryFolder([
            "a.lua": """
            local pipeline = require "pipeline"
            return pipeline.define { \(definition) stages = {
              pipeline.stage { name = "desk", shared = { texts = pipeline.shared.counter() },
                \(keys)
                process = function(doc, shared)
                  shared.texts:add(doc.text)
                  if doc.text == "fail" then error "asked to" end
                end },
            } }
            """
        ])
    }

    @Test func theSummaryStandsBesideTheOutput() throws {
        let folder = try folder("")
        let result = try Program.run("run", "a.lua", "-", "-o", "o.jsonl", input: lines("a", "b", "a"), in: folder)
        #expect(result.status == 0)
        #expect(result.messages.hasSuffix("\n  output: o.jsonl\n  summary: o.jsonl.summary.jsonl\n"))
        #expect(
            folder.text("o.jsonl.summary.jsonl") == """
                {"stage":"desk","documents":3,"value":{"texts":[{"key":"a","count":2},{"key":"b","count":1}]}}

                """)
    }

    /// Neither the stage nor what folds its contributions runs in the process that writes.
    @Test func isolatedWorkersGiveTheSameSummary() throws {
        let folder = try folder("merge = function(total, part) return (total or 0) + part end,")
        let input = lines("a", "fail", "b", "a", "b", "a")
        for isolation in ["none", "process"] {
            let result = try Program.run(
                "run", "a.lua", "-", "-o", "\(isolation).jsonl", "-j", "2", "--isolate", isolation, input: input,
                in: folder)
            #expect(result.status == 3, "\(result.messages)")
        }
        let summary = folder.text("none.jsonl.summary.jsonl")
        #expect(summary?.contains(#""documents":5"#) == true)
        #expect(folder.text("process.jsonl.summary.jsonl") == summary)
    }

    @Test func theDefinitionMaySayWhere() throws {
        let folder = try folder("", definition: #"summary = "out/all.jsonl","#)
        #expect(try Program.run("run", "a.lua", "-", input: lines("a"), in: folder).status == 0)
        #expect(folder.text("out/all.jsonl")?.contains(#""documents":1"#) == true)
        #expect(folder.text("pipeline.summary.jsonl") == nil)
    }

    @Test func keptAndDroppedDocumentsAreToldAndNoReasonToFail() throws {
        let input = lines("a", "fail", "b")
        let keep = try Program.run("run", "a.lua", "-", input: input, in: try folder(#"on_error = "keep","#))
        #expect(keep.status == 0 && keep.records.count == 3)
        #expect(
            keep.messages.hasPrefix(
                """
                warning: stage 'desk' failed and is left out: a.lua:7: asked to (document -:2)
                3 documents, 3 records written, 1 kept without a stage that failed in 
                """), "\(keep.messages)")
        let drop = try Program.run("run", "a.lua", "-", input: input, in: try folder(#"on_error = "drop","#))
        #expect(drop.status == 0 && drop.records.count == 2)
        #expect(
            drop.messages.hasPrefix(
                """
                warning: dropped, because stage 'desk' failed: a.lua:7: asked to (document -:2)
                3 documents, 2 records written, 1 dropped in 
                """), "\(drop.messages)")
    }

    @Test func failEndsTheRun() throws {
        let folder = try folder(#"on_error = "fail","#)
        let result = try Program.run("run", "a.lua", "-", "-j", "2", input: lines("a", "fail", "b"), in: folder)
        #expect(result.status == 1 && result.records.count == 1)
        #expect(result.messages.hasPrefix("a.lua:7: error: asked to (stage desk, document -:2)\n"))
        #expect(folder.text("pipeline.summary.jsonl") == nil)
    }

    @Test func aFinishThatFailsIsStatusOneAfterAllRecords() throws {
        let folder = try folder("finish = function(total, shared) return shared.text end,")
        let result = try Program.run("run", "a.lua", "-", input: lines("a", "b"), in: folder)
        #expect(result.status == 1 && result.records.count == 2)
        #expect(
            result.messages == """
                a.lua:4: error: stage 'desk' has no shared value 'text' (stage desk)
                 4 |     finish = function(total, shared) return shared.text end,
                  help: did you mean 'texts'?

                """, "\(result.messages)")
        #expect(folder.text("pipeline.summary.jsonl") == nil)
    }
}
