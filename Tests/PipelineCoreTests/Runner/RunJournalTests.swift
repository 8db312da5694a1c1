import PipelineTestSupport
import Testing

@testable import PipelineCore

struct RunJournalTests {
    private let disk = SimulatedDisk()

    private func journal(_ count: Int) throws -> [UInt8] {
        let journal = try RunJournal("journal", header: ["format": 1], in: disk)
        for number in 0..<count { try journal.add(.integer(Int64(number))) }
        return try disk.read("journal")
    }

    private func content(_ bytes: [UInt8]) throws -> RunJournal.Content? {
        var image = SimulatedDisk.Image()
        image.files["journal"] = bytes
        return try RunJournal.read("journal", from: SimulatedDisk(image))
    }

    @Test func givesTheLastCommitBack() throws {
        let bytes = try journal(12)
        let content = try #require(try content(bytes))
        #expect(content.header == ["format": 1] && content.commit == 11)
        #expect(content.length == bytes.count && !content.hasTail)
        #expect(try self.content(journal(0))?.commit == nil)
    }

    @Test func thereIsNoneWithoutAHeader() throws {
        #expect(try RunJournal.read("journal", from: disk) == nil)
        for bytes in [[], [0], [UInt8](repeating: 0, count: 64), Array("something else altogether".utf8)] {
            #expect(try content(bytes) == nil)
        }
    }

    @Test func everyCutLeavesTheCommitsBeforeIt() throws {
        let bytes = try journal(3)
        var last: Value?
        for length in 0...bytes.count {
            let content = try content(Array(bytes[..<length]))
            #expect(content.map { $0.length + ($0.hasTail ? 1 : 0) } ?? 0 <= length)
            #expect((content?.commit?.integer ?? -1) >= (last?.integer ?? -1))
            last = content?.commit
        }
        #expect(last == 2)
    }

    @Test func everyChangedByteIsNoticed() throws {
        let bytes = try journal(3)
        for index in bytes.indices {
            for change: UInt8 in [1, 0x80, bytes[index]] where change != 0 {
                var other = bytes
                other[index] ^= change
                let content = try content(other)
                #expect(content?.commit != 2 && content?.hasTail != false, "byte \(index)")
            }
        }
    }

    /// A record is valid behind those before which it was written, and nowhere else.
    @Test func aRecordFitsItsPlaceAlone() throws {
        let two = try journal(2)
        let one = try journal(1)
        let header = try journal(0)
        let second = two[one.count...]
        #expect(try content(header + second)?.commit == nil)
        #expect(try content(two + second)?.commit == 1)
    }

    @Test func goesOnWithoutWhatIsBroken() throws {
        var image = SimulatedDisk.Image()
        image.files["journal"] = try journal(2) + [9, 0, 0, 0, 1, 2]
        let disk = SimulatedDisk(image)
        let content = try #require(try RunJournal.read("journal", from: disk))
        #expect(content.hasTail)
        try RunJournal("journal", after: content, in: disk).add("more")
        let after = try #require(try RunJournal.read("journal", from: disk))
        #expect(after.commit == "more" && !after.hasTail)
    }
}
