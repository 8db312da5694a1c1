import PipelineTestSupport
import Testing

@testable import PipelineCore

struct RunFolderTests {
    private let disk = SimulatedDisk()

    @Test func standsBesideTheOutput() throws {
        #expect(try RunFolder(of: "a/b/out.jsonl", in: disk).path == "a/b/.out.jsonl.run")
        #expect(disk.image.folders.isSuperset(of: ["a", "a/b", "a/b/.out.jsonl.run"]))
        #expect(try RunFolder(of: "/out", in: disk).path == "//.out.run")
    }

    @Test func isLockedAsLongAsItIsUsed() throws {
        var first: RunFolder? = try RunFolder(of: "out", in: disk)
        let error = #expect(throws: PipelineError.self) { try RunFolder(of: "out", in: disk) }
        #expect(error?.code == .runLocked && error?.message == "another run is writing out")
        #expect(first != nil)
        first = nil
        _ = try RunFolder(of: "out", in: disk)
    }

    @Test func saysWhatCannotBeKept() throws {
        let broken = SimulatedDisk(fault: .failure(at: 0))
        let error = #expect(throws: PipelineError.self) { try RunFolder(of: "out", in: broken) }
        #expect(error?.message == "cannot keep a journal for out: input/output error")
        #expect(error?.code == .outputFailed)
    }

    @Test func tellsWhatWasInWork() throws {
        do {
            let marks = try RunFolder(of: "out", in: disk).marks(after: nil)
            #expect(marks.suspects.isEmpty)
            marks.begin(4, on: 0)
            marks.begin(6, on: 1)
            marks.begin(2, on: 2)
            marks.begin(9, on: 3)
            marks.end(on: 3)
        }
        let folder = try RunFolder(of: "out", in: disk)
        #expect(try folder.marks(after: 4).suspects == [4, 6], "what was dealt with is innocent")
        #expect(try folder.marks(after: 4).suspects.isEmpty, "looked at once")
    }

    @Test func aRunThatBeginsAnewSuspectsNothing() throws {
        let folder = try RunFolder(of: "out", in: disk)
        try folder.marks(after: nil).begin(4, on: 0)
        #expect(try folder.marks(after: nil).suspects.isEmpty)
    }
}
