#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The page that a worker process shares with its parent. Holds which stage is at work, for when it does not return.
struct StagePage {
    private static let size = 4096
    private let start: UnsafeMutablePointer<UInt32>?

    /// Without a page, for a worker that was started by hand, marks are nowhere.
    ///
    /// - Parameter descriptor: where the page is; closed here.
    init(descriptor: Int32 = 3) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size == Self.size,
            let page = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), page != MAP_FAILED
        else {
            start = nil
            return
        }
        start = page.bindMemory(to: UInt32.self, capacity: 1)
        close(descriptor)
    }

    /// 1 for the first stage, 0 between documents.
    var mark: Int {
        get { Int(start?.pointee ?? 0) }
        nonmutating set { start?.pointee = UInt32(truncatingIfNeeded: newValue) }
    }
}
