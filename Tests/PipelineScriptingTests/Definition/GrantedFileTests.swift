import Foundation
import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

struct GrantedFileTests {
    private let folder: TemporaryFolder
    private let grants: Grants

    init() throws {
        folder = try TemporaryFolder([
            "run/data/a.txt": "a", "run/data/inner/b.txt": "b", "run/other.txt": "other", "run/elsewhere/c.txt": "c",
            "secret.txt": "secret", "big/d.txt": "d",
        ])
        grants = Grants(
            root: folder.path("run"),
            capabilities: try [Capability("read:data/"), Capability("read:link.txt"), Capability("read:tree/")])
    }

    private func read(_ path: String, _ grants: Grants? = nil) throws -> String? {
        guard let file = try GrantedFile.find(path, in: grants ?? self.grants) else { return nil }
        return String(decoding: try file.content(path), as: UTF8.self)
    }

    private func refusal(_ path: String) throws -> String {
        try #require(throws: PipelineError.self) { try read(path) }.message
    }

    @Test func whatIsGrantedIsRead() throws {
        #expect(try read("data/a.txt") == "a")
        #expect(try read("./data/inner/b.txt") == "b")
        #expect(try read("data/none.txt") == nil)
        #expect(try read("data/a.txt/x") == nil)
        let all = Grants(root: folder.path("run"), capabilities: [.readTree("")])
        #expect(try read("other.txt", all) == "other")
        #expect(try refusal("other.txt") == "reading 'other.txt' is not granted")
    }

    @Test func aSymbolicLinkInsideIsFollowed() throws {
        try folder.link("run/data/near.txt", to: "inner/b.txt")
        try folder.link("run/data/folder", to: "inner")
        #expect(try read("data/near.txt") == "b")
        #expect(try read("data/folder/b.txt") == "b")
    }

    @Test(arguments: ["../../secret.txt", "../other.txt", "/etc/hosts", "../elsewhere/c.txt"])
    func aSymbolicLinkOutsideIsRefused(_ destination: String) throws {
        try folder.link("run/data/out.txt", to: destination)
        #expect(try refusal("data/out.txt") == "'data/out.txt' leads out of what is granted, behind a symbolic link")
        #expect(throws: PipelineError.self) { try GrantedFile.find("data/out.txt", in: grants) != nil }
    }

    @Test func aFolderThatIsALinkOutsideIsRefused() throws {
        try folder.link("run/data/way", to: "../..")
        try folder.link("run/tree", to: "../big")
        try folder.link("run/link.txt", to: "../secret.txt")
        #expect(try refusal("data/way/secret.txt").hasSuffix("behind a symbolic link"))
        #expect(try refusal("tree/d.txt").hasSuffix("behind a symbolic link"))
        #expect(try refusal("link.txt").hasSuffix("behind a symbolic link"))
    }

    @Test func aLinkInACircleIsAnError() throws {
        try folder.link("run/data/loop", to: "loop")
        #expect(try refusal("data/loop").hasPrefix("cannot read 'data/loop': "))
    }

    /// Reading a pipe would wait for ever, and a device may do anything when it is opened.
    @Test func pipesAndFoldersAreRefusedAndNotOpened() throws {
        #expect(mkfifo(folder.path("run/data/pipe"), 0o600) == 0)
        #expect(try refusal("data/pipe") == "'data/pipe' is no regular file")
        #expect(try refusal("data/inner") == "'data/inner' is no regular file")
        try folder.link("run/data/device", to: "/dev/zero")
        #expect(throws: PipelineError.self) { try read("data/device") }
    }

    @Test func aFileThatIsTooLargeIsRefused() throws {
        #expect(truncate(try folder.write("", to: "run/data/big"), off_t(GrantedFile.greatestSize) + 1) == 0)
        #expect(try refusal("data/big") == "'data/big' is larger than 64 MB")
        #expect(try GrantedFile.find("data/big", in: grants) != nil)
    }

    @Test func aDefinitionNamedWithoutFolderLooksBesideIt() throws {
        #expect(
            try Grants(root: ".", capabilities: [.readTree("")]).refusal("x", needs: Capability("env:A")).remedy
                == "say capabilities = { \"read:./\", \"env:A\" } in pipeline.define { … }")
    }
}
