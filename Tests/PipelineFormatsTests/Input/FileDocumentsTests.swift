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
