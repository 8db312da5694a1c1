import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineCommand

@Suite("The program")
struct PipelineToolTests {
    @Test(arguments: [["--help"], ["-h"], ["help"], []])
    func helpGoesToStandardOutput(_ arguments: [String]) throws {
        let folder = try TemporaryFolder()
        let result = try Program.run(arguments, in: folder)
        #expect(result.status == 0)
        #expect(result.messages.isEmpty)
        for part in ["EXAMPLES", "EXIT STATUS", "USAGE: pipeline", "run ", "check "] {
            #expect(result.output.contains(part))
        }
    }

    @Test func helpTellsTheExitStatusesAsTheyAre() throws {
        let output = try Program.run("--help", in: try TemporaryFolder()).output
        let lines = output.split(separator: "\n").drop { $0 != "EXIT STATUS" }.dropFirst()
        let table = lines.prefix { $0.hasPrefix("  ") }.map { line in
            line.split(separator: " ", maxSplits: 1).map { $0.drop { $0 == " " } }.joined(separator: " ")
        }
        #expect(table == Status.allCases.map { "\($0.rawValue) \($0.meaning)" })
    }

    @Test func theVersionIsTheLibrarys() throws {
        let result = try Program.run("--version", in: try TemporaryFolder())
        #expect(result.status == 0)
        #expect(result.output == "\(Version.current)\n")
    }

    @Test(arguments: [
        (["nope"], "Unexpected argument 'nope'"),
        (["run"], "Missing expected argument '<definition>'"),
        (["check"], "Missing expected argument '<definition>'"),
        (["run", "a.lua", "--limt", "1"], "Unknown option '--limt'. Did you mean '--limit'?"),
        (["run", "a.lua", "--limit", "x"], "The value 'x' is invalid for '--limit <limit>'"),
        (["run", "a.lua", "--limit=-1"], "--limit takes a number from 0, not -1"),
        (["run", "a.lua", "-j", "0"], "--jobs takes a number from 1, not 0"),
        (["run", "a.lua", "--set", "desk"], "--set takes name=value, not 'desk'"),
        (["run", "a.lua", "--set", "=desk"], "--set takes name=value, not '=desk'"),
    ])
    func wrongUsageIsStatusTwo(_ arguments: [String], _ message: String) throws {
        let folder = try TemporaryFolder(["a.lua": countingDefinition])
        let result = try Program.run(arguments, in: folder)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.messages.hasPrefix("Error: \(message)\n"), "\(result.messages)")
    }
}
