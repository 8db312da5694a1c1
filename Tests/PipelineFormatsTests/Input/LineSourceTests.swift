import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("Lines of files")
struct LineSourceTests {
    /// The lines of a file with the given contents, as `line content`.
    private func lines(_ contents: [UInt8]) throws -> [String] {
        let folder = try TemporaryFolder()
        let file = InputFiles.File(path: try folder.write(contents, to: "a"), stem: "a")
        var source = LineSource(try file.open())
        var lines: [String] = []
        while let line = try source.next() {
            lines.append("\(source.number) \(String(decoding: line, as: UTF8.self))")
        }
        return lines
    }

    private func lines(_ contents: String) throws -> [String] { try lines(Array(contents.utf8)) }

    @Test(arguments: [
        ("", []),
        ("\n", ["1 "]),
        ("a", ["1 a"]),
        ("a\n", ["1 a"]),
        ("a\nb", ["1 a", "2 b"]),
        ("a\r\nb\r\n", ["1 a", "2 b"]),
        ("a\r\nb\r", ["1 a", "2 b"]),
        ("a\rb\n", ["1 a\rb"]),
        ("\n\na\n\n", ["1 ", "2 ", "3 a", "4 "]),
        ("a\u{0}b\u{2028}c\n", ["1 a\u{0}b\u{2028}c"]),
    ])
    func aLineEndsAtALineFeed(_ text: String, _ expected: [String]) throws {
        #expect(try lines(text) == expected)
    }

    /// A buffer holds 65,536 bytes; the ends of lines fall on its edge, before and after it.
    @Test(arguments: [65_533, 65_534, 65_535, 65_536, 65_537, 131_072, 300_000])
    func aLineMayBeLongerThanABuffer(_ count: Int) throws {
        let long = String(repeating: "x", count: count)
        #expect(try lines("\(long)\r\nb\n\(long)\nc") == ["1 \(long)", "2 b", "3 \(long)", "4 c"])
    }

    @Test func theBytesAreLeftAsTheyAre() throws {
        let folder = try TemporaryFolder()
        let bytes: [UInt8] = [0x41, 0xFF, 0x00, 0x80]
        let file = InputFiles.File(path: try folder.write(bytes, to: "a"), stem: "a")
        var source = LineSource(try file.open())
        #expect(try source.next() == bytes)
        #expect(try source.next() == nil)
    }
}
