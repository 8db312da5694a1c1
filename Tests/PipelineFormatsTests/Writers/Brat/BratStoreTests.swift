import PipelineTestSupport
import Testing

@testable import PipelineCore
@testable import PipelineFormats

struct BratStoreTests {
    /// Fails, drops, derives, and calls several the same.
    private static let stage = ClosureStage("find", assigns: [.layer("entities")]) { document, context in
        let number = Int(document.id.drop { !$0.isNumber }) ?? 0
        if number % 5 == 3 { throw PipelineError(.scriptFailed, "fifth") }
        if number % 7 == 2 { document.drop(reason: "seventh") }
        if number % 6 == 4 { document.derive(text: DocumentText("child \(number)"), metadata: [:]) }
        try document.annotate(bytes: 0..<3, layer: "entities", label: "PER", provenance: Provenance(stage: "find"))
    }

    private struct SameNames: Reader {
        struct Source: DocumentSource {
            var number = 0
            mutating func next() -> RawDocument? {
                guard number < 17 else { return nil }
                defer { number += 1 }
                let id = number % 4 == 0 ? "0" : "\(number)"
                let text = "Änn said \(number)"
                return RawDocument(name: id) { Document(id: id, text: DocumentText(text)) }
            }
        }
        func open() -> any DocumentSource { Source() }
    }

    private func run(_ disk: any FileSystem, start: RunStart = .resume, alone: Bool = false) async throws {
        var writer = BratWriter(path: "disk/brat/")
        writer.files = disk
        let lines = LineWriter(path: "disk/lines", epilogue: "end\n")
        var runner = Runner(
            pipeline: try DocumentPipeline([Self.stage]), reader: SameNames(),
            writers: alone ? [writer] : [lines, writer], workers: 2)
        runner.files = disk
        runner.start = start
        runner.commits.documents = 4
        runner.commits.time = .seconds(1000)
        _ = try await runner.run()
    }

    private func reference(alone: Bool) async throws -> SimulatedDisk {
        let disk = SimulatedDisk()
        try await run(disk, alone: alone)
        let names = disk.image.visible.keys.filter { $0.hasSuffix(".txt") }
        #expect(names.contains("disk/brat/0.txt") && names.contains("disk/brat/0~2.txt"))
        return disk
    }

    /// What is then not as it should be.
    private func difference(
        goingOnFrom image: SimulatedDisk.Image, _ expected: SimulatedDisk, start: RunStart = .resume, alone: Bool
    ) async -> String? {
        let disk = SimulatedDisk(image)
        do { try await run(disk, start: start, alone: alone) } catch { return "cannot go on: \(error)" }
        let found = disk.image.visible
        let differing = Set(found.keys).union(expected.image.visible.keys).filter {
            found[$0] != expected.image.visible[$0]
        }
        return differing.isEmpty ? nil : "other files: \(differing.sorted())"
    }

    @Test(arguments: [true, false]) func aKillAtAnyEffectLosesNothing(alone: Bool) async throws {
        let reference = try await reference(alone: alone)
        for index in 0..<reference.effects.count {
            let first = SimulatedDisk(fault: .kill(at: index, isTorn: true))
            try? await run(first, alone: alone)
            // Killed again soon, while it goes on.
            let second = SimulatedDisk(first.image, fault: .kill(at: 3 + index % 23, isTorn: true))
            try? await run(second, alone: alone)
            let difference = await difference(goingOnFrom: second.image, reference, alone: alone)
            #expect(difference == nil, "killed at effect \(index)")
            let anew = await self.difference(goingOnFrom: second.image, reference, start: .overwrite, alone: alone)
            #expect(anew == nil, "killed at effect \(index), then begun anew")
        }
    }

    @Test(arguments: SimulatedDisk.Loss.allCases)
    func aLossOfPowerAfterAnyEffectLosesNothing(_ loss: SimulatedDisk.Loss) async throws {
        let reference = try await reference(alone: true)
        for count in 0...reference.effects.count {
            let image = reference.image(afterLosing: loss, at: count)
            let difference = await difference(goingOnFrom: image, reference, alone: true)
            #expect(difference == nil, "power lost after \(count) effects")
        }
    }

    @Test func anErrorAtAnyEffectEndsTheRunAndLosesNothing() async throws {
        let reference = try await reference(alone: true)
        for index in 0..<reference.effects.count {
            let disk = SimulatedDisk(fault: .failure(at: index))
            let error = await #expect(throws: PipelineError.self, "effect \(index)") {
                try await run(disk, alone: true)
            }
            #expect(error?.code == .outputFailed)
            let difference = await difference(goingOnFrom: disk.image, reference, alone: true)
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
