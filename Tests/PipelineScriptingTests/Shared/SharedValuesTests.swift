import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("Shared values in process")
struct SharedValuesTests {
    private func process(_ body: String, shared: String = "shared = { people = p.counter(), n = p.sum() },") throws
        -> PipelineError
    {
        let folder = try TemporaryFolder([
            "main.lua": """
            local pipeline = require "pipeline"
            local p, kept = pipeline.shared, nil
            return pipeline.define { stages = {
              pipeline.stage { name = "desk", \(shared) process = function(doc, shared) \(body) end },
            } }
            """
        ])
        var instance = try definition(folder).pipeline.makeInstance()
        return try #require(throws: PipelineError.self) {
            for id in ["a", "b"] {
                let document = try instance.process(Document(id: id, text: ""))[0]
                #expect(document.contributions.count == 1)
            }
        }
    }

    @Test(
        arguments: [
            (
                "shared.peple:add 'x'", "stage 'desk' has no shared value 'peple'", "did you mean 'people'?"
            ),
            ("shared.n = 1", "'shared' cannot be changed", "shared.n:add(number)"),
            ("shared.m = 1", "'shared' cannot be changed", nil),
            (
                "return shared.people.Merkel",
                "a shared value has no 'Merkel': documents add to it, and finish reads it", nil
            ),
            (
                "shared.n:ad(1)", "a shared value has no 'ad': documents add to it, and finish reads it",
                "did you mean 'add'?"
            ),
            ("shared.n.total = 1", "a shared value has no 'total': documents add to it, and finish reads it", nil),
            ("return #shared.people", "documents add to a shared value, and finish reads it", nil),
            ("for k in pairs(shared.people) do end", "documents add to a shared value, and finish reads it", nil),
            ("shared.people:add(5)", "bad argument #1 to 'add' (string expected, got number)", nil),
            ("shared.people:add('x', 1.5)", "bad argument #2 to 'add' (number has no integer representation)", nil),
            ("shared.n:add('x')", "bad argument #1 to 'add' (number expected, got string)", nil),
            ("shared.n:add(0 / 0)", "the number is nan, which no output can hold", nil),
            (
                "return 5", "process returned a number, and the stage has no merge that takes it",
                "return nothing, or add merge = function(total, part) … return total end"
            ),
            (
                "if kept then kept.people:add 'x' end kept = shared",
                "shared values are there while their stage works", nil
            ),
            (
                "if kept then kept:add 'x' end kept = shared.people",
                "shared values are there while their stage works", nil
            ),
            ("assert(tostring(shared.people) == \"counter 'people'\") error 'good'", "good", nil),
        ] as [(String, String, String?)])
    func mistakesAreErrors(_ body: String, _ message: String, _ remedy: String?) throws {
        let error = try process(body)
        #expect(error.message.contains(message), "\(error)")
        #expect(error.remedy == remedy)
        #expect(error.location?.line == 4 && error.stage == "desk" && error.code == .scriptFailed)
    }

    @Test func aStageWithoutSaysSo() throws {
        let error = try process("shared.people:add 'x'", shared: "")
        #expect(error.message == "stage 'desk' declares no shared values")
        #expect(error.remedy == "add shared = { people = pipeline.shared.counter() } to it")
    }

    /// What was added before an error is gone with the document's other changes, also when the document goes on.
    @Test func whatAFailedStageAddedDoesNotCount() throws {
        let folder = try TemporaryFolder([
            "main.lua": define(
                """
                pipeline.stage { name = "a", on_error = "keep", shared = { n = pipeline.shared.sum() },
                  process = function(doc, shared) shared.n:add(1) if doc.id == "bad" then error "late" end end },
                """)
        ])
        var instance = try definition(folder).pipeline.makeInstance()
        let documents = try ["good", "bad", "good"].flatMap { try instance.process(Document(id: $0, text: "")) }
        #expect(documents.map(\.contributions.count) == [1, 0, 1] && documents.map(\.isKept) == [false, true, false])
        #expect(documents[1].warnings.first?.hasSuffix("main.lua:4: late") == true)
        #expect(documents[0].contributions[0].value == ["shared": [[1, 1]]])
        #expect(documents[2].contributions[0].value == ["shared": [[1, 1]]])
    }
}
