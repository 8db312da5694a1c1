import Foundation
import PipelineTestSupport
import Testing

@Suite("Outputs that fail")
struct OutputTests {
    private let input = (0..<4000).map { "{\"text\":\"document number \($0)\"}\n" }.joined()

    @Test(arguments: [
        ("/dev/full", "/dev/full: error: cannot write /dev/full: no space left on device\n"),
        ("folder", "folder: error: cannot write folder: is a directory\n"),
        ("a.lua/o.jsonl", "a.lua/o.jsonl: error: cannot write a.lua/o.jsonl: not a directory\n"),
    ])
    func anOutputThatCannotBeWrittenIsStatusFour(_ path: String, _ message: String) throws {
        let folder = try TemporaryFolder(["a.lua": countingDefinition, "folder/x": ""])
        let result = try Program.run("run", "a.lua", "-", "-o", path, input: input, in: folder)
        #expect(result.status == 4)
        #expect(result.messages.contains(message), "\(result.messages)")
    }

    @Test func aReaderThatGoesAwayIsStatusFour() throws {
        let folder = try TemporaryFolder(["a.lua": countingDefinition])
        let output = try Pipe()
        let process = try Program.start(
            ["run", "a.lua", "-"], input: try Program.open(try folder.write(input, to: "in.jsonl"), O_RDONLY),
            output: output.writing, messages: try Program.open(folder.path("messages"), O_WRONLY | O_CREAT), in: folder)
        #expect(output.readLine()?.hasPrefix(#"{"id":"-:1","#) == true)
        close(output.reading)
        #expect(Program.wait(for: process) == 4)
        #expect(folder.text("messages") == "error: cannot write standard output: broken pipe\n")
    }

    /// On a terminal errors have colours, unless the environment refuses them.
    @Test(arguments: [("", true), ("1", false)])
    func coloursComeOnATerminalAlone(_ refusal: String, _ isColored: Bool) throws {
        let folder = try TemporaryFolder(["a.lua": countingDefinition])
        let terminal = try Program.open("/dev/ptmx", O_RDWR | O_NOCTTY)
        defer { close(terminal) }
        let (unlock, askNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
        var isLocked: Int32 = 0
        var number: Int32 = 0
        try #require(ioctl(terminal, unlock, &isLocked) == 0 && ioctl(terminal, askNumber, &number) == 0)
        let name = "/dev/pts/\(number)"
        let process = try Program.start(
            ["check", "none.lua"], input: try Program.open("/dev/null", O_RDONLY),
            output: try Program.open("/dev/null", O_WRONLY), messages: try Program.open(name, O_RDWR | O_NOCTTY),
            environment: ["NO_COLOR": refusal], in: folder)
        #expect(Program.wait(for: process) == 2)
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(terminal, &buffer, buffer.count)
        let message = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        #expect(message.contains("cannot read none.lua"))
        #expect(message.contains("\u{1B}[") == isColored)
    }

    @Test func aFileHasNoColours() throws {
        let result = try Program.run("check", "none.lua", environment: ["NO_COLOR": ""], in: try TemporaryFolder())
        #expect(!result.messages.contains("\u{1B}"))
    }
}
