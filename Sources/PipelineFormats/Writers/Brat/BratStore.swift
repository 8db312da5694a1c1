internal import PipelineCore

/// The folder of a run that writes two files for each document, with a journal in it that says whose the files are.
///
/// The journal has a record with the name of each pair before the pair is made, and one with the number of documents when all
/// are safe. A run that goes on makes what came after that anew, under the same names.
final class BratStore: RecordStore {
    let documents: Int
    private let path: String
    private let files: any FileSystem
    private let journal: RunJournal
    /// How often a name was wanted, by a hash of it: of all documents, so as little as can be is held.
    private var wanted: [Int: Int32] = [:]
    private var folders: Set<String> = []

    /// - Parameter anew: takes away what an earlier run has written.
    init(_ path: String, anew: Bool, in files: any FileSystem) throws(PipelineError) {
        self.path = path
        self.files = files
        do {
            let place = "\(path)/.journal"
            for folder in try files.makeDirectories(path) { try files.syncDirectory(folder) }
            guard try files.status(path)?.isFolder == true else {
                throw PipelineError(
                    .outputFailed, "cannot write into \(path): it is no folder", location: SourceLocation(file: path))
            }
            var earlier = Names()
            let content = try RunJournal.read(place, from: files) { earlier.take($0) }
            if content == nil, try !files.names(in: path).allSatisfy({ $0 == ".journal" }) { throw Self.foreign(path) }
            if let content, !anew {
                documents = earlier.documents
                for name in earlier.safe { _ = Self.free(name, &wanted) }
                journal = try RunJournal(place, after: content, in: files)
                try journal.append(["again": true])
            } else {
                documents = 0
                if content != nil { try Self.remove(earlier.all, in: path, files) }
                journal = try RunJournal(place, header: ["format": "brat"], in: files)
                try journal.add(["documents": 0])
            }
        } catch {
            throw Self.failure(path, error)
        }
    }

    func write(_ record: [UInt8]) throws {
        var rest = record[...]
        do {
            while !rest.isEmpty {
                guard let next = BratRecord.take(&rest) else {
                    throw PipelineError(.outputFailed, "a worker made what is no file")
                }
                let base = Self.name(of: String(decoding: next.id, as: UTF8.self))
                try journal.append(["name": .string(base)])
                let name = Self.free(base, &wanted)
                try write(next.text, to: "\(name).txt")
                try write(next.annotations, to: "\(name).ann")
            }
        } catch {
            throw Self.failure(path, error)
        }
    }

    private func write(_ bytes: [UInt8], to name: String) throws {
        let place = "\(path)/\(name)"
        let folder = Path.directory(of: place)
        if folder != path, folders.insert(folder).inserted { try files.makeDirectories(folder) }
        let file = try files.open(place, emptied: true)
        if !bytes.isEmpty { try file.append(bytes) }
        try file.close()
    }

    func commit(documents: Int) throws {
        do {
            try files.syncAll(path)
            try journal.add(["documents": .integer(Int64(documents))])
        } catch {
            throw Self.failure(path, error)
        }
    }

    func finish() {}

    func close() throws { try journal.close() }

    /// Removes the files of an earlier run, and makes that safe before anything else is written.
    private static func remove(_ bases: [String], in path: String, _ files: any FileSystem) throws {
        var wanted: [Int: Int32] = [:]
        for base in bases {
            let name = free(base, &wanted)
            for ending in [".txt", ".ann"] where try files.status("\(path)/\(name)\(ending)") != nil {
                try files.remove("\(path)/\(name)\(ending)")
            }
        }
        try files.syncAll(path)
    }

    private static func foreign(_ path: String) -> PipelineError {
        PipelineError(
            .outputExists, "there are files in \(path) that no run has written", remedy: "write to another folder",
            location: SourceLocation(file: path))
    }

    private static func failure(_ path: String, _ error: any Error) -> PipelineError {
        error as? PipelineError
            ?? PipelineError(
                .outputFailed, "cannot write into \(path): \(String(describing: error).lowercasedFirst)",
                location: SourceLocation(file: path))
    }
}

// MARK: - Names

extension BratStore {
    /// What the journal of an earlier run says.
    private struct Names {
        var documents = 0
        /// In the order in which they were wanted.
        var safe: [String] = []
        private var open: [String] = []
        /// Of files that a killed run made, and the one that went on made anew.
        private var others: [String] = []

        var all: [String] { safe + open + others }

        mutating func take(_ record: Value) {
            guard let record = record.object else { return }
            if let name = record["name"]?.string {
                open.append(name)
            } else if let count = record["documents"]?.integer {
                documents = Int(count)
                safe += open
                open = []
            } else {
                others += open
                open = []
            }
        }
    }

    /// What a document's files are called, without ending, in the folder: nothing leads out of it or is hidden.
    static func name(of id: String) -> String {
        let parts = id.split(separator: "/").map { part in
            var bytes = Array(part.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: "_") : $0 }.prefix(200))
            while let last = bytes.last, last >= 0x80, String(validating: bytes, as: UTF8.self) == nil {
                bytes.removeLast()
            }
            if bytes.first == UInt8(ascii: ".") { bytes[0] = UInt8(ascii: "_") }
            return String(decoding: bytes, as: UTF8.self)
        }
        return parts.isEmpty ? "document" : parts.joined(separator: "/")
    }

    /// The name, or the first free one with a number.
    private static func free(_ name: String, _ wanted: inout [Int: Int32]) -> String {
        var candidate = name
        while true {
            let count = wanted[hash(candidate), default: 0] + 1
            wanted[hash(candidate)] = count
            if count == 1 { return candidate }
            candidate = "\(name)~\(count)"
        }
    }

    /// The same in each run.
    private static func hash(_ name: String) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: hash ^ (hash >> 32))
    }
}
