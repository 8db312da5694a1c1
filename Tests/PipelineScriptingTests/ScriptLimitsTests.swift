import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("Limits of scripts")
struct ScriptLimitsTests {
    /// Runs three documents; the script sees which one it has. Gives the dead letter of each, nil for those that came
    /// through.
    private func problems(_ stages: String, limits: String = #"time = "100ms", memory = "16MB", output = "64KB""#)
        throws -> [PipelineError?]
    {
        let folder = try TemporaryFolder([
            "main.lua": """
            local pipeline = require "pipeline"
            local count = 0
            return pipeline.define {
              limits = { \(limits) },
              stages = {
                pipeline.tokenize.words {},
                \(stages)
              },
            }
            """
        ])
        var instance = try definition(folder).pipeline.makeInstance()
        return ["a", "b", "c"].map { id in
            do {
                let document = try instance.process(Document(id: id, text: "one two"))[0]
                #expect(document.metadata["done"] == true)
                return nil
            } catch {
                return error as? PipelineError
            }
        }
    }

    private func stage(_ body: String, keys: String = "") -> String {
        """
        pipeline.stage { name = "hog", \(keys) process = function(doc)
          if doc.id == "b" then \(body) end
          doc.meta.done = true
        end },
        """
    }

    @Test(
        arguments: [
            ("while true do end", PipelineError.Code.timeLimit, "the time limit of 100 ms was reached"),
            ("while true do pcall(error) end", .timeLimit, "the time limit of 100 ms was reached"),
            ("for i = 1, 1e9 do doc.meta.x = i end", .outputLimit, "the output limit of 64 KB was reached"),
            (
                "local t = {} while true do t[#t + 1] = ('x'):rep(1e5) .. #t end", .memoryLimit,
                "the memory limit of 16 MB was reached"
            ),
            (
                "while true do doc:annotate { label = 'X', first = 1 } end", .outputLimit,
                "the output limit of 64 KB was reached"
            ),
            ("doc:derive { text = ('x'):rep(1e5) }", .outputLimit, "the output limit of 64 KB was reached"),
            ("while true do doc:warn 'again' end", .outputLimit, "the output limit of 64 KB was reached"),
        ])
    func costOneDocument(_ body: String, _ code: PipelineError.Code, _ message: String) throws {
        let problems = try problems(stage(body))
        #expect(problems[0] == nil && problems[2] == nil)
        let error = try #require(problems[1])
        #expect(error.code == code && error.message == message)
        #expect(error.location?.line == 8 && error.stage == "hog" && error.document == "b")
    }

    @Test func ofAStageComeBeforeThoseOfTheDefinition() throws {
        let problems = try problems(stage("while true do end", keys: "limits = { time = '50ms' },"))
        #expect(problems[1]?.message == "the time limit of 50 ms was reached")
    }

    /// Caught or not, what a script did before it passed the limit is undone.
    @Test func leaveNothingBehind() throws {
        let problems = try problems(
            stage("doc.meta.done = true pcall(function() while true do end end)", keys: "on_error = 'keep',")
                + "pipeline.stage { name = 'after', process = function(doc) doc.meta.done = doc.meta.done or doc.id == 'b' end },"
        )
        #expect(problems.allSatisfy { $0 == nil })
    }

    @Test func holdForFunctionsOfRules() throws {
        let problems = try problems(
            """
            pipeline.extract.rules { { emit = function() count = count + 1 while count == 3 do end return count end } },
            pipeline.stage { name = "end", process = function(doc) doc.meta.done = true end },
            """)
        #expect(problems[1]?.code == .timeLimit && problems[1]?.location?.line == 7)
        #expect(problems[0] == nil && problems[2] == nil)
    }

    /// What a function does at one match is little, what it does at all of them is counted together.
    @Test(
        arguments: [
            (
                "emit = function(m, doc) if doc.id == 'b' then doc.meta.x = ('y'):rep(40000) end end",
                "output limit of 64 KB"
            ),
            (
                "emit = function(m, doc) for i = 1, doc.id == 'b' and 8e6 or 1 do end end",
                "time limit of 100 ms"
            ),
        ])
    func holdForAllMatchesOfADocument(_ function: String, _ limit: String) throws {
        let problems = try problems(
            """
            pipeline.extract.rules { { \(function) }, { \(function) }, { \(function) }, { \(function) }, { \(function) } },
            pipeline.stage { name = "end", process = function(doc) doc.meta.done = true end },
            """)
        #expect(problems[1]?.message == "the \(limit) was reached")
        #expect(problems[0] == nil && problems[2] == nil)
    }

    @Test func holdForSetup() throws {
        let error = try #require(throws: PipelineError.self) {
            try problems(
                "pipeline.stage { name = 'hog', setup = function() while true do end end, process = function() end },")
        }
        #expect(error.code == .timeLimit && error.stage == "hog")
    }
}
