import PipelineCore
import PipelineTestSupport
import Synchronization
import Testing

@testable import PipelineScripting

@Suite("Scripts on several workers")
struct RunTests {
    /// The output does not depend on the number of workers, whatever a script draws, counts in a document, drops or
    /// derives, and whichever documents fail.
    @Test func theOutputIsTheSameForAnyNumberOfWorkers() async throws {
        let folder = try TemporaryFolder([
            "main.lua": """
            local pipeline = require "pipeline"
            local texts = {}
            for i = 1, 200 do texts[i] = ("word "):rep(i % 7) .. i end
            return pipeline.define {
              read = pipeline.read.list(texts),
              stages = {
                pipeline.tokenize.words {},
                pipeline.extract.rules { { emit = function(m) return m.text .. math.random(9) end }, name = "rules" },
                pipeline.stage { name = "desk", process = function(doc)
                  local n = #doc.tokens
                  doc.meta.random, doc.meta.n = math.random(1000000), n
                  if n == 2 then doc:drop "short" end
                  if n == 3 then doc:derive { text = doc.text .. " child" } end
                  if n == 5 then doc:warn "five" end
                  if n == 6 then error "six" end
                end },
              },
            }
            """
        ])
        let definition = try definition(folder)
        var results: [Result] = []
        for workers in [1, 2, 4, 7] { results.append(try await run(definition, workers: workers, in: folder)) }
        #expect(results.allSatisfy { $0 == results[0] })
        #expect(results[0].output.split(separator: "\n").count == 172)
        #expect(results[0].summary.read == 200)
        #expect(results[0].summary.failed == 28)
        #expect(results[0].summary.dropped == 29)
        #expect(results[0].events.count { $0.hasPrefix("warning") } == 29)
        #expect(results[0].events.count { $0.hasPrefix("six") } == 28)
    }

    private struct Result: Equatable {
        var output: String
        var deadLetters: String
        var events: [String]
        var summary: RunSummary
    }

    private func run(_ definition: Definition, workers: Int, in folder: TemporaryFolder) async throws -> Result {
        var runner = try definition.runner(output: folder.path("\(workers).jsonl"))
        runner.workers = workers
        let events = Mutex<[String]>([])
        let summary = try await runner.run { event in
            switch event {
            case .failed(let error): events.withLock { $0.append("\(error.message) \(error.document ?? "")") }
            case .warning(let document, let message): events.withLock { $0.append("warning \(message) \(document)") }
            case .log(let entry): events.withLock { $0.append(entry.description) }
            case .progress: break
            }
        }
        return Result(
            output: folder.text("\(workers).jsonl") ?? "",
            deadLetters: folder.text("\(workers).jsonl.dead.jsonl") ?? "",
            events: events.withLock { $0 }, summary: summary)
    }
}
