@testable import PipelineCore
import PipelineTestSupport
import Testing

struct ChildWorkLineTests {
    private let fake: FakeWorker

    init() throws { fake = try FakeWorker() }

    private func outcomes(
        _ script: String, count: Int, time: Duration = .seconds(30), raw: RawDocument = FakeWorker.raw
    ) async throws -> [Outcome] {
        let line = try ChildWorkLine(
            try fake.isolation(script, time: time), writers: 1, deaths: WorkerDeaths())
        var outcomes: [Outcome] = []
        do {
            try await line.start()
            for _ in 0..<count { outcomes.append(try await line.process(raw)) }
        } catch {
            await line.close()
            throw error
        }
        await line.close()
        return outcomes
    }

    private func text(_ outcome: Outcome) -> String { String(decoding: outcome.records[0], as: UTF8.self) }

    @Test func answersBecomeOutcomes() async throws {
        let outcomes = try await outcomes("ready; await; answer 1; await; answer 2", count: 2)
        #expect(outcomes.map(text) == ["record 1\n", "record 2\n"])
        #expect(outcomes.map(\.written) == [1, 1] && outcomes.map(\.bytes) == [4, 4])
    }

    /// Each child answers once and dies over its second document.
    @Test func aDeathCostsOneDocument() async throws {
        let outcomes = try await outcomes("ready; await; answer 1; await; echo alas >&2; exit 7", count: 6)
        for (index, outcome) in outcomes.enumerated() {
            guard index % 2 == 1 else {
                #expect(text(outcome) == "record 1\n")
                continue
            }
            #expect(outcome.error?.code == .workerCrashed && outcome.error?.document == "a")
            #expect(outcome.records == [[]] && outcome.written == 0 && outcome.bytes == 4)
            let letter =
                #"{"id":"a","name":"a.txt","code":"worker.crashed","#
                + #""message":"the worker process ended with status 7: alas","input":"text"}"# + "\n"
            #expect(outcome.deadLetter.map { String(decoding: $0, as: UTF8.self) } == letter)
        }
    }

    /// A child that ends between two documents is nobody's fault, whatever the moment.
    @Test func aDeathBetweenDocumentsCostsNone() async throws {
        let line = try ChildWorkLine(
            try fake.isolation("ready; await; answer 1; exit 0"), writers: 1, deaths: WorkerDeaths())
        try await line.start()
        for _ in 0..<5 {
            #expect(text(try await line.process(FakeWorker.raw)) == "record 1\n")
            pause(microseconds: 50_000)
        }
        await line.close()
    }

    @Test func anAnswerThatDoesNotFitCostsTheDocument() async throws {
        try fake.folder.write(WorkerFrame(head: ["number": 1, "written": -3]).bytes, to: "bad")
        let outcome = try await outcomes("ready; await; cat $0.d/bad; sleep 600", count: 1)[0]
        #expect(outcome.error?.code == .workerInvalid && outcome.error?.document == "a")
    }

    @Test func aDocumentThatCannotBeReadNeedsNoChild() async throws {
        let raw = RawDocument(name: "gone.txt") { throw PipelineError(.fileUnreadable, "gone") }
        let outcome = try await outcomes("ready; sleep 600", count: 1, raw: raw)[0]
        #expect(outcome.error?.code == .fileUnreadable && outcome.error?.document == "gone.txt")
    }

    @Test func childrenThatNeverFinishADocumentEndTheRun() async throws {
        let error = await #expect(throws: PipelineError.self) {
            try await outcomes("ready; await; exit 7", count: 50)
        }
        #expect(error?.code == .workerUnavailable)
        #expect(error?.message == "10 worker processes have died before any finished a document")
        #expect(error?.others.map(\.message) == ["the worker process ended with status 7"])
    }

    @Test func oneThatFinishedADocumentSpeaksForAll() throws {
        let deaths = WorkerDeaths()
        let error = PipelineError(.workerCrashed, "crash")
        for _ in 1..<10 { try deaths.count(error) }
        deaths.countAnswer()
        for _ in 0..<100 { try deaths.count(error) }
    }

    /// A definition that has become wrong in the meantime.
    @Test func aChildThatCannotTakeOverEndsTheRun() async throws {
        let script = #"[ -e "$0.d/once" ] && exit 9; : > /dev/null; ready; await; exit 7"#
        let isolation = try fake.isolation(script)
        let line = try ChildWorkLine(isolation, writers: 1, deaths: WorkerDeaths())
        try await line.start()
        #expect(try await line.process(FakeWorker.raw).error?.code == .workerCrashed)
        try fake.folder.write("", to: "once")
        let error = await #expect(throws: PipelineError.self) { try await line.process(FakeWorker.raw) }
        #expect(error?.message == "the worker process that was getting ready ended with status 9")
        await line.close()
    }
}
