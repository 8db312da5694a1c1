import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("Documents of files")
struct FileDocumentsTests {
    /// Files hold lines; a line is a document, and `!` cannot be read.
    private func found(_ files: [InputFiles.File]) -> [String] {
        var source = FileDocuments(files) { (file) throws(PipelineError) in
            var lines = LineSource(try file.open())
            return { () throws(PipelineError) in
                guard let line = try lines.next() else { return nil }
                if line == [0x21] { throw file.failure("it says !") }
                return RawDocument(name: "\(file.stem):\(lines.number)") {
                    Document(id: file.stem, text: DocumentText(line))
                }
            }
        }
        var found: [String] = []
        while let raw = source.next() {
            do {
                found.append("\(raw.name) \(try raw.read().text.string)")
            } catch {
                found.append((error as? PipelineError)?.message ?? "\(error)")
            }
        }
        return found
    }

    @Test func filesFollowEachOther() throws {
        let folder = try TemporaryFolder(["a": "1\n2", "b": "", "c": "3\n"])
        let files = ["a", "b", "c"].map { InputFiles.File(path: folder.path($0), stem: $0) }
        #expect(found(files) == ["a:1 1", "a:2 2", "c:1 3"])
        #expect(FileDocuments(files) { _ throws(PipelineError) in { nil } }.files == files.map(\.path))
    }

    @Test func whatCannotBeReadIsAFailedDocument() throws {
        let folder = try TemporaryFolder(["a": "1\n!\n2", "c": "3\n"])
        let files = ["a", "missing", "c"].map { InputFiles.File(path: folder.path($0), stem: $0) }
        let found = found(files)
        #expect(found.count == 4 && found[0] == "a:1 1" && found[3] == "c:1 3")
        #expect(found[1] == "cannot read \(folder.path("a")): it says !")
        #expect(found[2].hasPrefix("cannot read \(folder.path("missing")): "))
    }

    /// What has no place of its own is counted from the beginning of its file.
    @Test func aLaterRunGoesOnBehindAnyDocument() throws {
        let folder = try TemporaryFolder(["a.txt": "1", "b.txt": "2", "c.txt": "3"])
        #expect(try TextReader(paths: [folder.path]).misled() == [])
        let lines = try TemporaryFolder([
            "a.jsonl": "{\"text\":\"1\"}\n\n \n{\"text\":\"2\"}", "b.jsonl": "",
            "c.jsonl": "\u{FEFF}{\"text\":\"é\"}\r\nx\n",
        ])
        let narrow = Array("{\"text\":\"3\"}\n{\"text\":\"4\"}\n".utf8)
        let wide: [UInt8] = [0xFF, 0xFE] + narrow.flatMap { [$0, UInt8(0)] }
        try lines.write(wide, to: "d.jsonl")
        let reader = JSONLinesReader(paths: [lines.path])
        #expect(try reader.misled() == [])
        var source = try reader.open()
        var positions: [InputPosition] = []
        while let raw = try source.next(), let position = raw.position { positions.append(position) }
        #expect(positions.map(\.file) == [0, 0, 2, 2, 3, 3])
        #expect(positions.map(\.documents) == [0, 0, 0, 0, 1, 2], "what is decoded has no places")
    }

    @Test func aFileMayBeADocument() throws {
        let folder = try TemporaryFolder(["a": "1", "b": "2"])
        let files = ["a", "gone", "b"].map { InputFiles.File(path: folder.path($0), stem: $0) }
        var source = FileDocuments(files) { (file) throws(PipelineError) in
            Document(id: file.stem, text: DocumentText(try file.open().readAll()))
        }
        let first = source.next()
        #expect(try first?.read().text.string == "1")
        let next = source.next()
        let gone = try #require(next)
        #expect(throws: PipelineError.self) { try gone.read() }
        let last = source.next()
        #expect(try last?.read().text.string == "2")
        #expect(source.next() == nil)
    }
}
