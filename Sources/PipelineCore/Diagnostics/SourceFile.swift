internal import SystemPackage

/// A file that a person wrote, kept for the excerpts in messages.
public struct SourceFile: Sendable {
    /// The path, as it was named.
    public let path: String
    /// The content.
    public let bytes: [UInt8]
    /// The first byte of each line: every rule of a file asks where it stands, and a file may hold thousands.
    private let lineStarts: [Int]

    /// A file whose content is at hand. Cost: one pass over it.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        lineStarts = [0] + bytes.indices.lazy.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }

    /// Reads a file.
    ///
    /// - Throws: ``PipelineError`` with code `file.unreadable`, which names the path and the reason.
    public init(path: String) throws(PipelineError) {
        self.init(path: path, bytes: try FileBytes.read(path))
    }

    /// How many lines there are; what follows the last line end is one, even if it is empty.
    var lineCount: Int { lineStarts.count }

    /// The text of a line, counted from 1, without its end.
    public func line(_ number: Int) -> String? {
        guard (1...lineCount).contains(number) else { return nil }
        let line = bytes[lineStarts[number - 1]..<(number < lineCount ? lineStarts[number] - 1 : bytes.count)]
        return String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }

    /// The place of a byte range in the file.
    public func location(ofBytes range: Range<Int>) -> SourceLocation {
        let start = min(range.lowerBound, bytes.count)
        let line = lineNumber(ofByte: start)
        let column = String(decoding: bytes[lineStarts[line - 1]..<start], as: UTF8.self).unicodeScalars.count + 1
        let marked = bytes[start..<min(max(start, range.upperBound), bytes.count)].prefix { $0 != UInt8(ascii: "\n") }
        let length = String(decoding: marked, as: UTF8.self).unicodeScalars.count
        return SourceLocation(file: path, line: line, column: column, length: max(1, length))
    }

    /// The line of a byte, counted from 1.
    private func lineNumber(ofByte offset: Int) -> Int {
        var (low, high) = (0, lineCount)
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return high
    }
}

/// Reads and writes whole files.
package enum FileBytes {
    /// Makes a file, or replaces its content.
    ///
    /// - Throws: ``PipelineError`` with code `output.failed`.
    package static func write(_ bytes: [UInt8], to path: String) throws(PipelineError) {
        let file = try OutputFile(path: path)
        try file.write(bytes)
        try file.close()
    }

    /// The content of a file.
    ///
    /// - Throws: ``PipelineError`` with code `file.unreadable`.
    package static func read(_ path: String) throws(PipelineError) -> [UInt8] {
        do {
            let file = try FileDescriptor.open(FilePath(path), .readOnly)
            let bytes = try file.closeAfter { try read(file) }
            FileLog.current?.add(path, bytes)
            return bytes
        } catch {
            throw PipelineError(
                .fileUnreadable, "cannot read \(path): \(String(describing: error).lowercasedFirst)",
                location: SourceLocation(file: path))
        }
    }

    private static func read(_ file: FileDescriptor) throws -> [UInt8] {
        // A hint only: a folder, for one, claims to be as large as can be.
        let size = min((try? file.seek(offset: 0, from: .end)).map(Int.init) ?? 0, 1 << 30)
        _ = try? file.seek(offset: 0, from: .start)
        var bytes = [UInt8]()
        // A folder tells a size beyond all measure; that it cannot be read is said by the first read.
        var chunk = max(size < 1 << 40 ? size + 1 : 0, 1 << 16)
        while true {
            let capacity = chunk
            let part = try [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if part.isEmpty { return bytes }
            if bytes.isEmpty { bytes = part } else { bytes += part }
            chunk = 1 << 16
        }
    }
}
