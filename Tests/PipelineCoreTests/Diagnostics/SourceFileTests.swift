import PipelineCore
import PipelineTestSupport
import Testing

struct SourceFileTests {
    private let file = SourceFile(path: "f.lua", bytes: Array("one\r\ntwo é😀x\n\nlast".utf8))

    @Test func givesLines() {
        #expect((0...5).map { file.line($0) } == [nil, "one", "two é😀x", "", "last", nil])
        #expect(SourceFile(path: "f", bytes: []).line(1)?.isEmpty == true)
        #expect(SourceFile(path: "f", bytes: [0xFF, 0x0A]).line(1) == "\u{FFFD}")
    }

    @Test func locatesBytesInScalars() {
        #expect(file.location(ofBytes: 0..<3) == SourceLocation(file: "f.lua", line: 1, column: 1, length: 3))
        #expect(file.location(ofBytes: 9..<15) == SourceLocation(file: "f.lua", line: 2, column: 5, length: 2))
        #expect(file.location(ofBytes: 15..<16).column == 7)
    }

    @Test func cutsAPlaceAtTheEndOfItsLine() {
        #expect(file.location(ofBytes: 15..<21) == SourceLocation(file: "f.lua", line: 2, column: 7, length: 1))
    }

    @Test func locatesTheEndAndWhatLiesBehindIt() {
        let end = SourceLocation(file: "f.lua", line: 4, column: 5, length: 1)
        #expect(file.location(ofBytes: 22..<22) == end)
        #expect(file.location(ofBytes: 90..<99) == end)
    }

    @Test func readsAFile() throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let path = try folder.write(bytes, to: "large.bin")
        #expect(try SourceFile(path: path).bytes == bytes)
        #expect(try SourceFile(path: try folder.write("", to: "empty")).bytes.isEmpty)
    }

    /// A folder can be opened and says that it is as large as can be; reading it is what fails.
    @Test func saysWhyAFileCannotBeRead() throws {
        let folder = try TemporaryFolder()
        for (path, reason) in [
            (folder.path("none.lua"), "no such file or directory"), (folder.path, "is a directory"),
        ] {
            let error = #expect(throws: PipelineError.self) { try SourceFile(path: path) }
            #expect(error?.code == .fileUnreadable)
            #expect(error?.message == "cannot read \(path): \(reason)")
            #expect(error?.location == SourceLocation(file: path))
        }
    }

    @Test func readsAFileThatHasNoSize() throws {
        #expect(try !SourceFile(path: "/proc/self/stat").bytes.isEmpty)
    }
}
