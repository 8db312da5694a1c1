import Foundation
import PipelineTestSupport
import Testing

/// Runs that end before their input, by the program as it is.
@Suite("pipeline run --resume")
struct ResumeTests {
    /// Takes its time and counts.
    private static let definition = """
        local pipeline = require "pipeline"
        local words = require "words"
        return pipeline.define {
          stages = {
            pipeline.tokenize.english {},
            pipeline.stage {
              name = "count", shared = { words = pipeline.shared.counter() },
              process = function(doc, shared)
                local sum = 0
                for i = 1, 20000 do sum = (sum * 31 + i) % 65521 end
                doc.meta.sum = sum
                shared.words:add(words.prefix .. #doc.tokens)
                if doc.text:find "fail" then error "asked to" end
              end,
            },
          },
          write = { pipeline.write.jsonl { "out.jsonl", tokens = true }, pipeline.write.summary "sum.txt" },
        }
        """
    private static let outputs = ["out.jsonl", "sum.txt", "out.jsonl.dead.jsonl", "out.jsonl.summary.jsonl"]

    private func folder(documents: Int = 600) throws -> TemporaryFolder {
        let lines = (0..<documents).map { number in
            let text = String(repeating: "word ", count: number % 13) + (number % 17 == 4 ? "fail" : "\(number)")
            return "{\"text\":\"\(text)\"}\n"
        }
        return try TemporaryFolder([
            "a.lua": Self.definition, "words.lua": "return { prefix = 'n' }", "in.jsonl": lines.joined(),
        ])
    }

    private func run(_ folder: TemporaryFolder, _ arguments: String..., limits: String = "") throws -> Program.Result {
        try Program.run(["run", "a.lua", "in.jsonl", "-q"] + arguments, limits: limits, in: folder)
    }

    private func texts(_ folder: TemporaryFolder) -> [String?] { Self.outputs.map { folder.text($0) } }

    private func start(_ folder: TemporaryFolder) throws -> pid_t {
        try Program.start(
            ["run", "a.lua", "in.jsonl", "-q", "--resume", "-j", "2"], input: try Program.open("/dev/null", O_RDONLY),
            output: try Program.open("/dev/null", O_WRONLY),
            messages: try Program.open(folder.path("messages"), O_WRONLY | O_CREAT | O_TRUNC), in: folder)
    }

    @Test func outputsAreOverwrittenOnlyWhenAsked() throws {
        let folder = try folder(documents: 9)
        #expect(try run(folder).status == 3)
        let texts = texts(folder)
        #expect(texts.allSatisfy { $0?.isEmpty == false })
        let refused = try run(folder)
        #expect(refused.status == 2)
        #expect(refused.messages.hasPrefix("out.jsonl: error: there is already an output out.jsonl\n"))
        #expect(refused.messages.contains("--resume") && refused.messages.contains("--force"))
        #expect(try run(folder, "--force").status == 3)
        #expect(self.texts(folder) == texts)
        #expect(try run(folder, "--force", "--resume").status == 2)
    }

    @Test func aFinishedRunResumesToNothing() throws {
        let folder = try folder(documents: 9)
        #expect(try run(folder, "--resume").status == 3, "there is none: it begins")
        let texts = texts(folder)
        let again = try Program.run("run", "a.lua", "in.jsonl", "--resume", in: folder)
        #expect(again.status == 3 && self.texts(folder) == texts)
        #expect(again.messages.hasPrefix("resumed after 9 documents: nothing was left to do\n9 documents, 8 records"))
    }

    /// `PIPELINE_KILLS` says how many runs; each is killed up to four times, some of them while it goes on.
    @Test func aKilledRunGoesOn() throws {
        let whole = try folder()
        #expect(try run(whole).status == 3)
        let expected = texts(whole)
        let trials = ProcessInfo.processInfo.environment["PIPELINE_KILLS"].flatMap { Int($0) } ?? 6
        for trial in 0..<trials {
            var random = SeededRandom(seed: UInt64(trial))
            let folder = try folder()
            for _ in 0..<random.number(in: 1..<5) {
                let process = try start(folder)
                usleep(UInt32(random.number(in: 5_000..<400_000)))
                kill(process, SIGKILL)
                _ = Program.wait(for: process)
            }
            let result = try run(folder, "--resume")
            #expect(result.status == 3, "trial \(trial): \(result.messages)")
            #expect(texts(folder) == expected, "trial \(trial)")
        }
    }

    @Test(arguments: [(SIGTERM, 143), (SIGINT, 130), (SIGHUP, 129)] as [(Int32, Int32)])
    func aStoppedRunGoesOn(_ signal: Int32, _ status: Int32) throws {
        let whole = try folder()
        #expect(try run(whole).status == 3)
        let folder = try folder()
        let process = try start(folder)
        while folder.text("out.jsonl") == nil, Program.poll(process) == nil { usleep(1000) }
        kill(process, signal)
        #expect([status, 3].contains(Program.wait(for: process)))
        #expect(folder.text("out.jsonl.summary.jsonl") != nil, "a stopped run tells what it has come to")
        #expect(try run(folder, "--resume").status == 3)
        #expect(texts(folder) == texts(whole))
    }

