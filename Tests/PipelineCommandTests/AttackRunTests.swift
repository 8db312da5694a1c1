import Foundation
import PipelineTestSupport
import Testing

/// The hostile scripts of the Lua binding as stages of a run, each in a process of its own: the document that they get
/// becomes a dead letter that says where, and its neighbours come out right.
struct AttackRunTests {
    private static let folder = "Tests/PipelineLuaTests/Attacks"

    /// Scripts that need nothing but what every script has.
    static let scripts: [String] = Repository.files(in: folder, ".lua").filter { path in
        let text = (try? Repository.text(path)) ?? ""
        return text.firstMatch(of: /\b(?:call|echo|write|list)\b/) == nil
    }

    private static let codes = [
        "timeLimit": "limit.time", "memoryLimit": "limit.memory", "outputLimit": "limit.output",
        "runtime": "script.failed",
    ]

    private static func definition(time: String) -> String {
        """
        local pipeline = require "pipeline"
        return pipeline.define {
          limits = { time = "\(time)", memory = "64MB" },
          stages = {
            pipeline.stage { name = "attack", process = function(doc)
              if doc.id == "b" then require "attack" end
              doc.meta.random = math.random(1000)
            end },
          },
        }
        """
    }

    @Test func thereAreManyAttacks() { #expect(Self.scripts.count >= 100) }

    @Test(arguments: scripts)
    func costsOneDocument(_ path: String) throws {
        let text = try Repository.text(path)
        let expected = try #require(text.firstMatch(of: /-- Expect ([\w ]+):/)?.1).split(separator: " or ")
        // What must end by itself gets time enough on a busy machine.
        let definition = Self.definition(time: expected.contains("timeLimit") ? "200ms" : "20s")
        let folder = try TemporaryFolder(["main.lua": definition, "attack.lua": text])
        let input = ["a", "b", "c"].map { #"{"id":"\#($0)","text":"A text."}"# }.joined(separator: "\n")
        let run = try Program.run("run", "main.lua", "-", "-j1", "-q", "-o", "out.jsonl", input: input, in: folder)
        let records = (folder.text("out.jsonl") ?? "").split(separator: "\n")
        let isHarmless = expected == ["none"]
        #expect(records.count == (isHarmless ? 3 : 2))
        #expect(records.first?.contains(#""id":"a""#) == true && records.last?.contains(#""id":"c""#) == true)
        #expect(records.allSatisfy { $0.contains(#""random":"#) })
        #expect(run.status == (isHarmless ? 0 : 3), "\(run.messages)")
        guard !isHarmless else { return }
        let letter = try #require(folder.text("out.jsonl.dead.jsonl"))
        let codes = expected.compactMap { Self.codes[String($0)] }
        #expect(codes.contains { letter.contains(#""code":"\#($0)""#) }, "\(letter)")
        let location = try #require(letter.firstMatch(of: /"location":"attack.lua:(\d+)/)?.1)
        #expect((Int(location) ?? 0) > 1)
        #expect(letter.contains(#""id":"b""#) && letter.contains(#""stage":"attack""#))
    }
}
