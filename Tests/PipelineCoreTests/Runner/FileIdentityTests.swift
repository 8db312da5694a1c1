import PipelineTestSupport
import Testing

@testable import PipelineCore

struct FileIdentityTests {
    @Test func oneFileHasOneIdentityWhateverPathLeadsToIt() throws {
        let folder = try TemporaryFolder(["in/a": "1", "b": "1"])
        let link = try folder.link("link", to: folder.path("in/a"))
        let file = try #require(FileIdentity(of: folder.path("in/a")))
        #expect(FileIdentity(of: folder.path("in/../in/a")) == file)
        #expect(FileIdentity(of: link) == file)
        #expect(FileIdentity(of: folder.path("b")) != file)
    }

    @Test func onlyRegularFilesHaveOne() throws {
        let folder = try TemporaryFolder()
        #expect(FileIdentity(of: folder.path) == nil)
        #expect(FileIdentity(of: folder.path("missing")) == nil)
        #expect(FileIdentity(of: "/dev/null") == nil)
    }
}
