import Foundation
import PipelineTestSupport
import Testing

@Suite("Isolation")
struct IsolationOptionsTests {
    /// Fails in all ways on documents whose text says so.
    private static let definition = """
        local pipeline = require "pipeline"
        return pipeline.define {
          stages = {
            pipeline.tokenize.english {},
            pipeline.stage { name = "calm", process = function(doc) doc.meta.count = #doc.tokens end },
            pipeline.stage { name = "odd", process = function(doc)
              if doc.text:find "loop" then
                -- Keys that collide: a table that grows is one instruction, which no limit of scripts can stop.
                local slow = {}
                for i = 1, 1 << 20 do slow[i * ((1 << 17) - 1)] = i end
              end
              if doc.text:find "hog" then
                local kept = {}
                for i = 1, 1e9 do kept[i] = string.rep("x", 1 << 20) .. i end
              end
              if doc.text:find "drop" then doc:drop "asked to" end
              if doc.text:find "warn" then doc:warn "asked to" end
              if doc.text:find "fail" then error "asked to" end
            end },
          },
        }
        """

    private func folder(_ texts: [String], definition: String = definition) throws -> TemporaryFolder {
        let lines = texts.map { "{\"text\":\"\($0)\",\"nr\":1.0}\n" }.joined()
        return try TemporaryFolder(["a.lua": definition, "in.jsonl": lines])
    }

    private func run(_ folder: TemporaryFolder, _ arguments: String...) throws -> Program.Result {
        try Program.run(["run", "a.lua", "in.jsonl", "-o", "out", "-q", "--force"] + arguments, in: folder)
    }

    /// What was said before the summary, which tells the time.
    private func told(_ result: Program.Result) -> Substring {
        result.messages.firstRange(of: " documents, ").map { result.messages[..<$0.lowerBound] } ?? "no summary"
    }

    private func letters(_ folder: TemporaryFolder) -> [String] {
        (folder.text("out.dead.jsonl") ?? "").split(separator: "\n").map(String.init)
    }

    @Test(arguments: ["quickstart", "news", "redact", "tickets"], [1, 3])
    func theOutputIsThatOfARunWithoutIt(_ example: String, workers: Int) throws {
        let folder = try TemporaryFolder()
        let definition = "\(Repository.root)/Examples/\(example)/config.lua"
        var messages: Set<String> = []
        for choice in ["none", "process"] {
            let result = try Program.run(
                "run", definition, "-q", "-o", choice, "-j", "\(workers)", "--isolate", choice, in: folder)
            #expect(result.status == 0)
            messages.insert(result.messages)
        }
        #expect(messages.count == 1)
        let output = try #require(folder.text("none"))
        #expect(!output.isEmpty && folder.text("process") == output)
    }

    @Test func failuresAreThoseOfARunWithoutIt() throws {
        let folder = try folder(["one", "fail", "drop", "warn", "\\uFEFFtwo \\u0000 \\u00e9", "fail"])
        let plain = try run(folder)
        let (output, letters) = (folder.text("out"), self.letters(folder))
        #expect(plain.status == 3 && letters.count == 2)
        for workers in ["1", "2"] {
            let isolated = try run(folder, "--isolate", "process", "-j", workers)
            #expect(isolated.status == plain.status && told(isolated) == told(plain))
            #expect(folder.text("out") == output && self.letters(folder) == letters)
        }
    }

    @Test(arguments: [1, 2]) func whatNothingElseEndsIsEndedFromOutside(workers: Int) throws {
        let folder = try folder(["one", "loop", "two", "loop", "three"])
        let result = try run(folder, "--isolate", "process", "--worker-time", "3", "-j", "\(workers)")
        #expect(result.status == 3)
        #expect(folder.text("out")?.split(separator: "\n").count == 3)
        let letters = letters(folder)
        #expect(letters.count == 2)
        for letter in letters {
            #expect(
                letter.contains(#""stage":"odd","code":"worker.timeout","message":"the worker process took longer"#))
        }
    }

    @Test func memoryIsBounded() throws {
        let folder = try folder(["one", "hog", "two"])
        let result = try run(folder, "--isolate", "process", "--worker-memory", "300", "-j", "1")
        #expect(result.status == 3)
        #expect(folder.text("out")?.split(separator: "\n").count == 2)
        #expect(letters(folder).count == 1 && letters(folder)[0].contains(#""stage":"odd""#))
    }

    /// The definition itself would take more memory than a worker has; here nothing of it may run.
    @Test func aDefinitionThatMisbehavesIsLoadedInTheWorkerAlone() throws {
        let hog = "local s = string.rep('x', 1 << 20) local t = {} for i = 1, 1e9 do t[i] = s .. i end"
        let folder = try folder(["one"], definition: hog)
        let result = try run(folder, "--isolate", "process", "--worker-memory", "300")
        #expect(result.status == 2)
        #expect(result.messages.contains("memory"))
    }

    @Test func mistakesAreShownAsEver() throws {
        let text = "return require 'pipeline'.define { stages = { require 'pipeline'.tokenize.english { x = 1 } } }"
        let folder = try folder(["one"], definition: text)
        let (plain, isolated) = (try run(folder), try run(folder, "--isolate", "process"))
        #expect(plain.status == 2 && isolated.status == 2)
        #expect(isolated.messages == plain.messages && plain.messages.contains("a.lua:1"))
        let missing = try Program.run("run", "b.lua", "in.jsonl", "--isolate", "process", in: folder)
        #expect(missing.status == 2 && missing.messages.contains("cannot read b.lua"))
    }

    @Test func theDefinitionMayAskForIt() throws {
        let text = Self.definition.replacing("stages = {", with: "isolate = 'process', stages = {")
        let folder = try folder(["one", "loop"], definition: text)
        #expect(try run(folder, "--worker-time", "3").status == 3)
        #expect(letters(folder).first?.contains("worker.timeout") == true)
        try folder.write("{\"text\":\"one\"}\n", to: "in.jsonl")
        #expect(try run(folder, "--isolate", "none").status == 0)
    }

    @Test(arguments: [
        (["--worker-time", "0"], "--worker-time takes a number of seconds above 0, not 0.0"),
        (["--worker-memory", "0"], "--worker-memory takes a number of megabytes from 1, not 0"),
        (["--isolate", "thread"], "The value 'thread' is invalid for '--isolate <isolate>'"),
    ])
    func wrongUsageIsTold(_ arguments: [String], _ message: String) throws {
        let result = try Program.run(["run", "a.lua", "in.jsonl"] + arguments, in: try folder(["one"]))
        #expect(result.status == 2 && result.messages.hasPrefix("Error: \(message)"))
    }
}
