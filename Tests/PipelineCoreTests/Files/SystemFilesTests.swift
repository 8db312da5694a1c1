import Foundation
import PipelineTestSupport
import Testing

@testable import PipelineCore

struct SystemFilesTests {
    private let folder: TemporaryFolder
    private let files = SystemFiles()

    init() throws { folder = try TemporaryFolder() }

    @Test func tellsWhatIsThere() throws {
        try folder.write("four", to: "file")
        let link = try folder.link("link", to: "file")
        #expect(try files.status(folder.path("none")) == nil)
        #expect(try files.status(folder.path("file/none")) == nil)
        let file = try #require(try files.status(folder.path("file")))
        #expect(file.isRegular && !file.isLink && file.size == 4 && file.changed > 0)
        #expect(try files.status(link)?.isLink == true)
        #expect(try files.status("/dev/null")?.isRegular == false)
        #expect(try files.status(folder.path)?.isRegular == false)
    }

    @Test func addsCutsAndReads() throws {
        let path = folder.path("file")
        let file = try files.open(path, emptied: true)
        try file.append(Array("abcdef".utf8))
        try file.truncate(to: 4)
        try file.append(Array("x".utf8))
        try file.sync()
        try file.close()
        try file.close()
        #expect(folder.text("file") == "abcdx")
        #expect(try files.read(path, from: 2, count: 2) == Array("cd".utf8))
        #expect(try files.read(path, from: 2, count: 100) == Array("cdx".utf8))
        #expect(try files.read(path) == Array("abcdx".utf8))
        #expect(try files.read(folder.path("none")) == [])
        try files.open(path, emptied: false).append(Array("!".utf8))
        #expect(folder.text("file") == "abcdx!")
        _ = try files.open(path, emptied: true)
        #expect(folder.text("file")?.isEmpty == true)
    }

    @Test func makesFoldersAndTellsWhichChanged() throws {
        let changed = try files.makeDirectories(folder.path("a/b/c"))
        #expect(changed == [folder.path, folder.path("a"), folder.path("a/b")])
        #expect(try files.makeDirectories(folder.path("a/b")) == [])
        try files.makeDirectory(folder.path("a"))
        for folder in changed { try files.syncDirectory(folder) }
    }

    @Test func renamesAndRemoves() throws {
        try folder.write("new", to: "new")
        try folder.write("old", to: "old")
        try files.rename(folder.path("new"), to: folder.path("old"))
        #expect(folder.text("old") == "new" && folder.text("new") == nil)
        try files.remove(folder.path("old"))
        #expect(folder.text("old") == nil)
        #expect(throws: (any Error).self) { try files.remove(folder.path("old")) }
    }

    @Test func onlyOneHoldsALock() throws {
        var first = try files.lock(folder.path)
        #expect(first != nil)
        #expect(try files.lock(folder.path) == nil)
        first = nil
        #expect(try files.lock(folder.path) != nil)
    }

    /// A fork copies all descriptors, and keeps them until it runs another program.
    @Test func aCopyOfItsDescriptorHoldsNoLock() throws {
        var lock = try files.lock(folder.path)
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(Int32.init)
        let target = URL(fileURLWithPath: folder.path).resolvingSymlinksInPath().path
        let own = open.filter { number in
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(number)")) == target
        }
        let copies = own.map { dup($0) }
        defer { for copy in copies { close(copy) } }
        #expect(lock != nil && copies.count == 1)
        lock = nil
        #expect(try files.lock(folder.path) != nil)
    }

    @Test func marksOutliveTheirTable() throws {
        let path = folder.path("marks")
        do {
            let marks = try files.marks(path)
            #expect((0..<marks.count).allSatisfy { marks[$0] == 0 })
            marks[3] = 7
            marks[marks.count + 4] = 8
        }
        let marks = try files.marks(path)
        #expect(marks[3] == 7 && marks[4] == 8)
    }
}
