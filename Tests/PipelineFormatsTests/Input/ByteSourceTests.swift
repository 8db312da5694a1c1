import Foundation
import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("Bytes of files")
struct ByteSourceTests {
    private func read(_ bytes: [UInt8]) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        return try InputFiles.File(path: try folder.write(bytes, to: "in"), stem: "in").open().readAll()
    }

    /// What a program of the system makes of bytes.
    private func packed(_ bytes: [UInt8], by program: [String]) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let path = try folder.write(bytes, to: "in")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = program + [path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return [UInt8](output)
    }

    private static let long = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }

    @Test(arguments: [[], [0x61], long])
    func gzipIsExpanded(_ bytes: [UInt8]) throws {
        let packed = try packed(bytes, by: ["gzip", "-c"])
        #expect(packed.starts(with: [0x1F, 0x8B]))
        #expect(try read(packed) == bytes)
        #expect(try read(packed + packed) == bytes + bytes)
    }

    /// One frame each with a skippable frame between them, the data stored as they are.
    @Test func zstdIsExpanded() throws {
        let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x20, 0x03, 0x19, 0x00, 0x00, 0x61, 0x62, 0x63]
        let skipped: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 0x02, 0x00, 0x00, 0x00, 0xFF, 0xFF]
        #expect(try read(frame) == Array("abc".utf8))
        #expect(try read(frame + skipped + frame) == Array("abcabc".utf8))
    }

    @Test func whatIsDamagedOrCutIsAnError() throws {
        let gzip = try packed(Self.long, by: ["gzip", "-c"])
        let zstd: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x20, 0x03, 0x19, 0x00, 0x00, 0x61, 0x62, 0x63]
        for cut in [gzip.count - 1, gzip.count - 9, gzip.count / 2, 11, 5] {
            let error = try #require(throws: PipelineError.self) { try read(Array(gzip[..<cut])) }
            #expect(error.code == .fileUnreadable && error.message.hasSuffix("the gzip data end too soon"))
        }
        for cut in 5..<zstd.count {
            let error = try #require(throws: PipelineError.self) { try read(Array(zstd[..<cut])) }
            #expect(error.message.hasSuffix("the zstd data end too soon"))
        }
        var damaged = gzip
        damaged[gzip.count - 5] ^= 1
        let error = try #require(throws: PipelineError.self) { try read(damaged) }
        #expect(error.message.contains("the gzip data are damaged: "))
        var wrong = zstd
        wrong[6] = 0x1E
        #expect(throws: PipelineError.self) { try read(wrong) }
    }

    @Test func namesOfCompressedFilesCountWithoutTheirEnding() throws {
        let folder = try TemporaryFolder(["in/a.txt.gz": "one", "in/b.txt": "two", "in/c.gz": "no", "in/.gz": "no"])
        let files = try InputFiles.expand([folder.path("in")], suffixes: [".txt"])
        #expect(files.map(\.stem) == ["a", "b"])
    }
}
