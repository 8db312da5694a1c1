import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("Lines of files")
struct LineSourceTests {
    /// The lines of files with the given contents, as `file:line content`.
    private func lines(_ contents: [UInt8]...) throws -> [String] {
        let folder = try TemporaryFolder()
        let files = try contents.enumerated().map { index, bytes in
            InputFiles.File(path: try folder.write(bytes, to: "\(index)"), stem: "\(index)")
        }
        var source = LineSource(files)
        var lines: [String] = []
        while let (file, line, bytes) = try source.next() {
            lines.append("\(file.stem):\(line) \(String(decoding: bytes, as: UTF8.self))")
        }
        return lines
    }

    private func lines(_ contents: String) throws -> [String] { try lines(Array(contents.utf8)) }

    @Test(arguments: [
        ("", []),
        ("\n", ["0:1 "]),
        ("a", ["0:1 a"]),
        ("a\n", ["0:1 a"]),
        ("a\nb", ["0:1 a", "0:2 b"]),
        ("a\r\nb\r\n", ["0:1 a", "0:2 b"]),
        ("a\r\nb\r", ["0:1 a", "0:2 b"]),
        ("a\rb\n", ["0:1 a\rb"]),
        ("\n\na\n\n", ["0:1 ", "0:2 ", "0:3 a", "0:4 "]),
        ("a\u{0}b\u{2028}c\n", ["0:1 a\u{0}b\u{2028}c"]),
    ])
    func aLineEndsAtALineFeed(_ text: String, _ expected: [String]) throws {
        #expect(try lines(text) == expected)
    }

    /// A buffer holds 65,536 bytes; the ends of lines fall on its edge, before and after it.
    @Test(arguments: [65_533, 65_534, 65_535, 65_536, 65_537, 131_072, 300_000])
    func aLineMayBeLongerThanABuffer(_ count: Int) throws {
        let long = String(repeating: "x", count: count)
        #expect(try lines("\(long)\r\nb\n\(long)\nc") == ["0:1 \(long)", "0:2 b", "0:3 \(long)", "0:4 c"])
    }

    @Test func filesFollowEachOtherAndCountTheirOwnLines() throws {
        let found = try lines(Array("a\nb".utf8), [], Array("c\n".utf8), Array("\n".utf8))
        #expect(found == ["0:1 a", "0:2 b", "2:1 c", "3:1 "])
    }

    @Test func theBytesAreLeftAsTheyAre() throws {
        let folder = try TemporaryFolder()
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF, 0xFF, 0x00, 0x80]
        var source = LineSource([InputFiles.File(path: try folder.write(bytes, to: "a"), stem: "a")])
        #expect(try source.next()?.bytes == bytes)
        #expect(try source.next()?.line == nil)
    }

    @Test func aFileThatCannotBeReadIsAnError() throws {
        let folder = try TemporaryFolder()
        for name in ["missing", ""] {
            var source = LineSource([InputFiles.File(path: folder.path(name), stem: "")])
            do {
                _ = try source.next()
                Issue.record("\(name) was read")
            } catch {
                #expect(error.code == .fileUnreadable)
                #expect(error.message.hasPrefix("cannot read \(folder.path(name)): "))
            }
        }
    }
}
