internal import CPipelineProcess
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The files of the system.
package struct SystemFiles: FileSystem {
    package init() {}

    package func status(_ path: String) throws -> FileStatus? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw Errno(rawValue: errno)
        }
        var link = stat()
        let isLink = lstat(path, &link) == 0 && link.st_mode & S_IFMT == S_IFLNK
        return FileStatus(
            isRegular: status.st_mode & S_IFMT == S_IFREG, isFolder: status.st_mode & S_IFMT == S_IFDIR,
            isLink: isLink, size: Int(status.st_size),
            changed: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec))
    }

    package func read(_ path: String, from offset: Int, count: Int) throws -> [UInt8] {
        let file = try FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec])
        return try file.closeAfter {
            try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                while filled < count {
                    let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                    let part = try file.read(fromAbsoluteOffset: Int64(offset + filled), into: rest)
                    if part == 0 { break }
                    filled += part
                }
            }
        }
    }

    package func open(_ path: String, emptied: Bool) throws -> any WritableFile {
        if path == "-" { return SystemFile(.standardOutput) }
        return SystemFile(
            try FileDescriptor.open(
                FilePath(path), .writeOnly,
                options: emptied ? [.create, .truncate, .append, .closeOnExec] : [.create, .append, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead]))
    }

    package func makeDirectory(_ path: String) throws {
        try check(mkdir(path, 0o777) == 0 || errno == EEXIST)
    }

    package func rename(_ path: String, to other: String) throws {
        #if canImport(Glibc)
            try check(Glibc.rename(path, other) == 0)
        #else
            try check(Musl.rename(path, other) == 0)
        #endif
    }

    package func remove(_ path: String) throws { try check(unlink(path) == 0) }

    package func syncDirectory(_ path: String) throws {
        let folder = try FileDescriptor.open(FilePath(path), .readOnly, options: [.directory, .closeOnExec])
        // Some file systems cannot sync a folder, and have nothing to sync.
        try folder.closeAfter { try check(fsync(folder.rawValue) == 0 || errno == EINVAL) }
    }

    package func syncAll(_ path: String) throws {
        let folder = try FileDescriptor.open(FilePath(path), .readOnly, options: [.directory, .closeOnExec])
        try folder.closeAfter {
            let error = pipeline_process_sync_all(folder.rawValue)
            if error != 0 { throw Errno(rawValue: error) }
        }
    }

    package func names(in directory: String) throws -> [String] {
        guard let stream = opendir(directory) else { throw Errno(rawValue: errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    package func lock(_ directory: String) throws -> (any FileLock)? {
        let folder = try FileDescriptor.open(FilePath(directory), .readOnly, options: [.directory, .closeOnExec])
        let lock = SystemLock(folder)
        if flock(folder.rawValue, LOCK_EX | LOCK_NB) == 0 { return lock }
        if errno == EWOULDBLOCK { return nil }
        throw Errno(rawValue: errno)
    }

    package func marks(_ path: String) throws -> any MarkTable { try MappedMarks(path) }

    /// Keeps a descriptor from programs that are started.
    static func closeOnExec(_ descriptor: Int32) { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }

    private func check(_ succeeded: Bool) throws {
        if !succeeded { throw Errno(rawValue: errno) }
    }
}

private final class SystemFile: WritableFile {
    private let descriptor: FileDescriptor
    private let isClosed = AtomicFlag()

    init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

    deinit { try? close() }

    func append(_ bytes: [UInt8]) throws { try descriptor.writeAll(bytes) }

    func truncate(to length: Int) throws { try descriptor.resize(to: Int64(length)) }

    func sync() throws {
        guard fdatasync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
    }

    func close() throws {
        guard descriptor != .standardOutput, !isClosed.isSet else { return }
        isClosed.set()
        try descriptor.close()
    }
}

private final class SystemLock: FileLock {
    private let folder: FileDescriptor

    init(_ folder: FileDescriptor) { self.folder = folder }

    deinit {
        // A process that the host is just starting has a copy of the descriptor until it runs its program: closing this one
        // alone would leave the lock to it.
        _ = flock(folder.rawValue, LOCK_UN)
        try? folder.close()
    }
}

/// A page of a file that the kernel keeps, whatever becomes of the process. Putting a number in costs a store.
private final class MappedMarks: MarkTable {
    let count = 512
    // Never moves; each place is written by one thread at a time, and read before there are any.
    nonisolated(unsafe) private let start: UnsafeMutablePointer<UInt64>

    init(_ path: String) throws {
        let size = count * MemoryLayout<UInt64>.stride
        let file = try FileDescriptor.open(
            FilePath(path), .readWrite, options: [.create, .closeOnExec], permissions: [.ownerReadWrite])
        defer { try? file.close() }
        try file.resize(to: Int64(size))
        guard let page = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file.rawValue, 0), page != MAP_FAILED
        else { throw Errno(rawValue: errno) }
        start = page.bindMemory(to: UInt64.self, capacity: count)
    }

    deinit { munmap(start, count * MemoryLayout<UInt64>.stride) }

    subscript(index: Int) -> UInt64 {
        get { start[index % count] }
        set { start[index % count] = newValue }
    }
}
