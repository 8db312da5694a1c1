import PipelineTestSupport
import Testing

@testable import PipelineCore

struct FileLogTests {
    @Test func remembersWhatIsReadWhileItLooks() throws {
        let folder = try TemporaryFolder(["a": "one", "b": "two"])
        let log = FileLog()
        try FileLog.$current.withValue(log) {
            _ = try SourceFile(path: folder.path("b"))
            _ = try FileBytes.read(folder.path("a"))
            _ = try? FileBytes.read(folder.path("none"))
        }
        _ = try FileBytes.read(folder.path("b"))
        #expect(log.identity.keys == ["file \(folder.path("a"))", "file \(folder.path("b"))"])
        #expect(log.identity["file \(folder.path("a"))"] == [.string(ContentHash.of(Array("one".utf8)))])
    }
}
