import Foundation
import PipelineTestSupport
import Testing

/// A run with pipes for its input and output, after it has written its first record.
struct RunSession {
    let folder: TemporaryFolder
    let input: Pipe
    let output: Pipe
    let process: pid_t

    init(_ definition: String, options: String...) throws {
        folder = try TemporaryFolder(["a.lua": definition])
        input = try Pipe()
        output = try Pipe()
        process = try Program.start(
            ["run", "a.lua", "-", "-j", "1"] + options, input: input.reading, output: output.writing,
            messages: try Program.open(folder.path("messages"), O_WRONLY | O_CREAT), in: folder)
        try #require(input.write(line: #"{"text":"One."}"#))
        try #require(output.readLine()?.hasPrefix(#"{"id":"-:1","#) == true)
    }

    func end() {
        close(input.writing)
        close(output.reading)
    }
}
