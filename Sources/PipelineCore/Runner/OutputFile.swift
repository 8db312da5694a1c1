/// A file, or a stream such as standard output, that is written from start to end.
final class OutputFile {
    private static let bufferSize = 1 << 16

    let path: String
    /// Whether what was written can neither be cut nor read again: a pipe, a terminal, a device.
    let isStream: Bool
    /// How many bytes it has, those still in the buffer included.
    private(set) var length = 0
    private let files: any FileSystem
    private var file: (any WritableFile)?
    private var buffer: [UInt8] = []
    private var isSynced = true
    /// Folders in which names have come or gone since they were last synced.
    private var changedFolders: [String] = []

    /// Opens an output, making the folders on the way to it.
    ///
    /// - Parameters:
    ///   - isLazy: the file is made when something is written; one left over from an earlier run goes away.
    ///   - length: how much of it is good, when an earlier run goes on; what is behind that goes away.
    /// - Throws: ``PipelineError`` with code `output.failed`; with code `resume.refused` when the file has less.
    init(
        path: String, files: any FileSystem = SystemFiles(), isLazy: Bool = false, keeping length: Int = 0
    ) throws(PipelineError) {
        self.path = path
        self.files = files
        do {
            let status = try path == "-" ? nil : files.status(path)
            isStream = path == "-" || status.map { !$0.isRegular } ?? false
            if isLazy, length == 0 {
                // A device such as `/dev/null` is a place to write to and no leftover.
                guard !isStream, let status else { return }
                if status.isLink {
                    try open(keeping: 0, of: status.size)
                } else {
                    try files.remove(path)
                    changedFolders.append(Path.directory(of: path))
                }
            } else {
                try open(keeping: length, of: status?.size)
            }
        } catch {
            throw Self.failure(path, error)
        }
    }

    /// The folders in which names have come or gone; they are then somebody else's to sync.
    func takeChangedFolders() -> [String] {
        defer { changedFolders = [] }
        return changedFolders
    }

    /// Adds bytes; they reach the file at the latest when it is synced or closed.
    func write(_ bytes: [UInt8]) throws(PipelineError) {
        guard !bytes.isEmpty else { return }
        length += bytes.count
        if bytes.count < Self.bufferSize {
            buffer += bytes
            if buffer.count >= Self.bufferSize { try flush() }
        } else {
            try flush()
            try handOver(bytes)
        }
    }

    /// Hands over what was written when somebody may be waiting for it: a terminal or another program.
    func flushIfStream() throws(PipelineError) {
        if isStream { try flush() }
    }

    /// Makes all that was written safe, and the file's name.
    func sync() throws(PipelineError) {
        try flush()
        guard !isStream else { return }
        do {
            if !isSynced { try file?.sync() }
            isSynced = true
            // The innermost folder last: with its name on the disk, all that leads to it is there.
            for folder in changedFolders { try files.syncDirectory(folder) }
            changedFolders = []
        } catch {
            throw Self.failure(path, error)
        }
    }

    /// Writes what is left and closes the file.
    func close() throws(PipelineError) {
        try flush()
        do {
            try file?.close()
            file = nil
        } catch {
            throw Self.failure(path, error)
        }
    }

    /// Hands over what was written to the system.
    func flush() throws(PipelineError) {
        guard !buffer.isEmpty else { return }
        // What could not be written is not tried again.
        defer { buffer.removeAll(keepingCapacity: true) }
        try handOver(buffer)
    }

    private func handOver(_ bytes: [UInt8]) throws(PipelineError) {
        do {
            if file == nil { try open(keeping: 0, of: nil) }
            isSynced = false
            try file?.append(bytes)
        } catch {
            throw Self.failure(path, error)
        }
    }

    private func open(keeping length: Int, of size: Int?) throws {
        if path != "-", size == nil {
            let parent = Path.directory(of: path)
            changedFolders += try files.makeDirectories(parent) + [parent]
        }
        if !isStream, size ?? 0 < length {
            throw Self.shortened(path, to: size ?? 0, from: length)
        }
        let file = try files.open(path, emptied: length == 0)
        if length > 0, let size, size > length {
            try file.truncate(to: length)
            isSynced = false
        }
        self.length = max(self.length, length)
        self.file = file
    }

    /// Somebody has cut a file that an earlier run wrote, or taken it away.
    static func shortened(_ path: String, to size: Int, from length: Int) -> PipelineError {
        PipelineError(
            .resumeRefused, "\(path) has \(size) bytes, and the run had written \(length)",
            remedy: "put the file back as it was, or begin anew with --force", location: SourceLocation(file: path))
    }

    private static func failure(_ path: String, _ error: any Error) -> PipelineError {
        let target = path == "-" ? "standard output" : path
        return error as? PipelineError
            ?? PipelineError(
                .outputFailed, "cannot write \(target): \(String(describing: error).lowercasedFirst)",
                location: path == "-" ? nil : SourceLocation(file: path))
    }
}
