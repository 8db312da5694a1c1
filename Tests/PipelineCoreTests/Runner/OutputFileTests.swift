@testable import PipelineCore
import PipelineTestSupport
import Testing

struct OutputFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func writesToTheEnd() throws {
        let file = try OutputFile(path: folder.path("out"))
        let piece = Array(String(repeating: "0123456789", count: 1000).utf8)
        for _ in 0..<30 { try file.write(piece) }
        try file.write([])
        try file.close()
        #expect(folder.text("out")?.utf8.count == 300_000)
    }

    @Test func makesFoldersOnTheWay() throws {
        let file = try OutputFile(path: folder.path("a/b//c/out"))
        try file.write([0x61])
        try file.close()
        #expect(folder.text("a/b/c/out") == "a")
    }

    @Test func replacesWhatWasThere() throws {
        try folder.write("a long text from before", to: "out")
        try OutputFile(path: folder.path("out")).close()
        #expect(folder.text("out")?.isEmpty == true)
    }

    @Test func aLazyFileIsMadeWhenSomethingIsWritten() throws {
        try folder.write("left over", to: "dead")
        let file = try OutputFile(path: folder.path("dead"), isLazy: true)
        #expect(folder.text("dead") == nil)
        try file.close()
        #expect(folder.text("dead") == nil)
        let other = try OutputFile(path: folder.path("dead"), isLazy: true)
        try other.write([0x61])
        try other.close()
        #expect(folder.text("dead") == "a")
    }

    /// Who runs as root and sends dead letters to `/dev/null` wants to keep the device.
    @Test func aLazyFileTakesOnlyRegularFilesAway() throws {
        _ = try OutputFile(path: folder.path, isLazy: true)
        try folder.write("kept", to: "target")
        let link = try folder.link("link", to: "target")
        _ = try OutputFile(path: link, isLazy: true)
        #expect(folder.text("link")?.isEmpty == true && folder.text("target")?.isEmpty == true)
    }

    @Test func goesOnWhereItWasGood() throws {
        try folder.write("good, and what came after", to: "out")
        let file = try OutputFile(path: folder.path("out"), keeping: 4)
        #expect(file.length == 4 && folder.text("out") == "good")
        try file.write(Array("!".utf8))
        try file.sync()
        #expect(file.length == 5 && folder.text("out") == "good!")
    }

    @Test func refusesToGoOnWithLessThanThereWas() throws {
        try folder.write("less", to: "out")
        for (name, size) in [("out", 4), ("none", 0)] {
            let error = #expect(throws: PipelineError.self) { try OutputFile(path: folder.path(name), keeping: 5) }
            #expect(error?.code == .resumeRefused)
            #expect(error?.message == "\(folder.path(name)) has \(size) bytes, and the run had written 5")
        }
    }

    @Test func saysWhatCannotBeWritten() throws {
        try folder.write("", to: "file")
        for (path, reason) in [
            (folder.path, "is a directory"), (folder.path("file/out"), "not a directory"),
            ("/proc/none/out", "no such file or directory"),
        ] {
            let error = #expect(throws: PipelineError.self) { try OutputFile(path: path) }
            #expect(error?.code == .outputFailed)
            #expect(error?.message == "cannot write \(path): \(reason)")
        }
    }

    @Test func reportsAFullDeviceOnce() throws {
        let file = try OutputFile(path: "/dev/full")
        try file.write([0x61])
        let error = #expect(throws: PipelineError.self) { try file.close() }
        #expect(error?.message == "cannot write /dev/full: no space left on device")
        try file.close()
    }
}
