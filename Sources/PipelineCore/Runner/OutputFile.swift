internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A file, or standard output, that is written from start to end.
final class OutputFile {
    private static let bufferSize = 1 << 16

    private let path: String
    private var descriptor: FileDescriptor?
    private var buffer: [UInt8] = []
    private let isInteractive: Bool

    /// Opens an output, making the folders on the way to it.
    ///
    /// - Parameter isLazy: the file is made when something is written; one left over from an earlier run goes away.
    /// - Throws: ``PipelineError`` with code `output.failed`.
    init(path: String, isLazy: Bool = false) throws(PipelineError) {
        self.path = path
        if path == "-" {
            descriptor = .standardOutput
            isInteractive = true
        } else if isLazy {
            isInteractive = false
            Self.removeRegularFile(path)
        } else {
            isInteractive = false
            descriptor = try Self.open(path)
        }
    }

    /// Adds bytes; they reach the file at the latest when it is closed.
    func write(_ bytes: [UInt8]) throws(PipelineError) {
        guard !bytes.isEmpty else { return }
        buffer += bytes
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Hands over what was written when somebody may be waiting for it: a terminal or another program.
    func flushIfInteractive() throws(PipelineError) {
        if isInteractive { try flush() }
    }

    /// Writes what is left and closes the file.
    func close() throws(PipelineError) {
        try flush()
        do {
            try closeDescriptor()
        } catch {
            throw Self.failure(path, error)
        }
    }

    /// What could not be written is given up; the descriptor is not.
    deinit { try? closeDescriptor() }

    private func closeDescriptor() throws {
        guard let descriptor, descriptor != .standardOutput else { return }
        self.descriptor = nil
        try descriptor.close()
    }

    private func flush() throws(PipelineError) {
        guard !buffer.isEmpty else { return }
        let descriptor: FileDescriptor
        if let open = self.descriptor { descriptor = open } else { descriptor = try Self.open(path) }
        self.descriptor = descriptor
        do {
            try descriptor.writeAll(buffer)
        } catch {
            buffer = []
            throw Self.failure(path, error)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func open(_ path: String) throws(PipelineError) -> FileDescriptor {
        do {
            try makeDirectory(Path.directory(of: path))
            return try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .truncate],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            throw failure(path, error)
        }
    }

    /// A device such as `/dev/null` is a place to write to and no leftover.
    private static func removeRegularFile(_ path: String) {
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG { unlink(path) }
    }

    private static func makeDirectory(_ path: String) throws {
        guard path != ".", path != "/", access(path, F_OK) != 0 else { return }
        try makeDirectory(Path.directory(of: path))
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
    }

    private static func failure(_ path: String, _ error: any Error) -> PipelineError {
        let target = path == "-" ? "standard output" : path
        return PipelineError(
            .outputFailed, "cannot write \(target): \(String(describing: error).lowercasedFirst)",
            location: path == "-" ? nil : SourceLocation(file: path))
    }
}
