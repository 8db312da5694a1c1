import PipelineCore
import PipelineFormats
import PipelineTestSupport
import Testing

@Suite("read.text")
struct TextReaderTests {
    private func documents(_ table: Setting.Table) throws -> [Document] {
        let component = try #require(Formats.readers["text"])
        return try component.make(from: table).documents()
    }

    @Test func aFileIsADocument() throws {
        let folder = try TemporaryFolder(["in/b.txt": "Two.\n", "in/sub/a.txt": "One.\r\nMore.", "in/c.md": "no"])
        let table = Setting.Table(
            items: ["in"], fields: ["language": "en"], directory: folder.path)
        let documents = try documents(table)
        #expect(documents.map(\.id) == ["b", "sub/a"])
        #expect(documents.map(\.text.string) == ["Two.\n", "One.\r\nMore."])
        #expect(documents.map(\.source) == [folder.path("in/b.txt"), folder.path("in/sub/a.txt")])
        #expect(documents.allSatisfy { $0.language == "en" && $0.metadata.isEmpty })
    }

    @Test func severalPathsCome() throws {
        let folder = try TemporaryFolder(["a.txt": "1", "b.txt": "2", "c.md": "3"])
        let unnamed = Setting.Table(items: ["c.md", "a.txt"], directory: folder.path)
        #expect(try documents(unnamed).map(\.id) == ["c", "a"])
        let named = Setting.Table(fields: ["path": ["b.txt", "*.md"]], directory: folder.path)
        #expect(try documents(named).map(\.id) == ["b", "c"])
    }

    @Test(
        arguments: [
            ([], "", 0),
            ([0xEF, 0xBB, 0xBF, 0x61], "a", 0),
            ([0x61, 0xFF, 0x62], "a\u{FFFD}b", 1),
            ([0x00], "\u{0}", 0),
        ] as [([UInt8], String, Int)])
    func anyBytesAreText(_ bytes: [UInt8], _ text: String, _ repairs: Int) throws {
        let folder = try TemporaryFolder()
        let reader = TextReader(paths: [try folder.write(bytes, to: "a.txt")])
        let document = try #require(try reader.documents().first)
        #expect(document.text.string == text)
        #expect(document.text.repairs == repairs)
    }

    @Test func aFileThatIsGoneByItsTurnFailsAlone() throws {
        let folder = try TemporaryFolder(["a.txt": "1"])
        var source = try TextReader(paths: [folder.path("a.txt"), folder.path("a.txt")]).open()
        let raw = try #require(try source.next())
        #expect(raw.name == folder.path("a.txt"))
        #expect(raw.input == nil)
        #expect(try raw.read().text.string == "1")
        try folder.write([], to: "a.txt")
        #expect(try source.next()?.read().text.string == "")
    }

    @Test func openingSaysWhatIsMissing() throws {
        let error = try #require(throws: PipelineError.self) { try TextReader(paths: ["no/such.txt"]).open() }
        #expect("\(error)" == "no/such.txt: there is no file no/such.txt")
    }

    @Test func aReaderNeedsAPath() throws {
        let component = try #require(Formats.readers["text"])
        let error = try #require(throws: PipelineError.self) { try component.make(from: Setting.Table()) }
        #expect(
            error.message
                == "text needs the option 'path': files, folders, patterns or \"-\" for standard input")
    }
}
