import Foundation
import PipelineLua
import Testing

/// Hostile scripts, one attack a file, each in a process of its own. The first line of a script says how it must end.
struct AttackTests {
    /// What the attack host prints.
    private struct Outcome: Decodable {
        var kind: String
        var message: String
        var file: String?
        var line: Int?
        var seconds: Double
        var residentMegabytes: Double
        var neighbour: String?
    }

    private static let folder = Bundle.module.bundleURL.appending(path: "Attacks")

    static var scripts: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".lua") }.sorted()
    }

    @Test func thereAreManyAttacks() {
        #expect(Self.scripts.count >= 100)
    }

    @Test(arguments: scripts)
    func endsInTime(_ script: String) throws {
        let path = Self.folder.appending(path: script)
        let heading = try String(contentsOf: path, encoding: .utf8).prefix { $0 != "\n" }
        let expected = try #require(heading.firstMatch(of: /-- Expect ([\w ]+):/)?.1).split(separator: " or ")
        // What must end by itself gets time enough on a busy machine.
        let outcome = try run(path, milliseconds: expected.contains("timeLimit") ? 200 : 20_000)
        #expect(expected.contains(outcome.kind[...]), "\(outcome.message)")
        #expect(outcome.seconds < 60)
        // Sanitizers keep shadows of all memory.
        #expect(outcome.residentMegabytes < 2000)
        #expect(outcome.neighbour == "right result")
        if outcome.kind != "none" {
            #expect(outcome.file == script)
            #expect((outcome.line ?? 0) > 1)
        }
    }

    private func run(_ script: URL, milliseconds: Int) throws -> Outcome {
        let process = Process()
        let output = Pipe()
        process.executableURL = Bundle.module.bundleURL.deletingLastPathComponent().appending(
            path: "PipelineAttackHost")
        process.arguments = [script.path, "\(milliseconds)"]
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationReason == .exit, "ended by signal \(process.terminationStatus)")
        try #require(process.terminationStatus == 0)
        return try JSONDecoder().decode(Outcome.self, from: data)
    }
}
