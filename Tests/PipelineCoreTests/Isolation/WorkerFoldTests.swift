@testable import PipelineCore
import PipelineTestSupport
import Testing

/// Adds up numbers; a negative one is a problem.
private struct SumStage: Stage, StageInstance {
    let name = "sum"
    let contributes = true

    func process(_ document: inout Document, _ context: StageContext) {
        document.contribute(.integer(1), as: context)
    }

    func makeAccumulator(for worker: Worker) -> (any StageAccumulator)? { Sum() }

    private struct Sum: StageAccumulator {
        private var sum: Int64 = 0

        mutating func add(_ contribution: Contribution) throws {
            let number = contribution.value.integer ?? 0
            if number < 0 { throw PipelineError(.scriptFailed, "no") }
            sum += number
        }

        func finish() -> Value { .integer(sum) }
    }
}

struct WorkerFoldTests {
    private func contribution(_ value: Value, _ document: String = "d") -> Value {
        Contribution(document: document, stage: 0, value: value).frameValue
    }

    private func fold() throws -> WorkerFold { WorkerFold(try DocumentPipeline([SumStage()])) }

    @Test func foldsAndTells() throws {
        var fold = try fold()
        for number in 1...3 {
            let frame = WorkerFrame(head: ["number": 1, "fold": [contribution(.integer(Int64(number)), "d\(number)")]])
            #expect(try fold.answer(to: frame)?.head == ["number": 1, "errors": []])
        }
        let answer = try fold.answer(to: WorkerFrame(head: ["number": 2, "finish": true]))
        #expect(answer?.head["summaries"] == [["stage": "sum", "documents": 3, "value": 6]])
    }

    @Test func tellsWhatFailed() throws {
        var fold = try fold()
        let frame = WorkerFrame(head: ["number": 1, "fold": [contribution(-1)]])
        let errors = try fold.answer(to: frame)?.head["errors"]?.array ?? []
        #expect(errors.count == 1 && errors[0].object?["message"] == "no" && errors[0].object?["document"] == "d")
        let answer = try fold.answer(to: WorkerFrame(head: ["number": 2, "finish": true]))
        #expect(answer?.head["error"]?.object?["message"] == "no")
    }

    @Test func leavesOtherFramesAlone() throws {
        var fold = try fold()
        #expect(try fold.answer(to: WorkerFrame(document: Document(id: "d", text: ""), number: 1)) == nil)
        #expect(try fold.answer(to: WorkerFrame(head: [:])) == nil)
    }

    @Test func refusesGarbage() throws {
        var fold = try fold()
        for value: Value in [1, [1], [["d", 0, 1]], [[-1, "d", 1]]] {
            let answer = try fold.answer(to: WorkerFrame(head: ["number": 1, "fold": value]))
            #expect(answer?.head["error"] != nil)
        }
    }
}
