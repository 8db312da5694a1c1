import Foundation
import PipelineTestSupport
import Testing

/// What the program says of itself: help, completions for shells, the manual page.
@Suite("What the program says of itself")
struct SelfDescriptionTests {
    @Test func everyCommandHasHelpWithExamples() throws {
        for (path, command) in try CommandTree.ofProgram().all() {
            let name = path.joined(separator: " ")
            #expect(command.abstract?.isEmpty == false, "\(name)")
            #expect(command.discussion?.contains("EXAMPLES\n  \(name)") == true, "\(name)")
            let result = try Program.run(Array(path.dropFirst()) + ["--help"], in: try TemporaryFolder())
            #expect(result.status == 0 && result.output.contains("USAGE: \(name)"), "\(name)")
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionsHaveAllCommandsAndOptions(_ shell: String) throws {
        let folder = try TemporaryFolder()
        let result = try Program.run("--generate-completion-script", shell, in: folder)
        #expect(result.status == 0)
        for (path, command) in try CommandTree.ofProgram().all() {
            for word in [path[path.count - 1]] + command.options {
                #expect(result.output.contains(word), "\(path.joined(separator: " ")) \(word)")
            }
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func shellsCanReadTheirCompletions(_ shell: String) throws {
        let paths = ["/bin", "/usr/bin", "/usr/local/bin"].map { "\($0)/\(shell)" }
        // A shell that is not installed cannot say.
        guard let path = paths.first(where: FileManager.default.isExecutableFile) else { return }
        let folder = try TemporaryFolder()
        let script = try Program.run("--generate-completion-script", shell, in: folder).output
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = ["-n", try folder.write(script, to: "completion")]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    /// `make man` writes it anew.
    @Test func theManualPageHasAllCommandsAndOptions() throws {
        let page = try Repository.text("Documentation/pipeline.1")
        for (path, command) in try CommandTree.ofProgram().all() {
            for word in [path[path.count - 1]] + command.options.map({ "-\($0)" }) {
                #expect(page.contains(word), "\(path.joined(separator: " ")) \(word)")
            }
            let abstract = try #require(command.abstract)
            #expect(page.contains(abstract.prefix(40)), "\(path.joined(separator: " "))")
        }
    }
}
