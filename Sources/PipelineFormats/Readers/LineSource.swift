internal import PipelineCore
internal import SystemPackage

/// The lines of files, one after the other, each with its number. Holds one line and one buffer.
struct LineSource: ~Copyable {
    private static let bufferSize = 1 << 16

    private var files: ArraySlice<InputFiles.File>
    private var current: (file: InputFiles.File, descriptor: FileDescriptor, line: Int)?
    private var buffer: ArraySlice<UInt8> = []

    init(_ files: [InputFiles.File]) { self.files = files[...] }

    deinit {
        if let current, current.descriptor != .standardInput { try? current.descriptor.close() }
    }

    /// The next line without its end.
    ///
    /// - Throws: ``PipelineError`` when a file cannot be read.
    mutating func next() throws(PipelineError) -> (file: InputFiles.File, line: Int, bytes: [UInt8])? {
        var line: [UInt8] = []
        while true {
            if current == nil, try !openNext() { return nil }
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                line += buffer[..<end]
                buffer = buffer[(end + 1)...]
                return taken(line)
            }
            line += buffer
            if try !refill() {
                defer { close() }
                if !line.isEmpty { return taken(line) }
            }
        }
    }

    private mutating func taken(_ line: [UInt8]) -> (InputFiles.File, Int, [UInt8])? {
        guard let open = current else { return nil }
        current?.line += 1
        return (open.file, open.line + 1, line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }

    private mutating func openNext() throws(PipelineError) -> Bool {
        guard let file = files.popFirst() else { return false }
        do {
            let descriptor = file.path == "-" ? .standardInput : try FileDescriptor.open(FilePath(file.path), .readOnly)
            current = (file, descriptor, 0)
            return true
        } catch {
            throw Self.failure(file, error)
        }
    }

    private mutating func refill() throws(PipelineError) -> Bool {
        guard let current else { return false }
        do {
            let size = Self.bufferSize
            let bytes = try [UInt8](unsafeUninitializedCapacity: size) { pointer, count in
                count = try current.descriptor.read(into: UnsafeMutableRawBufferPointer(pointer))
            }
            buffer = bytes[...]
            return !bytes.isEmpty
        } catch {
            throw Self.failure(current.file, error)
        }
    }

    private mutating func close() {
        if let current, current.descriptor != .standardInput { try? current.descriptor.close() }
        current = nil
    }

    private static func failure(_ file: InputFiles.File, _ error: any Error) -> PipelineError {
        PipelineError(
            .fileUnreadable, "cannot read \(file.path): \(error)", location: SourceLocation(file: file.path))
    }
}
