#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Tells regular files apart whatever path leads to them.
struct FileIdentity: Hashable {
    private let device: UInt64
    private let number: UInt64

    /// The identity of a regular file; `nil` for anything else, and where there is nothing.
    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
    }
}
