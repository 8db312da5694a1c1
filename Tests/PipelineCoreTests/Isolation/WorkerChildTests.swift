@testable import PipelineCore
import PipelineTestSupport
import Testing

struct WorkerChildTests {
    private let fake: FakeWorker

    init() throws { fake = try FakeWorker() }

    private func start(_ script: String, time: Duration = .seconds(30)) throws -> WorkerChild {
        try WorkerChild(try fake.isolation(script, time: time))
    }

    @Test func worksOnOneDocumentAfterTheOther() throws {
        let child = try start("ready; await; answer 1; await; answer 2; await")
        #expect(child.description.object?["name"] == "fake")
        for number in 1...2 {
            #expect(child.isIdle)
            let frame = try child.work(on: FakeWorker.document)
            #expect(String(decoding: frame.body, as: UTF8.self) == "record \(number)\n")
        }
        child.end()
    }

    @Test func aProgramThatIsNotThereIsNamed() throws {
        let error = #expect(throws: PipelineError.self) { try WorkerChild(Isolation(executable: "/no/such")) }
        #expect(error?.code == .workerUnavailable)
        #expect(error?.message == "cannot start the worker process /no/such: no such file or directory")
    }

    @Test func whatIsWrongWithTheDefinitionComesFromTheChild() throws {
        let error = PipelineError(.definitionInvalid, "no stage", location: SourceLocation(file: "a.lua", line: 2))
        try fake.folder.write(WorkerFrame(head: ["error": error.frameValue]).bytes, to: "error")
        let found = #expect(throws: PipelineError.self) { try start("cat $0.d/error") }
        #expect(found?.code == .definitionInvalid && found?.message == "no stage" && found?.location?.line == 2)
    }

    @Test(arguments: [
        ("exit 3", "worker.crashed", "ended with status 3"),
        ("echo oh no >&2; exit 3", "worker.crashed", "ended with status 3: oh no"),
        ("kill -SEGV $$", "worker.crashed", "was ended by signal 11, segmentation fault"),
        ("kill -KILL $$", "worker.killed", "was ended by signal 9"),
        ("head -c 20 /dev/zero; sleep 600", "worker.invalid", "sent what is no answer and was killed"),
        ("echo hello, this is no frame; sleep 600", "worker.invalid", "sent what is no answer and was killed"),
        ("yes", "worker.invalid", "sent what is no answer and was killed"),
        (
            "printf '\\377\\377\\377\\377\\377\\377\\377\\377\\377\\377\\377\\377'; sleep 600", "worker.invalid",
            "sent what is no answer and was killed"
        ),
        ("printf '\\001'; exit 0", "worker.crashed", "ended with status 0"),
    ])
    func whatEverElseItDoesIsAVerdict(_ script: String, _ code: String, _ message: String) throws {
        let early = #expect(throws: PipelineError.self) { try start(script) }
        #expect(early?.code.rawValue == code)
        #expect(early?.message == "the worker process that was getting ready \(message)")
        let child = try start("ready; await; \(script)")
        let late = #expect(throws: PipelineError.self) { try child.work(on: FakeWorker.document) }
        #expect(late?.code.rawValue == code)
        #expect(late?.message == "the worker process \(message)")
        #expect(late?.stage == nil)
    }

    @Test(arguments: ["sleep 600", "printf '\\002\\000\\000'; sleep 600", "while :; do echo noise >&2; done"])
    func whoDoesNotAnswerIsKilled(_ script: String) throws {
        let early = #expect(throws: PipelineError.self) {
            try WorkerChild(try fake.isolation(script, startTime: .milliseconds(50)))
        }
        #expect(early?.code == .workerTimeout)
        let child = try start("ready; await; \(script)", time: .milliseconds(500))
        let late = #expect(throws: PipelineError.self) { try child.work(on: FakeWorker.document) }
        #expect(late?.message.hasPrefix("the worker process took longer than 0.5 s and was killed") == true)
    }

    @Test func anAnswerToAnotherDocumentIsNone() throws {
        let child = try start("ready; await; answer 2; sleep 600")
        let error = #expect(throws: PipelineError.self) { try child.work(on: FakeWorker.document) }
        #expect(error?.code == .workerInvalid)
    }

    @Test func whoSpeaksUnaskedIsNotIdle() throws {
        let child = try start("ready; await; answer 1; answer 2; sleep 600")
        _ = try child.work(on: FakeWorker.document)
        while child.isIdle { pause(microseconds: 100) }
        let other = try start("ready; await; answer 1; exit 0")
        _ = try other.work(on: FakeWorker.document)
        while other.isIdle { pause(microseconds: 100) }
    }
}
