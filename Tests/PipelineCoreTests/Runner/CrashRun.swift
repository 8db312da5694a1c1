import PipelineTestSupport
import Testing

@testable import PipelineCore

/// A small run with everything that a run can write, on a simulated disk.
struct CrashRun {
    static let documents = 23

    /// Fails, drops, derives and counts.
    private struct BusyStage: Stage, StageInstance {
        let name = "busy"
        let contributes = true

        func process(_ document: inout Document, _ context: StageContext) throws {
            guard let number = Int(document.id.dropFirst()) else { return }
            document.contribute(.integer(Int64(number)), as: context)
            document.metadata["n"] = .integer(Int64(number * number))
            if number % 6 == 5 { document.derive(text: "child", metadata: [:]) }
            if number % 7 == 2 { document.drop(reason: "seventh") }
            if number % 5 == 3 { throw PipelineError(.scriptFailed, "fifth") }
        }

        func makeAccumulator(for worker: Worker) -> (any StageAccumulator)? { Digits() }
    }

    /// Depends on the order.
    private struct Digits: StageAccumulator {
        private var digits = ""
        mutating func add(_ contribution: Contribution) { digits += "\(contribution.value.json) " }
        mutating func finish() -> Value { .string(digits) }
    }

    var files: any FileSystem
    var start = RunStart.resume
    var workers = 2
    var quarantine: Isolation?

    func run() async throws -> RunSummary {
        var runner = Runner(
            pipeline: try DocumentPipeline([BusyStage()]),
            reader: InMemoryReader(texts: (0..<Self.documents).map { "text \($0)" }),
            writers: [
                LineWriter(path: "disk/a.txt", prologue: "begin\n", epilogue: "end\n"),
                LineWriter(path: "disk/sub/b.txt"),
            ], workers: workers)
        runner.start = start
        runner.files = files
        runner.quarantine = quarantine
        runner.commits.documents = 4
        runner.commits.time = .seconds(1000)
        return try await runner.run()
    }

    /// What an uninterrupted run leaves.
    static func reference() async throws -> SimulatedDisk {
        let disk = SimulatedDisk()
        let summary = try await CrashRun(files: disk).run()
        #expect(summary.read == documents && summary.failed == 4)
        #expect(disk.image.visible.count == 4, "two outputs, dead letters and the summary")
        return disk
    }

    /// Runs until the disk breaks; whether it did.
    static func breaks(
        _ disk: SimulatedDisk, start: RunStart = .resume, wrapped: (SimulatedDisk) -> any FileSystem = { $0 }
    ) async -> Bool {
        do {
            _ = try await CrashRun(files: wrapped(disk), start: start).run()
            return false
        } catch {
            return true
        }
    }

    /// Goes on from what is on a disk, and says what is then not as it should be.
    static func difference(
        goingOnFrom image: SimulatedDisk.Image, _ expected: SimulatedDisk.Image,
        wrapped: (SimulatedDisk) -> any FileSystem = { $0 }
    ) async -> String? {
        let disk = SimulatedDisk(image)
        do {
            _ = try await CrashRun(files: wrapped(disk)).run()
        } catch {
            return "cannot go on: \(error)"
        }
        let found = disk.image.visible
        for (name, text) in expected.visible where found[name] != text {
            return "\(name) holds \(found[name] ?? "nothing")"
        }
        return found.count == expected.visible.count ? nil : "there are other files: \(found.keys.sorted())"
    }
}
