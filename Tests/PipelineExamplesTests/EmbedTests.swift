import Foundation
import PipelineTestSupport
import Testing

/// `Examples/embed` is a package of its own: it is built and run as its reader would.
@Suite("Embedding", .timeLimit(.minutes(20)))
struct EmbedTests {
    private static let folder = "Examples/embed"

    @Test func theProgramPrintsAndWritesWhatIsExpected() async throws {
        let written = "\(Repository.root)/\(Self.folder)/out/records.jsonl"
        try? FileManager.default.removeItem(atPath: written)
        let output = try run(["swift", "run", "--scratch-path", "\(Repository.root)/.build/embed", "Embed"])
        let printed = Difference(
            in: "output.txt", expected: try Repository.text("\(Self.folder)/expected/output.txt"), found: output)
        if let printed { Issue.record("\(printed)") }

        let records = try String(contentsOfFile: written, encoding: .utf8)
        let difference = Difference(
            in: "records.jsonl", expected: try Repository.text("\(Self.folder)/expected/records.jsonl"), found: records)
        if let difference { Issue.record("\(difference)") }
    }

    /// Runs a command in the folder of the package and gives what it prints; what it complains goes to the terminal.
    private func run(_ command: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.currentDirectoryURL = URL(filePath: "\(Repository.root)/\(Self.folder)")
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(command.joined(separator: " ")) failed")
        return String(decoding: output, as: UTF8.self)
    }
}
