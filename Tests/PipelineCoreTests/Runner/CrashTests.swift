import Foundation
import PipelineTestSupport
import Testing

@testable import PipelineCore

/// Whatever a run is cut off by, wherever: gone on with, it leaves what it would have left without.
@Suite("Crashes")
struct CrashTests {
    @Test func aKillAtAnyEffectLosesNothing() async throws {
        let reference = try await CrashRun.reference()
        let count = reference.effects.count
        #expect(count > 40)
        for index in 0..<count {
            for isTorn in [false, true] {
                let disk = SimulatedDisk(fault: .kill(at: index, isTorn: isTorn))
                #expect(await CrashRun.breaks(disk))
                let difference = await CrashRun.difference(goingOnFrom: disk.image, reference.image)
                #expect(difference == nil, "killed at effect \(index)\(isTorn ? ", torn" : "")")
            }
        }
    }

    @Test func aKillAtAnyEffectOfAResumedRunLosesNothing() async throws {
        let reference = try await CrashRun.reference()
        var kills = 0
        for index in stride(from: 8, to: reference.effects.count, by: 7) {
            let first = SimulatedDisk(fault: .kill(at: index, isTorn: true))
            #expect(await CrashRun.breaks(first))
            var second = 0
            while true {
                let disk = SimulatedDisk(first.image, fault: .kill(at: second))
                guard await CrashRun.breaks(disk) else { break }
                let difference = await CrashRun.difference(goingOnFrom: disk.image, reference.image)
                #expect(difference == nil, "killed at effect \(index), then at \(second)")
                second += 1
            }
            kills += second
        }
        #expect(kills > 100)
    }

    @Test(arguments: SimulatedDisk.Loss.allCases)
    func aLossOfPowerAfterAnyEffectLosesNothing(_ loss: SimulatedDisk.Loss) async throws {
        let reference = try await CrashRun.reference()
        for count in 0...reference.effects.count {
            let image = reference.image(afterLosing: loss, at: count)
            let difference = await CrashRun.difference(goingOnFrom: image, reference.image)
            #expect(difference == nil, "power lost after \(count) effects")
        }
    }

    @Test(arguments: SimulatedDisk.Loss.allCases)
    func aLossOfPowerInAResumedRunLosesNothing(_ loss: SimulatedDisk.Loss) async throws {
        let reference = try await CrashRun.reference()
        for count in stride(from: 9, to: reference.effects.count, by: 14) {
            let first = SimulatedDisk(reference.image(afterLosing: loss, at: count))
            _ = try await CrashRun(files: first).run()
            for second in 0..<first.effects.count {
                let image = first.image(afterLosing: loss, at: second)
                let difference = await CrashRun.difference(goingOnFrom: image, reference.image)
                #expect(difference == nil, "power lost after \(count) effects, then after \(second)")
            }
        }
    }

    /// What an earlier run left is either still all there, or no part of what comes.
    @Test(arguments: [true, false]) func overwritingLosesNothing(hasJournal: Bool) async throws {
        let reference = try await CrashRun.reference()
        var old = reference.image
        if !hasJournal { old.files["disk/.a.txt.run/journal"] = nil }
        for name in old.visible.keys where !hasJournal { old.files[name] = Array("older and longer".utf8) }
        let whole = SimulatedDisk(old)
        #expect(await !CrashRun.breaks(whole, start: .overwrite))
        #expect(whole.image.visible == reference.image.visible)
        for count in 0..<whole.effects.count {
            let disk = SimulatedDisk(old, fault: .kill(at: count, isTorn: true))
            #expect(await CrashRun.breaks(disk, start: .overwrite))
            #expect(await CrashRun.difference(goingOnFrom: disk.image, reference.image) == nil, "killed at \(count)")
            for loss in SimulatedDisk.Loss.allCases {
                let difference = await CrashRun.difference(
                    goingOnFrom: whole.image(afterLosing: loss, at: count), reference.image)
                #expect(difference == nil, "power lost after \(count) effects")
            }
        }
    }

    @Test(arguments: SimulatedDisk.Loss.allCases)
    func aLossOfPowerAfterAKillLosesNothing(_ loss: SimulatedDisk.Loss) async throws {
        let reference = try await CrashRun.reference()
        for count in stride(from: 1, to: reference.effects.count, by: 3) {
            let disk = SimulatedDisk()
            disk.kills = count
            #expect(await CrashRun.breaks(disk))
            disk.kills = nil
            _ = try await CrashRun(files: disk).run()
            let image = disk.image(afterLosing: loss, at: disk.effects.count)
            #expect(await CrashRun.difference(goingOnFrom: image, reference.image) == nil, "killed at \(count)")
        }
    }

    @Test func anErrorAtAnyEffectEndsTheRunAndLosesNothing() async throws {
        let reference = try await CrashRun.reference()
        for index in 0..<reference.effects.count {
            let disk = SimulatedDisk(fault: .failure(at: index))
            let error = await #expect(throws: PipelineError.self, "effect \(index)") {
                try await CrashRun(files: disk).run()
            }
            #expect(error?.code == .outputFailed && error?.message.hasSuffix("input/output error") == true)
            let difference = await CrashRun.difference(goingOnFrom: disk.image, reference.image)
            #expect(difference == nil, "failed at effect \(index)")
        }
    }

    /// `PIPELINE_CRASHES` says how many; each run is killed up to four times, some of them while it goes on.
    @Test func randomKillsLoseNothing() async throws {
        let reference = try await CrashRun.reference()
        let trials = ProcessInfo.processInfo.environment["PIPELINE_CRASHES"].flatMap { Int($0) } ?? 200
        for trial in 0..<trials {
            var random = SeededRandom(seed: UInt64(trial))
            var image = SimulatedDisk.Image()
            for _ in 0..<random.number(in: 1..<5) {
                let fault = SimulatedDisk.Fault.kill(
                    at: random.number(in: 0..<reference.effects.count), isTorn: Bool.random(using: &random))
                let disk = SimulatedDisk(image, fault: fault)
                _ = await CrashRun.breaks(disk)
                image = disk.image
            }
            let difference = await CrashRun.difference(goingOnFrom: image, reference.image)
            #expect(difference == nil, "trial \(trial)")
        }
    }

    @Test(arguments: [1, 3, 8]) func theNumberOfWorkersMayChange(workers: Int) async throws {
        let reference = try await CrashRun.reference()
        let disk = SimulatedDisk(fault: .kill(at: reference.effects.count / 2))
        #expect(await CrashRun.breaks(disk))
        let second = SimulatedDisk(disk.image)
        _ = try await CrashRun(files: second, workers: workers).run()
        #expect(second.image.visible == reference.image.visible)
    }

    @Test func aFinishedRunHasNothingLeftToDo() async throws {
        let reference = try await CrashRun.reference()
        let disk = SimulatedDisk(reference.image)
        let summary = try await CrashRun(files: disk).run()
        #expect(disk.effects.isEmpty && disk.image.visible == reference.image.visible)
        #expect(summary.resumed == CrashRun.documents && summary.read == CrashRun.documents && summary.failed == 4)
    }
}
