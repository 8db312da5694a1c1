import PipelineTestSupport
import Testing

@testable import PipelineCore
@testable import PipelineFormats

struct BratStoreTests {
    @Test(arguments: [true, false]) func aKillAtAnyEffectLosesNothing(alone: Bool) async throws {
        let reference = try await BratRun.reference(alone: alone)
        for index in 0..<reference.effects.count {
            let first = SimulatedDisk(fault: .kill(at: index, isTorn: true))
            try? await BratRun.run(first, alone: alone)
            // Killed again soon, while it goes on.
            let second = SimulatedDisk(first.image, fault: .kill(at: 3 + index % 23, isTorn: true))
            try? await BratRun.run(second, alone: alone)
            let difference = await BratRun.difference(goingOnFrom: second.image, reference, alone: alone)
            #expect(difference == nil, "killed at effect \(index)")
            let anew = await BratRun.difference(goingOnFrom: second.image, reference, start: .overwrite, alone: alone)
            #expect(anew == nil, "killed at effect \(index), then begun anew")
        }
    }

    @Test(arguments: SimulatedDisk.Loss.allCases)
    func aLossOfPowerAfterAnyEffectLosesNothing(_ loss: SimulatedDisk.Loss) async throws {
        let reference = try await BratRun.reference(alone: true)
        for count in 0...reference.effects.count {
            let image = reference.image(afterLosing: loss, at: count)
            let difference = await BratRun.difference(goingOnFrom: image, reference, alone: true)
            #expect(difference == nil, "power lost after \(count) effects")
        }
    }

    @Test func anErrorAtAnyEffectEndsTheRunAndLosesNothing() async throws {
        let reference = try await BratRun.reference(alone: true)
        for index in 0..<reference.effects.count {
            let disk = SimulatedDisk(fault: .failure(at: index))
            let error = await #expect(throws: PipelineError.self, "effect \(index)") {
                try await BratRun.run(disk, alone: true)
            }
            #expect(error?.code == .outputFailed)
            let difference = await BratRun.difference(goingOnFrom: disk.image, reference, alone: true)
            #expect(difference == nil, "failed at effect \(index)")
        }
    }

    @Test func filesOfOthersAreLeftAlone() async throws {
        let folder = try TemporaryFolder(["out/mine.txt": "mine"])
        let writer = BratWriter(path: folder.path("out"))
        let error = #expect(throws: PipelineError.self) { try writer.open(anew: true) }
        #expect(error?.code == .outputExists && folder.text("out/mine.txt") == "mine")
        let file = BratWriter(path: folder.path("out/mine.txt"))
        #expect(throws: PipelineError.self) { try file.open(anew: true) }
    }

    @Test(
        arguments: [
            ("a/b", "a/b"), ("../../etc/x", "_./_./etc/x"), ("/a//b/", "a/b"), (".hidden", "_hidden"), ("", "document"),
            ("a\nb", "a_b"), (String(repeating: "é", count: 150), String(repeating: "é", count: 100)),
            ("x.jsonl:3", "x.jsonl:3"),
        ])
    func namesStayInTheFolder(_ id: String, _ name: String) {
        #expect(BratStore.name(of: id) == name)
    }
}
