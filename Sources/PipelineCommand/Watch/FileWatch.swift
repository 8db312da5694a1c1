import PipelineCore
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Waits until one of some files changes, however it is saved: written in place, or replaced by another under its name.
///
/// Folders are watched, not files: an editor that saves by renaming leaves a watch of the file on what it replaced.
struct FileWatch: ~Copyable {
    /// How long there has to be silence before a change counts as complete.
    private static let silence: Int32 = 12
    private static let events = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE)

    private let descriptor: Int32
    private var folders: [Int32: String] = [:]
    private var names: [String: Set<String>] = [:]
    private var isOpen = false

    /// - Throws: ``PipelineError`` when the system gives no more watches.
    init() throws(PipelineError) {
        descriptor = inotify_init1(Int32(IN_CLOEXEC))
        guard descriptor >= 0 else { throw Self.failure("files") }
    }

    deinit { close(descriptor) }

    /// Says which files count from now on.
    ///
    /// - Parameter orBeside: whether others in their folders count as well: one that is missing may be among them.
    /// - Throws: ``PipelineError`` when the system gives no more watches.
    mutating func follow(_ files: some Sequence<String>, orBeside: Bool = false) throws(PipelineError) {
        isOpen = orBeside
        names = [:]
        for file in files { names[Path.directory(of: file), default: []].insert(Path.name(of: file)) }
        for (watch, folder) in folders where names[folder] == nil {
            inotify_rm_watch(descriptor, watch)
            folders[watch] = nil
        }
        // Asked for anew each time: a folder that was taken away and came again is another one.
        for folder in names.keys.sorted() {
            let watch = inotify_add_watch(descriptor, folder, Self.events)
            if watch >= 0 { folders[watch] = folder } else if errno != ENOENT { throw Self.failure(folder) }
        }
    }

    /// Waits for a change and for silence after it.
    ///
    /// - Returns: the files that changed.
    mutating func wait() -> Set<String> {
        var changed = Set<String>()
        while true {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let count = poll(&waiting, 1, changed.isEmpty ? -1 : Self.silence)
            if count == 0 { return changed }
            if count > 0 { changed.formUnion(read()) }
        }
    }

    private func read() -> [String] {
        var bytes = [UInt8](repeating: 0, count: 1 << 14)
        #if canImport(Glibc)
            let count = Glibc.read(descriptor, &bytes, bytes.count)
        #else
            let count = Musl.read(descriptor, &bytes, bytes.count)
        #endif
        var changed: [String] = []
        let header = MemoryLayout<inotify_event>.size
        var offset = 0
        while offset + header <= count {
            // Safe: the system writes whole events, each with the length of its name.
            let event = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self) }
            let start = offset + header
            let name = String(decoding: bytes[start..<(start + Int(event.len))].prefix { $0 != 0 }, as: UTF8.self)
            if let folder = folders[event.wd], let known = names[folder], known.contains(name) || counts(name) {
                changed.append(folder == "." ? name : Path.resolve(name, in: folder))
            }
            offset = start + Int(event.len)
        }
        return changed
    }

    /// Drafts and backups of editors are nobody's rule files.
    private func counts(_ name: String) -> Bool { isOpen && !name.hasPrefix(".") && !name.hasSuffix("~") }

    private static func failure(_ what: String) -> PipelineError {
        PipelineError(
            .fileUnreadable, "cannot watch \(what): \(Errno(rawValue: errno))",
            remedy: "the system limits watches: see fs.inotify.max_user_watches")
    }
}
