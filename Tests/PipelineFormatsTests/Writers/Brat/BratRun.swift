import PipelineTestSupport
import Testing

@testable import PipelineCore
@testable import PipelineFormats

/// A small run that writes a folder of brat files, on a simulated disk.
enum BratRun {
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

    static func run(_ disk: any FileSystem, start: RunStart = .resume, alone: Bool = false) async throws {
        var writer = BratWriter(path: "disk/brat/")
        writer.files = disk
        let lines = LineWriter(path: "disk/lines", epilogue: "end\n")
        var runner = Runner(
            pipeline: try DocumentPipeline([stage]), reader: SameNames(),
            writers: alone ? [writer] : [lines, writer], workers: 2)
        runner.files = disk
        runner.start = start
        runner.commits.documents = 4
        runner.commits.time = .seconds(1000)
        _ = try await runner.run()
    }

    static func reference(alone: Bool) async throws -> SimulatedDisk {
        let disk = SimulatedDisk()
        try await run(disk, alone: alone)
        let names = disk.image.visible.keys.filter { $0.hasSuffix(".txt") }
        #expect(names.contains("disk/brat/0.txt") && names.contains("disk/brat/0~2.txt"))
        return disk
    }

    /// What is then not as it should be.
    static func difference(
        goingOnFrom image: SimulatedDisk.Image, _ expected: SimulatedDisk, start: RunStart = .resume, alone: Bool,
        wrapped: (SimulatedDisk) -> any FileSystem = { $0 }
    ) async -> String? {
        let disk = SimulatedDisk(image)
        do { try await run(wrapped(disk), start: start, alone: alone) } catch { return "cannot go on: \(error)" }
        let found = disk.image.visible
        let differing = Set(found.keys).union(expected.image.visible.keys).filter {
            found[$0] != expected.image.visible[$0]
        }
        return differing.isEmpty ? nil : "other files: \(differing.sorted())"
    }
}