    /// No file may have more than so many blocks: the writes fail as they do on a full disk.
    @Test func aFullDiskIsStatusFourAndLosesNothing() throws {
        let whole = try folder()
        #expect(try run(whole).status == 3)
        let folder = try folder()
        let full = try run(folder, limits: "ulimit -f 128;")
        #expect(full.status == 4)
        #expect(full.messages.hasSuffix("out.jsonl: error: cannot write out.jsonl: file too large\n"))
        #expect(try run(folder, "--resume").status == 3)
        #expect(texts(folder) == texts(whole))
    }

    @Test func anotherRunIsNotGoneOnWith() throws {
        let folder = try folder(documents: 9)
        #expect(try run(folder).status == 3)
        let texts = texts(folder)
        func refusal(_ arguments: String...) throws -> String {
            let result = try Program.run(["run", "a.lua", "in.jsonl", "-q", "--resume"] + arguments, in: folder)
            #expect(result.status == 5 && self.texts(folder) == texts)
            return result.messages
        }
        #expect(try refusal("--limit", "3").contains("the run that was begun: limit is new\n"))
        #expect(try refusal("--set", "desk=x").contains("setting desk is new\n"))
        try folder.write("return { prefix = 'm' }", to: "words.lua")
        #expect(try refusal().contains("the run that was begun: file words.lua has changed\n"))
        try folder.write("return { prefix = 'n' }", to: "words.lua")
        try folder.write("{\"text\":\"other\"}\n", to: "in.jsonl")
        #expect(try refusal().contains("the run that was begun: input in.jsonl has changed\n"))
    }

    @Test func whatWasCutOffFromOutsideIsNotGoneOnWith() throws {
        let folder = try folder(documents: 9)
        #expect(try run(folder).status == 3)
        try folder.write("short", to: "sum.txt")
        let result = try run(folder, "--resume")
        #expect(result.status == 5)
        #expect(result.messages.hasPrefix("sum.txt: error: sum.txt has 5 bytes, and the run had written "))
    }

    @Test func streamsCannotBeResumed() throws {
        let folder = try folder(documents: 3)
        let input = try Program.run("run", "a.lua", "-", "--resume", in: folder)
        #expect(
            input.status == 5 && input.messages.contains("error: a run over standard input or a pipe cannot be resumed")
        )
        let output = try Program.run("run", "a.lua", "in.jsonl", "-o", "-", "--resume", in: folder)
        #expect(output.status == 5 && output.messages.contains("records go to standard output or a device"))
    }

    @Test func deadLettersCanBeTriedAgain() throws {
        let folder = try folder(documents: 30)
        #expect(try run(folder).status == 3)
        let letters = try #require(folder.text("out.jsonl.dead.jsonl"))
        #expect(letters.split(separator: "\n").count == 2)
        try folder.write(Self.definition.replacing("error \"asked to\"", with: "doc.meta.failed = true"), to: "a.lua")
        let retried = try Program.run(
            "run", "a.lua", "--retry-dead", "out.jsonl.dead.jsonl", "-o", "retried.jsonl", "-q", in: folder)
        #expect(retried.status == 0, "\(retried.messages)")
        let records = folder.text("retried.jsonl")?.split(separator: "\n") ?? []
        #expect(records.count == 2)
        #expect(records[0].hasPrefix(#"{"id":"in.jsonl:5","source":"in.jsonl","meta":{"sum":"#))
        #expect(folder.text("out.jsonl.dead.jsonl") == letters)
    }

    @Test func textsCanBeTriedAgain() throws {
        let folder = try TemporaryFolder(["a.lua": countingDefinition, "in/b.txt": "fail\n", "in/c.txt": "fine"])
        #expect(try Program.run("run", "a.lua", "in", "-o", "o", "-q", in: folder).status == 3)
        #expect(folder.text("o.dead.jsonl")?.contains(#""id":"b","name":"in/b.txt","source":"in/b.txt","#) == true)
        try folder.write(countingDefinition.replacing("then error", with: "then doc:warn"), to: "a.lua")
        let retried = try Program.run("run", "a.lua", "--retry-dead", "o.dead.jsonl", "-o", "r", in: folder)
        #expect(retried.status == 0)
        #expect(folder.text("r")?.hasPrefix(#"{"id":"b","source":"in/b.txt","meta":"#) == true)
        #expect(folder.text("r")?.hasSuffix(#""text":"fail\n"}"# + "\n") == true)
    }

    @Test func documentsMayBeTooLarge() throws {
        let folder = try TemporaryFolder([
            "a.lua": countingDefinition, "in/a.txt": String(repeating: "x", count: 1025), "in/b.txt": "fine",
        ])
        let result = try Program.run("run", "a.lua", "in", "-o", "o", "--max-document", "1KB", in: folder)
        #expect(result.status == 3)
        #expect(result.messages.contains("the document has 1025 bytes, more than the 1024 that it may have"))
        #expect(folder.text("o")?.split(separator: "\n").count == 1)
        #expect(
            folder.text("o.dead.jsonl")?.hasPrefix(#"{"id":"in/a.txt","code":"document.too-large","message":"#) == true)
        let wrong = try Program.run("run", "a.lua", "in", "--max-document", "much", in: folder)
        #expect(wrong.status == 2 && wrong.messages.contains("a size is a number with B, KB, MB or GB, not 'much'"))
    }

    @Test func slowDocumentsAreNamed() throws {
        let folder = try folder(documents: 1)
        let result = try Program.run("run", "a.lua", "in.jsonl", "--slow", "0", in: folder)
        #expect(result.messages.contains(/warning: took 0\.\d s \(document in\.jsonl:1\)/))
    }
}
