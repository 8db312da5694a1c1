import PipelineTestSupport
import Testing

@testable import PipelineCore

struct RunPlanTests {
    private let disk = SimulatedDisk()

    private func plan(
        _ start: RunStart, outputs: [String] = ["out"], isRepeatable: Bool = true, on disk: SimulatedDisk? = nil,
        identity: Value.Object = [:]
    ) throws -> RunPlan {
        var runner = Runner(
            pipeline: try DocumentPipeline([]), reader: InMemoryReader(texts: []),
            writers: outputs.map { LineWriter(path: $0) })
        runner.start = start
        runner.files = disk ?? self.disk
        runner.identity = identity
        return try RunPlan(runner, inputs: [], isRepeatable: isRepeatable)
    }

    private func refusal(_ body: () throws -> RunPlan) -> PipelineError? {
        #expect(throws: PipelineError.self) { try body() }
    }

    private func write(_ text: String, to name: String) throws {
        try disk.open(name, emptied: true).append(Array(text.utf8))
    }

    @Test func beginsWhereThereIsNothing() throws {
        for start in [RunStart.create, .overwrite, .resume] {
            let plan = try plan(start)
            #expect(!plan.isResumed && plan.earlier == RunCommit(outputs: 4))
            #expect(plan.folder?.path == "./.out.run")
        }
    }

    @Test func whatIsThereIsNotOverwrittenUnasked() throws {
        try write("precious", to: "out")
        try write("", to: "empty")
        let error = refusal { try plan(.create, outputs: ["empty", "out"]) }
        #expect(error?.code == .outputExists && error?.message == "there is already an output out")
        #expect(try !plan(.overwrite).isResumed)
        #expect(try !plan(.create, outputs: ["empty", "-"]).isResumed)
    }

    @Test func goesOnWithItsOwnOutputsOnly() throws {
        try write("precious", to: "out")
        let error = refusal { try plan(.resume) }
        #expect(error?.code == .resumeRefused)
        #expect(error?.message == "there is no journal of the run that wrote out")
    }

    @Test func whatCannotBeHadAgainCannotBeResumed() throws {
        #expect(
            refusal { try plan(.resume, isRepeatable: false) }?.message
                == "a run over standard input or a pipe cannot be resumed: what was read is gone")
        #expect(
            refusal { try plan(.resume, outputs: ["-"]) }?.message
                == "a run whose records go to standard output or a device cannot be resumed")
        #expect(try plan(.create, isRepeatable: false).folder == nil)
        #expect(try plan(.create, outputs: ["-"]).folder == nil)
    }

    @Test func goesOnWithTheSameRunOnly() throws {
        do {
            let journal = try plan(.create, identity: ["version": "1"]).openJournal()
            var commit = RunCommit(outputs: 4)
            commit.documents = 7
            try journal?.add(commit.value)
        }
        #expect(try plan(.resume, identity: ["version": "1"]).earlier.documents == 7)
        let error = refusal { try plan(.resume, identity: ["version": "2"]) }
        #expect(error?.code == .resumeRefused)
        #expect(error?.message == #"this is not the run that was begun: version was "1" and is "2""#)
        #expect(
            refusal { try plan(.resume, outputs: ["out", "b"], identity: ["version": "1"]) }?.message.contains(
                "output 2 is new") == true)
    }

    @Test func aJournalOfAnotherFormatIsRefused() throws {
        do {
            let folder = try RunFolder(of: "out", in: disk)
            _ = try RunJournal(folder.journal, header: ["format": 2], in: disk)
        }
        #expect(refusal { try plan(.resume) }?.message.hasPrefix("the journal is in a format") == true)
    }

    @Test func onlyOneRunWritesAnOutput() throws {
        let first = try plan(.create)
        #expect(refusal { try plan(.create) }?.code == .runLocked)
        withExtendedLifetime(first) {}
    }

    @Test func aFinishedRunStillHasItsOutputs() async throws {
        let image = try await CrashRun.reference().image
        for (name, isNeeded) in [("disk/a.txt", true), ("disk/a.txt.dead.jsonl", true), ("disk/.a.txt.run/x", false)] {
            var other = image
            other.files[name] = nil
            do {
                _ = try await CrashRun(files: SimulatedDisk(other)).run()
                #expect(!isNeeded, "\(name)")
            } catch let error as PipelineError {
                #expect(isNeeded && error.code == .resumeRefused, "\(name): \(error)")
            }
        }
    }
}
