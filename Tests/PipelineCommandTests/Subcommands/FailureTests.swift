import Foundation
import PipelineTestSupport
import Testing

/// What goes wrong around a run: it says so, ends with the right status and has done what could be done.
@Suite("Failures around a run")
struct FailureTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(countingDefinition, to: "config.lua")
    }

    private func records(_ count: Int) -> String {
        (0..<count).map { #"{"id":"d\#($0)","text":"number \#($0)"}"# + "\n" }.joined()
    }

    private func define(_ reader: String) throws {
        let text = countingDefinition.replacing(
            "stages = {", with: "read = pipeline.read.\(reader), stages = {", maxReplacements: 1)
        try folder.write(text, to: "config.lua")
    }

    @Test func aDiskThatIsFullEndsTheRun() throws {
        try define(#"jsonl "a.jsonl""#)
        try folder.write(records(100), to: "a.jsonl")
        let result = try Program.run("run", "config.lua", "-o", "/dev/full", in: folder)
        #expect(result.status == 4)
        #expect(result.messages.contains("cannot write /dev/full: no space left on device"))
    }

    @Test func aClosedPipeEndsTheRun() throws {
        try define(#"jsonl "a.jsonl""#)
        try folder.write(records(20_000), to: "a.jsonl")
        let pipe = try Pipe()
        let messages = try Program.open(try folder.write("", to: "err"), O_WRONLY)
        let input = try Program.open("/dev/null", O_RDONLY)
        let process = try Program.start(
            ["run", "config.lua"], input: input, output: pipe.writing, messages: messages, in: folder)
        #expect(pipe.readLine()?.hasPrefix(#"{"id":"d0""#) == true)
        close(pipe.reading)
        #expect(Program.wait(for: process) == 4)
        #expect(folder.text("err")?.contains("cannot write standard output: broken pipe") == true)
    }

    @Test func goodLinesAmongBadOnesAreProcessed() throws {
        try define(#"jsonl "a.jsonl""#)
        let lines = [#"{"id":"a","text":"one"}"#, "{", "", "[1]", #"{"id":"b"}"#, "\u{0}", #"{"id":"c","text":"two"}"#]
        try folder.write(lines.joined(separator: "\n"), to: "a.jsonl")
        let result = try Program.run("run", "config.lua", "-o", "out.jsonl", in: folder)
        #expect(result.status == 3)
        let out = try #require(folder.text("out.jsonl")).split(separator: "\n")
        #expect(out.count == 2 && out[0].contains(#""id":"a""#) && out[1].contains(#""id":"c""#))
        #expect(folder.text("out.jsonl.dead.jsonl")?.split(separator: "\n").count == 4)
        for line in [2, 4, 5, 6] { #expect(result.messages.contains("a.jsonl:\(line)"), "line \(line)") }
    }

    @Test(arguments: ["", ".gz"]) func aLineThatIsTooLongIsPassedOver(packing: String) throws {
        try define(#"jsonl "a.jsonl*""#)
        let long = #"{"id":"long","text":""# + String(repeating: "word ", count: 4_000_000) + #""}"# + "\n"
        let path = try folder.write(records(3) + long + records(2), to: "a.jsonl")
        if !packing.isEmpty { #expect(try shell("gzip -f '\(path)'") == 0) }
        // The 20 MB of the line do not fit.
        let result = try Program.run(
            ["run", "config.lua", "--max-document", "1MB", "-o", "out.jsonl"], limits: "ulimit -v 3000000;", in: folder)
        #expect(result.status == 3, "\(result.messages)")
        #expect(result.messages.contains("the document has 20000023 bytes, more than the 1048576 that it may have"))
        #expect(folder.text("out.jsonl")?.split(separator: "\n").count == 5)
    }

    @Test func aLineOfAHundredMegabytesIsPassedOverUnasked() throws {
        try define(#"jsonl "a.jsonl""#)
        var bytes = Array(records(1).utf8)
        bytes += Array(#"{"text":""#.utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 100 << 20)
        try folder.write(bytes + Array("\"}\n\(records(1))".utf8), to: "a.jsonl")
        let result = try Program.run("run", "config.lua", "-o", "out.jsonl", in: folder)
        #expect(result.status == 3, "\(result.messages)")
        #expect(result.messages.contains("the document has 104857611 bytes, more than the 33554432 that it may have"))
        #expect(folder.text("out.jsonl")?.split(separator: "\n").count == 2)
    }

    @Test func anArchiveThatIsCutOffGivesWhatItHas() throws {
        try define(#"jsonl "a.jsonl*""#)
        let path = try folder.write(records(20_000), to: "a.jsonl")
        #expect(try shell("gzip -f '\(path)' && truncate -s -2000 '\(path).gz'") == 0)
        let result = try Program.run("run", "config.lua", "-o", "out.jsonl", in: folder)
        #expect(result.status == 3 && result.messages.contains("the gzip data end too soon"))
        let count = try #require(folder.text("out.jsonl")).split(separator: "\n").count
        #expect(count > 10_000 && count < 20_000)
    }

    @Test func equalIdentitiesAreKeptAsTheyCome() throws {
        try define(#"jsonl "a.jsonl""#)
        try folder.write(records(1) + records(1), to: "a.jsonl")
        let result = try Program.run("run", "config.lua", in: folder)
        #expect(result.status == 0 && result.records.count == 2 && result.records[0] == result.records[1])
    }

    @Test func oneFileOfSeveralThatCannotBeReadIsADeadLetter() throws {
        try define(#"jsonl { "a.jsonl", "b.jsonl", "c.jsonl" }"#)
        for name in ["a", "c"] { try folder.write(records(2), to: "\(name).jsonl") }
        try FileManager.default.createDirectory(atPath: folder.path("b.jsonl"), withIntermediateDirectories: true)
        try folder.write("", to: "b.jsonl/x.jsonl")
        // Opening a socket or a folder without rights fails for everyone, root included.
        #expect(symlink("/proc/self/mem/none", folder.path("b.jsonl/y.jsonl")) == 0)
        let result = try Program.run("run", "config.lua", in: folder)
        #expect(result.status == 3 && result.records.count == 4)
        #expect(result.messages.contains("cannot read b.jsonl/y.jsonl"))
    }

    /// What the superuser may do as well is taken away first.
    private func runWithoutRights(_ arguments: String...) throws -> Program.Result {
        let drop = "set -- setpriv --bounding-set=-dac_override,-dac_read_search -- \"$@\";"
        return try Program.run(["run", "config.lua"] + arguments, limits: geteuid() == 0 ? drop : "", in: folder)
    }

    @Test func whatMayNotBeReadIsSaidAndTheRestProcessed() throws {
        try define(#"jsonl "in""#)
        for name in ["a", "b", "c"] { try folder.write(records(2), to: "in/\(name).jsonl") }
        #expect(chmod(folder.path("in/b.jsonl"), 0) == 0)
        let result = try runWithoutRights("-o", "out.jsonl")
        #expect(result.status == 3 && result.messages.contains("cannot read in/b.jsonl: Permission denied"))
        #expect(folder.text("out.jsonl")?.split(separator: "\n").count == 4)
    }

    @Test func aFolderThatMayNotBeReadIsNotPassedOver() throws {
        try define(#"jsonl "in""#)
        for name in ["a", "deep/b"] { try folder.write(records(2), to: "in/\(name).jsonl") }
        #expect(chmod(folder.path("in/deep"), 0) == 0)
        defer { chmod(folder.path("in/deep"), 0o700) }
        let result = try runWithoutRights("-o", "out.jsonl")
        #expect(result.status == 2 && result.messages.contains("cannot read the folder in/deep: permission denied"))
        #expect(folder.text("out.jsonl") == nil)
    }

    @Test func anOutputThatMayNotBeWrittenEndsTheRun() throws {
        try define(#"jsonl "a.jsonl""#)
        try folder.write(records(2), to: "a.jsonl")
        try folder.makeFolder("closed")
        #expect(chmod(folder.path("closed"), 0o500) == 0)
        let result = try runWithoutRights("-o", "closed/out.jsonl")
        #expect(result.status == 4 && result.messages.contains("closed/out.jsonl: permission denied"))
    }

    @Test func aFolderIsNoFile() throws {
        try define(#"jsonl "a.jsonl""#)
        try folder.write(records(2), to: "a.jsonl")
        try folder.makeFolder("out.jsonl")
        let result = try Program.run("run", "config.lua", "-o", "out.jsonl", in: folder)
        #expect(result.status == 4 && result.messages.contains("cannot write out.jsonl: is a directory"))
    }

    @Test func aPipeCanBeReadAndNotResumed() throws {
        try define(#"jsonl "pipe.jsonl""#)
        #expect(mkfifo(folder.path("pipe.jsonl"), 0o600) == 0)
        let source = try folder.write(records(5), to: "a.jsonl")
        let refused = try Program.run("run", "config.lua", "--resume", "-o", "out.jsonl", in: folder)
        #expect(refused.status == 5, "\(refused.messages)")
        let writer = Thread { [folder] in _ = try? shell("cat '\(source)' > '\(folder.path("pipe.jsonl"))'") }
        writer.start()
        let result = try Program.run("run", "config.lua", "-o", "out.jsonl", in: folder)
        #expect(result.status == 0 && folder.text("out.jsonl")?.split(separator: "\n").count == 5)
    }

    @Test(arguments: [SIGINT, SIGTERM]) func theFirstSignalEndsAWaitForInput(signal: Int32) throws {
        try define(#"jsonl "-""#)
        let input = try Pipe()
        let output = try Pipe()
        let messages = try Program.open(try folder.write("", to: "err"), O_WRONLY)
        let process = try Program.start(
            ["run", "config.lua", "-j", "2"], input: input.reading, output: output.writing, messages: messages,
            in: folder)
        #expect(input.write(line: #"{"id":"a","text":"one"}"#))
        #expect(output.readLine()?.hasPrefix(#"{"id":"a""#) == true)
        // Half a document does not count.
        _ = Foundation.write(input.writing, #"{"id":"b","#, 10)
        kill(process, signal)
        #expect(Program.wait(for: process) == 128 + signal)
        #expect(output.readLine() == nil)
        #expect(folder.text("err")?.contains("1 document,") == true)
    }

    private func shell(_ command: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
