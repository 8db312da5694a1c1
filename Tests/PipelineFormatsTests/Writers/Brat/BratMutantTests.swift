import PipelineTestSupport
import Synchronization
import Testing

@testable import PipelineCore
@testable import PipelineFormats

/// Runs that do one thing wrong with the journal of a brat folder: the crash tests must find each of them out.
@Suite("Wrong ways to keep a journal of many files")
struct BratMutantTests {
    /// A file system that spoils one thing for the run that uses it.
    private final class Mutant: FileSystem {
        enum Mistake: Sendable {
            /// The names of the files are not written down, or nobody says that those behind the last commit come again.
            case noNames, noAgain
            /// The number of documents is written down before the files are safe, or they never are.
            case countFirst, noSync

            /// What stands in the records that are left out.
            var leftOut: String? {
                switch self {
                case .noNames: "name"
                case .noAgain: "again"
                case .countFirst, .noSync: nil
                }
            }
        }

        let base: SimulatedDisk
        let mistake: Mistake
        /// The folder that is yet to be synced.
        let late = Mutex<String?>(nil)

        init(_ base: SimulatedDisk, _ mistake: Mistake) {
            self.base = base
            self.mistake = mistake
        }

        func status(_ path: String) throws -> FileStatus? { try base.status(path) }
        func read(_ path: String, from offset: Int, count: Int) throws -> [UInt8] {
            try base.read(path, from: offset, count: count)
        }
        func open(_ path: String, emptied: Bool) throws -> any WritableFile {
            let content = try path.hasSuffix("/.journal") && !emptied ? RunJournal.read(path, from: base) : nil
            let file = try base.open(path, emptied: emptied)
            return path.hasSuffix("/.journal") ? MutantJournal(self, file, after: content?.checksum ?? 0) : file
        }
        func makeDirectory(_ path: String) throws { try base.makeDirectory(path) }
        func rename(_ path: String, to other: String) throws { try base.rename(path, to: other) }
        func remove(_ path: String) throws { try base.remove(path) }
        func syncDirectory(_ path: String) throws { try base.syncDirectory(path) }
        func syncAll(_ path: String) throws {
            switch mistake {
            case .noSync: break
            case .countFirst: late.withLock { $0 = path }
            case .noNames, .noAgain: try base.syncAll(path)
            }
        }
        func names(in directory: String) throws -> [String] { try base.names(in: directory) }
        func lock(_ directory: String) throws -> (any FileLock)? { try base.lock(directory) }
        func marks(_ path: String) throws -> any MarkTable { try base.marks(path) }
    }

    /// A journal in which records are missing, and which is whole for all that.
    private final class MutantJournal: WritableFile {
        let mutant: Mutant
        let base: any WritableFile
        let checksum: Mutex<UInt32>

        init(_ mutant: Mutant, _ base: any WritableFile, after checksum: UInt32) {
            self.mutant = mutant
            self.base = base
            self.checksum = Mutex(checksum)
        }

        func append(_ bytes: [UInt8]) throws {
            let (size, body) = (bytes.prefix(4), bytes.dropFirst(8))
            if let key = mutant.mistake.leftOut, try JSONParser.parse(body).object?[key] != nil { return }
            let value = checksum.withLock { value in
                var checksum = Checksum(after: value)
                checksum.add(size)
                checksum.add(body)
                value = checksum.value
                return value
            }
            let sum = (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
            try base.append(Array(size) + sum + Array(body))
        }
        func truncate(to length: Int) throws { try base.truncate(to: length) }
        func sync() throws {
            try base.sync()
            let late = mutant.late.withLock { late in
                defer { late = nil }
                return late
            }
            if let late { try mutant.base.syncAll(late) }
        }
        func close() throws { try base.close() }
    }

    /// Whether a kill at some effect, and a second one while the run goes on, show the mistake.
    private func killsFindIt(_ mistake: Mutant.Mistake) async throws -> Bool {
        let reference = try await BratRun.reference(alone: true)
        for index in 0..<reference.effects.count {
            for next in stride(from: 3, to: reference.effects.count, by: 7) {
                let first = SimulatedDisk(fault: .kill(at: index, isTorn: true))
                try? await BratRun.run(Mutant(first, mistake), alone: true)
                let second = SimulatedDisk(first.image, fault: .kill(at: next, isTorn: true))
                try? await BratRun.run(Mutant(second, mistake), alone: true)
                let difference = await BratRun.difference(goingOnFrom: second.image, reference, alone: true) {
                    Mutant($0, mistake)
                }
                if difference != nil { return true }
            }
        }
        return false
    }

    /// Whether a loss of power after some effect shows the mistake.
    private func lossesFindIt(_ mistake: Mutant.Mistake) async throws -> Bool {
        let reference = try await BratRun.reference(alone: true)
        let disk = SimulatedDisk()
        try await BratRun.run(Mutant(disk, mistake), alone: true)
        for count in 0..<disk.effects.count {
            for loss in SimulatedDisk.Loss.allCases {
                let image = disk.image(afterLosing: loss, at: count)
                if await BratRun.difference(goingOnFrom: image, reference, alone: true) != nil { return true }
            }
        }
        return false
    }

    @Test(arguments: [Mutant.Mistake.noNames, .noAgain])
    private func killsFind(_ mistake: Mutant.Mistake) async throws {
        #expect(try await killsFindIt(mistake))
    }

    @Test(arguments: [Mutant.Mistake.countFirst, .noSync])
    private func lossesOfPowerFind(_ mistake: Mutant.Mistake) async throws {
        #expect(try await lossesFindIt(mistake))
    }
}
