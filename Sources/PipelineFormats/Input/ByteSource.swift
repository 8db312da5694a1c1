internal import CPipelineLibraries
internal import PipelineCore
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Bytes, a part at a time.
protocol ByteSource: AnyObject {
    /// The next part; empty at the end.
    ///
    /// - Throws: ``PipelineError`` with code `file.unreadable`.
    func next() throws(PipelineError) -> [UInt8]

    /// Whether it can be told where to go on.
    var isSeekable: Bool { get }

    /// Goes on behind so many of its bytes.
    ///
    /// - Precondition: it is seekable.
    /// - Throws: ``PipelineError`` with code `file.unreadable`.
    func seek(to offset: Int) throws(PipelineError)
}

extension ByteSource {
    /// What is expanded or decoded is not.
    var isSeekable: Bool { false }

    func seek(to offset: Int) throws(PipelineError) { preconditionFailure("the source is not seekable") }

    /// All that is left.
    ///
    /// - Throws: ``PipelineError``; with code `document.too-large` when it is more than it may be.
    func readAll(_ limits: ReadLimits = ReadLimits()) throws(PipelineError) -> [UInt8] {
        var bytes = try next()
        while true {
            let part = try next()
            if part.isEmpty { return bytes }
            bytes += part
            if bytes.count > limits.largest { throw limits.error(bytes.count) }
        }
    }
}

extension InputFiles.File {
    /// The contents, expanded if they are compressed, whatever the name says, and in UTF-8.
    ///
    /// - Throws: ``PipelineError`` when the file cannot be opened, or the system does not know the charset.
    func open(_ charset: Charset = .utf8) throws(PipelineError) -> any ByteSource {
        let plain = try openExpanded()
        return try charset.decoded(plain, of: self)
    }

    /// The contents, expanded if they are compressed, in the charset in which they are.
    func openExpanded() throws(PipelineError) -> any ByteSource {
        let raw = PeekedSource(try FileSource(self))
        let start = try raw.peek(4)
        if start.starts(with: [0x1F, 0x8B]) { return try ExpandingSource(raw, of: CPLIB_GZIP, in: self) }
        if start.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return try ExpandingSource(raw, of: CPLIB_ZSTD, in: self) }
        return raw
    }

    func failure(_ problem: String) -> PipelineError {
        PipelineError(.fileUnreadable, "cannot read \(path): \(problem)", location: SourceLocation(file: path))
    }
}

/// A file or standard input.
private final class FileSource: ByteSource {
    private static let partSize = 1 << 16

    private let file: InputFiles.File
    private let descriptor: FileDescriptor
    /// What ends a wait; -1 where nothing is waited for, or nobody can.
    private let wake: Int32
    let isSeekable: Bool

    init(_ file: InputFiles.File) throws(PipelineError) {
        self.file = file
        let isRegular = file.path != "-" && (try? SystemFiles().status(file.path))?.isRegular ?? false
        isSeekable = isRegular
        wake = isRegular ? -1 : file.limits.control?.wakeDescriptor ?? -1
        do {
            descriptor = file.path == "-" ? .standardInput : try FileDescriptor.open(FilePath(file.path), .readOnly)
        } catch {
            throw file.failure("\(error)")
        }
    }

    deinit { if descriptor != .standardInput { try? descriptor.close() } }

    func seek(to offset: Int) throws(PipelineError) {
        do {
            try descriptor.seek(offset: Int64(offset), from: .start)
        } catch {
            throw file.failure("\(error)")
        }
    }

    func next() throws(PipelineError) -> [UInt8] {
        do {
            if isStopped { return [] }
            let descriptor = descriptor
            return try [UInt8](unsafeUninitializedCapacity: Self.partSize) { pointer, count in
                count = try descriptor.read(into: UnsafeMutableRawBufferPointer(pointer))
            }
        } catch {
            throw file.failure("\(error)")
        }
    }
}

extension FileSource {
    /// Waits for input, or until the run has been asked to end.
    private var isStopped: Bool {
        guard wake >= 0 else { return false }
        var waits = [descriptor.rawValue, wake].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while poll(&waits, 2, -1) < 0, errno == EINTR {}
        return waits[1].revents != 0
    }
}

/// A source whose beginning can be looked at before it is read.
final class PeekedSource: ByteSource {
    private let source: any ByteSource
    private var start: [UInt8] = []
    /// How many bytes have been left out at the beginning.
    private var skipped = 0

    init(_ source: any ByteSource) { self.source = source }

    var isSeekable: Bool { source.isSeekable }

    func seek(to offset: Int) throws(PipelineError) {
        start = []
        try source.seek(to: offset + skipped)
    }

    /// The first bytes, fewer only if there are no more. Must come before ``next()``.
    func peek(_ count: Int) throws(PipelineError) -> ArraySlice<UInt8> {
        while start.count < count {
            let part = try source.next()
            if part.isEmpty { break }
            start += part
        }
        return start.prefix(count)
    }

    /// Leaves out bytes that were looked at.
    func skip(_ count: Int) {
        start.removeFirst(count)
        skipped += count
    }

    func next() throws(PipelineError) -> [UInt8] {
        guard !start.isEmpty else { return try source.next() }
        defer { start = [] }
        return start
    }
}

/// Compressed bytes, expanded.
private final class ExpandingSource: ByteSource {
    private static let partSize = 1 << 16

    private let file: InputFiles.File
    private let source: any ByteSource
    private let expander: OpaquePointer
    private let kind: String
    private var input: ArraySlice<UInt8> = []
    private var isAtEnd = false

    init(_ source: any ByteSource, of kind: cplib_compression, in file: InputFiles.File) throws(PipelineError) {
        let isGzip = kind == CPLIB_GZIP
        self.kind = isGzip ? "gzip" : "zstd"
        guard let expander = cplib_open_expander(kind) else {
            throw file.failure(
                isGzip ? "gzip needs zlib (Debian: zlib1g)" : "zstd needs libzstd (Debian: libzstd1)")
        }
        self.expander = expander
        self.source = source
        self.file = file
    }

    deinit { cplib_close_expander(expander) }

    func next() throws(PipelineError) -> [UInt8] {
        while true {
            if input.isEmpty, !isAtEnd {
                input = try source.next()[...]
                isAtEnd = input.isEmpty
            }
            let output = try expand()
            if !output.isEmpty { return output }
            guard isAtEnd else { continue }
            if cplib_expects_more(expander) { throw file.failure("the \(kind) data end too soon") }
            return []
        }
    }

    private func expand() throws(PipelineError) -> [UInt8] {
        var consumed = 0
        var isSound = true
        let output = [UInt8](unsafeUninitializedCapacity: Self.partSize) { output, count in
            guard let start = output.baseAddress else { return }
            isSound = input.withUnsafeBufferPointer {
                cplib_expand(expander, $0.baseAddress, $0.count, &consumed, start, output.count, &count)
            }
        }
        input = input.dropFirst(consumed)
        guard isSound else {
            let problem = String(cString: cplib_expander_message(expander))
            throw file.failure("the \(kind) data are damaged: \(problem)")
        }
        return output
    }
}
