internal import PipelineCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The bytes of a compiled phrase list: built in memory, or a file that the system maps and all processes share.
///
/// - Note: `@unchecked Sendable` because the memory is never written to after `init`: it is either an allocation that
///   this object alone owns, or a mapping without the right to write.
final class PhraseBytes: @unchecked Sendable {
    let buffer: UnsafeRawBufferPointer
    private let isMapped: Bool

    /// A copy of bytes, aligned as the sections need it.
    init(copying bytes: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
        copy.copyBytes(from: bytes)
        buffer = UnsafeRawBufferPointer(rebasing: copy[..<bytes.count])
        isMapped = false
    }

    /// A file, read as its pages are needed.
    ///
    /// - Throws: ``PipelineError`` with code `file.unreadable`.
    init(mapping path: String) throws(PipelineError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw Self.unreadable(path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw Self.unreadable(path) }
        let count = Int(status.st_size)
        // The whole file is looked at once for its checksum, so the system may fetch it ahead.
        guard count > 0, let address = mmap(nil, count, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0),
            address != MAP_FAILED
        else { throw Self.unreadable(path) }
        buffer = UnsafeRawBufferPointer(start: address, count: count)
        isMapped = true
    }

    deinit {
        guard let address = buffer.baseAddress else { return }
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: address), buffer.count)
        } else {
            buffer.deallocate()
        }
    }

    private static func unreadable(_ path: String) -> PipelineError {
        PipelineError(
            .fileUnreadable, "cannot read \(path): \(String(cString: strerror(errno)).lowercased())",
            location: SourceLocation(file: path))
    }

    /// The first bytes of a file; fewer when it is shorter or cannot be read.
    static func prefix(of path: String, count: Int) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, read(file, buffer.baseAddress, count))
        }
    }
}
