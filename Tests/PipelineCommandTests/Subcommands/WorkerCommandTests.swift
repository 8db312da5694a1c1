import Foundation
import PipelineTestSupport
import Testing

@Suite("pipeline worker")
struct WorkerCommandTests {
    private static let definition = """
        local pipeline = require "pipeline"
        return pipeline.define { stages = { pipeline.stage { name = "s", process = function(doc)
          if doc.text == "loop" then while true do end end
        end } } }
        """

    private func status(of process: pid_t, _ key: String) -> String? {
        let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").first { $0.hasPrefix("\(key):") }
            .map { $0.dropFirst(key.count + 1).trimmingCharacters(in: .whitespaces) }
    }

    private func isGone(_ process: pid_t) -> Bool {
        for _ in 0..<3000 {
            if kill(process, 0) != 0 || status(of: process, "State")?.hasPrefix("Z") == true { return true }
            usleep(10_000)
        }
        return false
    }

    @Test func itIsNotShownInHelp() throws {
        #expect(!(try Program.run("--help", in: try TemporaryFolder()).output.contains("worker ")))
    }

    @Test func itEndsWithItsInput() throws {
        let folder = try TemporaryFolder(["a.lua": Self.definition])
        let result = try Program.run("worker", "a.lua", in: folder)
        #expect(result.status == 0 && result.output.contains(#""stages":["s"]"#))
        let wrong = try Program.run("worker", "b.lua", in: folder)
        #expect(wrong.status == 1 && wrong.output.contains("cannot read b.lua"))
        let noise = try Program.run("worker", "a.lua", input: "this is not what it expects", in: folder)
        #expect(noise.status == 1 && noise.messages.contains("holds no documents for a worker process"))
    }

    @Test func itIsLockedIn() throws {
        let session = try RunSession(Self.definition, options: "--isolate", "process")
        let worker = try #require(session.workers.first)
        #expect(status(of: worker, "Seccomp") == "2")
        #expect(status(of: worker, "NoNewPrivs") == "1")
        let variables = try String(contentsOfFile: "/proc/\(worker)/environ", encoding: .utf8).split(separator: "\0")
        let known = ["SWIFT_BACKTRACE", "PIPELINE_PLUGINS", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "TSAN_OPTIONS"]
        #expect(variables.allSatisfy { known.contains(String($0.prefix { $0 != "=" })) })
        let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(worker)/fd")
        #expect(descriptors.sorted() == ["0", "1", "2", "4"])
        #expect(getsid(worker) == worker)
        close(session.input.writing)
        #expect(Program.wait(for: session.process) == 0)
        #expect(isGone(worker))
        close(session.output.reading)
    }

    /// One that is killed while it works costs its document; one that is killed while it waits costs nothing.
    @Test func itMayBeKilled() throws {
        let session = try RunSession(Self.definition, options: "--isolate", "process")
        kill(try #require(session.workers.first), SIGKILL)
        usleep(50_000)
        #expect(session.input.write(line: #"{"text":"Two."}"#))
        #expect(session.output.readLine()?.hasPrefix(#"{"id":"-:2","#) == true)
        let second = try #require(session.workers.first)
        #expect(session.input.write(line: #"{"text":"loop"}"#))
        while !(status(of: second, "State")?.hasPrefix("R") ?? true) { usleep(1000) }
        usleep(100_000)
        kill(second, SIGKILL)
        #expect(session.input.write(line: #"{"text":"Four."}"#))
        #expect(session.output.readLine()?.hasPrefix(#"{"id":"-:4","#) == true)
        close(session.input.writing)
        #expect(Program.wait(for: session.process) == 3)
        let letter = session.folder.text("pipeline.dead.jsonl") ?? ""
        #expect(letter.hasPrefix(#"{"id":"-:3","stage":"s","code":"worker.killed","#))
        close(session.output.reading)
    }

    @Test(arguments: [SIGKILL, SIGTERM]) func itEndsWithTheRun(_ signal: Int32) throws {
        let session = try RunSession(Self.definition, options: "--isolate", "process")
        defer { session.end() }
        let worker = try #require(session.workers.first)
        #expect(session.input.write(line: #"{"text":"loop"}"#))
        usleep(50_000)
        // The first signal waits for the document in flight, which does not come to its end; the second does not.
        for _ in 0..<2 {
            kill(session.process, signal)
            usleep(50_000)
        }
        _ = Program.wait(for: session.process)
        #expect(isGone(worker))
    }

    @Test func anInterruptOfTheTerminalDoesNotReachIt() throws {
        let session = try RunSession(Self.definition, options: "--isolate", "process")
        let worker = try #require(session.workers.first)
        #expect(getpgid(worker) == worker)
        kill(session.process, SIGINT)
        var records = 1
        while session.input.write(line: #"{"text":"More."}"#), session.output.readLine() != nil { records += 1 }
        #expect(Program.wait(for: session.process) == 130)
        #expect(session.folder.text("messages")?.hasPrefix("\(records) document") == true)
        #expect(session.folder.text("pipeline.dead.jsonl") == nil)
        session.end()
        #expect(isGone(worker))
    }
}

extension RunSession {
    /// The children, as the system lists them.
    var workers: [pid_t] {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
        return folders.flatMap { task in
            let text = try? String(contentsOfFile: "/proc/\(process)/task/\(task)/children", encoding: .utf8)
            return (text ?? "").split(separator: " ").compactMap { pid_t($0) }
        }
    }
}
