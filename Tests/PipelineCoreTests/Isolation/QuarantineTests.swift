import PipelineTestSupport
import Testing

@testable import PipelineCore

struct QuarantineTests {
    private let fake: FakeWorker

    init() throws { fake = try FakeWorker() }

    private func verdict(_ script: String) async throws -> Outcome? {
        await Quarantine(try fake.isolation(script)).verdict(on: FakeWorker.raw, writers: 1, .max)
    }

    @Test func aDocumentThatKillsItsProcessIsToBlame() async throws {
        #expect(try await verdict("ready; await; kill -SEGV $$")?.error?.code == .workerCrashed)
        #expect(try await verdict("ready; await; kill -KILL $$")?.error?.code == .workerKilled)
        let outcome = try #require(try await verdict("ready; await; exit 7"))
        #expect(outcome.error?.document == "a" && outcome.deadLetter != nil && outcome.written == 0)
    }

    @Test(arguments: [
        "ready; await; answer 1; await", "exit 1", "ready; await; echo nonsense nonsense nonsense; sleep 9",
    ])
    func anyOtherIsInnocent(_ script: String) async throws {
        let outcome = try await verdict(script)
        #expect(outcome == nil)
    }

    /// Documents 5 and 6 were in work when the run was killed.
    @Test(arguments: [true, false]) func aRunThatGoesOnTriesWhatWasInWork(isDeadly: Bool) async throws {
        let reference = try await CrashRun.reference()
        let disk = SimulatedDisk(fault: .kill(at: reference.effects.count / 3))
        #expect(await CrashRun.breaks(disk))
        var image = disk.image
        image.marks["disk/.a.txt.run/in-flight"] = [UInt64](repeating: 0, count: 6) + [21, 0]
        let fake = try fake.isolation(isDeadly ? "ready; head -c 1 >/dev/null; exit 3" : "exit 1")
        let second = SimulatedDisk(image)
        var run = CrashRun(files: second)
        run.quarantine = fake
        if isDeadly {
            let summary = try await run.run()
            #expect(summary.failed == 5 && summary.read == CrashRun.documents)
            let letters = second.image.visible["disk/a.txt.dead.jsonl"]
            #expect(letters?.contains(#"{"id":"d20","code":"worker.crashed""#) == true)
            #expect(second.image.visible["disk/a.txt"]?.contains("d20 ") == false)
        } else {
            _ = try await run.run()
            #expect(second.image.visible == reference.image.visible)
        }
    }
}
