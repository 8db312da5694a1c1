internal import PipelineCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A file that a script may read, opened.
///
/// The file is found first and opened only when what was found is right, so that no name can change its meaning in
/// between and nothing but a regular file is ever opened.
struct GrantedFile: ~Copyable {
    /// Larger files are refused.
    static let greatestSize = 64 << 20

    /// A descriptor that stands for a file without opening it (Linux). The header hides the name from Swift.
    private static let onlyFind: CInt = 0o10000000

    private let descriptor: CInt
    private let size: Int

    /// Finds a file.
    ///
    /// - Parameter path: relative to the folder of the definition.
    /// - Returns: `nil` when there is none.
    /// - Throws: ``PipelineError`` when it is not granted, lies elsewhere behind a symbolic link, or is no regular file.
    static func find(_ path: String, in grants: Grants) throws -> GrantedFile? {
        guard let path = Capability.normalized(path), !path.isEmpty else {
            throw PipelineError.script(
                "'\(path)' leads out of the definition's folder", remedy: "paths are relative to the definition")
        }
        guard let grant = grants.capabilities.first(where: { $0.allowsReading(path) }) else {
            throw grants.refusal("reading '\(path)'", needs: .readFile(path))
        }
        let descriptor = open(Path.resolve(path, in: grants.root), onlyFind | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw PipelineError.script("cannot read '\(path)': \(reason(errno))")
        }
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0
        let file = GrantedFile(descriptor: descriptor, size: Int(status.st_size))
        try file.check(path, grant, grants)
        guard isKnown, status.st_mode & S_IFMT == S_IFREG else {
            throw PipelineError.script("'\(path)' is no regular file")
        }
        return file
    }

    private init(descriptor: CInt, size: Int) {
        self.descriptor = descriptor
        self.size = size
    }

    deinit { close(descriptor) }

    /// What symbolic links led to must lie where the grant says.
    private func check(_ path: String, _ grant: Capability, _ grants: Grants) throws {
        var allowed: String?
        if case .readTree(let folder) = grant { allowed = Self.real(Path.resolve(folder, in: grants.root)) }
        let found = Self.path(of: descriptor)
        let root = Self.real(grants.root)
        for folder in [root, allowed ?? root] {
            guard let found, let folder, found.hasPrefix(folder == "/" ? folder : "\(folder)/") else {
                throw PipelineError.script("'\(path)' leads out of what is granted, behind a symbolic link")
            }
        }
    }

    /// Where an open file is, as the system knows it: nothing is resolved again.
    private static func path(of descriptor: CInt) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/fd/\(descriptor)", &buffer, buffer.count)
        guard count > 0, count < buffer.count else { return nil }
        return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func real(_ path: String) -> String? {
        guard let real = realpath(path.isEmpty ? "." : path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// The content.
    ///
    /// - Throws: ``PipelineError`` when it cannot be read or is too large.
    func content(_ path: String) throws -> [UInt8] {
        guard size <= Self.greatestSize else { throw Self.tooLarge(path) }
        let file = open("/proc/self/fd/\(descriptor)", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw PipelineError.script("cannot read '\(path)': \(Self.reason(errno))") }
        defer { close(file) }
        var bytes: [UInt8] = []
        while true {
            let part = [UInt8](unsafeUninitializedCapacity: max(1 << 16, bytes.isEmpty ? size + 1 : 0)) {
                buffer, count in
                count = max(0, read(file, buffer.baseAddress, buffer.count))
            }
            if part.isEmpty {
                FileLog.current?.add(path, bytes)
                return bytes
            }
            bytes = bytes.isEmpty ? part : bytes + part
            // It may have grown since it was found.
            guard bytes.count <= Self.greatestSize else { throw Self.tooLarge(path) }
        }
    }

    private static func tooLarge(_ path: String) -> PipelineError {
        PipelineError.script("'\(path)' is larger than \(greatestSize >> 20) MB")
    }

    private static func reason(_ code: CInt) -> String { String(cString: strerror(code)).lowercasedFirst }
}
