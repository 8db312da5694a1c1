import PipelineCore
import PipelineTestSupport
import Synchronization
import Testing

@testable import PipelineScripting

struct LogModuleTests {
    /// Runs a definition and gives what was told, by load and by run.
    private func run(_ main: String, workers: Int, level: LogLevel = .info) async throws -> (
        load: [String], run: [String]
    ) {
        let folder = try TemporaryFolder(["main.lua": main, "late.lua": "require 'pipeline'.log.warn 'late' return 1"])
        let load = Mutex<[String]>([])
        let definition = try Definition(path: folder.path("main.lua"), catalog: .testing) { entry in
            load.withLock { $0.append(folder.relative(entry.description)) }
        }
        var runner = try definition.runner(output: folder.path("out.jsonl"))
        runner.workers = workers
        runner.logLevel = level
        let events = Mutex<[String]>([])
        _ = try await runner.run { event in
            switch event {
            case .log(let entry): events.withLock { $0.append(entry.description) }
            case .failed(let error): events.withLock { $0.append("failed \(error.document ?? "")") }
            default: break
            }
        }
        return (load.withLock { $0 }, events.withLock { $0 })
    }

    private static let counting = """
        local pipeline = require "pipeline"
        local log = pipeline.log
        log.info("loading", { n = 1 })
        local texts = {}
        for i = 1, 60 do texts[i] = tostring(i) end
        return pipeline.define {
          read = pipeline.read.list(texts),
          stages = {
            pipeline.stage { name = "desk", process = function(doc)
              local n = tonumber(doc.text)
              require "late"
              log.debug "detail"
              if n % 3 == 0 then log.info("third", { n = n }) end
              if n % 20 == 0 then log.error "about to fail" error "failed" end
              if n % 30 == 7 then doc:derive { text = "30" } end
            end },
          },
        }
        """

    @Test func messagesAreToldInInputOrderForAnyNumberOfWorkers() async throws {
        let one = try await run(Self.counting, workers: 1)
        #expect(one.load == ["info: loading n=1 (main.lua:3)"])
        #expect(one.run.first == "info: third n=3 (stage desk, document d3)")
        #expect(one.run.count == 20 + 3 + 3)
        let last = one.run.firstIndex(of: "error: about to fail (stage desk, document d20)").map { one.run[$0 + 1] }
        #expect(last == "failed d20")
        for workers in [2, 5] {
            let several = try await run(Self.counting, workers: workers)
            #expect(several.load == one.load)
            #expect(several.run == one.run)
        }
    }

    @Test func theLevelDecidesWhatIsTold() async throws {
        let detailed = try await run(Self.counting, workers: 2, level: .debug)
        #expect(detailed.run.count { $0.hasPrefix("debug: detail") } == 60)
        let errors = try await run(Self.counting, workers: 2, level: .error)
        #expect(errors.run.filter { !$0.hasPrefix("failed") }.allSatisfy { $0.hasPrefix("error: ") })
    }

    @Test func aDocumentHasRoomForSoMuch() async throws {
        let many = try await run(
            """
            local pipeline = require "pipeline"
            return pipeline.define { read = pipeline.read.list { "a", "b" }, stages = {
              pipeline.stage { name = "s", process = function() for i = 1, 500 do pipeline.log.warn(("x"):rep(5000)) end end },
            } }
            """, workers: 2)
        #expect(many.run.count == 2 * 8)
        #expect(many.run[0].hasPrefix("warn: " + String(repeating: "x", count: 4096) + "… (stage s"))
        #expect(many.run[7] == "warn: … and 493 more messages (document d1)")
    }
}
