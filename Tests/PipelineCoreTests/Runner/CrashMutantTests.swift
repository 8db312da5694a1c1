import PipelineTestSupport
import Synchronization
import Testing

@testable import PipelineCore

/// Runs that do one thing of the protocol wrong: the crash tests must find each of them out.
@Suite("Wrong ways to keep a journal")
struct CrashMutantTests {
    /// A file system that spoils one thing for the run that uses it.
    private final class Mutant: FileSystem {
        enum Mistake: Sendable {
            case journalFirst, noTruncation, noSync, noFolderSync
        }

        let base: SimulatedDisk
        let mistake: Mistake
        /// Outputs that are held back until the journal has been written.
        let held = Mutex<[@Sendable () throws -> Void]>([])

        init(_ base: SimulatedDisk, _ mistake: Mistake) {
            self.base = base
            self.mistake = mistake
        }

        func status(_ path: String) throws -> FileStatus? { try base.status(path) }
        func read(_ path: String, from offset: Int, count: Int) throws -> [UInt8] {
            try base.read(path, from: offset, count: count)
        }
        func open(_ path: String, emptied: Bool) throws -> any WritableFile {
            MutantFile(self, try base.open(path, emptied: emptied), isJournal: path.contains("/journal"))
        }
        func makeDirectory(_ path: String) throws { try base.makeDirectory(path) }
        func rename(_ path: String, to other: String) throws { try base.rename(path, to: other) }
        func remove(_ path: String) throws { try base.remove(path) }
        func syncDirectory(_ path: String) throws { if mistake != .noFolderSync { try base.syncDirectory(path) } }
        func syncAll(_ path: String) throws { if mistake != .noSync { try base.syncAll(path) } }
        func names(in directory: String) throws -> [String] { try base.names(in: directory) }
        func lock(_ directory: String) throws -> (any FileLock)? { try base.lock(directory) }
        func marks(_ path: String) throws -> any MarkTable { try base.marks(path) }
    }

    private final class MutantFile: WritableFile {
        let mutant: Mutant
        let base: any WritableFile
        let isJournal: Bool

        init(_ mutant: Mutant, _ base: any WritableFile, isJournal: Bool) {
            self.mutant = mutant
            self.base = base
            self.isJournal = isJournal
        }

        func append(_ bytes: [UInt8]) throws {
            guard mutant.mistake == .journalFirst else { return try base.append(bytes) }
            if isJournal {
                try base.append(bytes)
                for write in mutant.held.withLock({ $0 }) { try write() }
                mutant.held.withLock { $0 = [] }
            } else {
                mutant.held.withLock { held in held.append { [base] in try base.append(bytes) } }
            }
        }
        func truncate(to length: Int) throws { if mutant.mistake != .noTruncation { try base.truncate(to: length) } }
        func sync() throws { if mutant.mistake != .noSync { try base.sync() } }
        func close() throws {
            if mutant.mistake == .journalFirst {
                for write in mutant.held.withLock({ $0 }) { try write() }
                mutant.held.withLock { $0 = [] }
            }
            try base.close()
        }
    }

    /// Whether a kill at some effect shows the mistake.
    private func killsFindIt(_ mistake: Mutant.Mistake, _ reference: SimulatedDisk) async -> Bool {
        for index in 0..<reference.effects.count {
            let disk = SimulatedDisk(fault: .kill(at: index, isTorn: true))
            _ = await CrashRun.breaks(disk) { Mutant($0, mistake) }
            let difference = await CrashRun.difference(goingOnFrom: disk.image, reference.image) { Mutant($0, mistake) }
            if difference != nil { return true }
        }
        return false
    }

    /// Whether a loss of power after some effect shows the mistake.
    private func lossesFindIt(_ mistake: Mutant.Mistake, _ reference: SimulatedDisk) async throws -> Bool {
        let disk = SimulatedDisk()
        _ = try await CrashRun(files: Mutant(disk, mistake)).run()
        for count in 0..<disk.effects.count {
            for loss in SimulatedDisk.Loss.allCases {
                let image = disk.image(afterLosing: loss, at: count)
                if await CrashRun.difference(goingOnFrom: image, reference.image) != nil { return true }
            }
        }
        return false
    }

    @Test(arguments: [Mutant.Mistake.journalFirst, .noTruncation])
    private func killsFind(_ mistake: Mutant.Mistake) async throws {
        let reference = try await CrashRun.reference()
        #expect(await killsFindIt(mistake, reference))
    }

    @Test(arguments: [Mutant.Mistake.journalFirst, .noSync, .noFolderSync])
    private func lossesOfPowerFind(_ mistake: Mutant.Mistake) async throws {
        let reference = try await CrashRun.reference()
        #expect(try await lossesFindIt(mistake, reference))
    }
}
