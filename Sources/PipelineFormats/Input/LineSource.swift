internal import PipelineCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The lines of a source. Holds one line and one part of the source.
struct LineSource {
    private let source: any ByteSource
    private var part: ArraySlice<UInt8> = []
    /// The number of the line that came last, from 1.
    private(set) var number = 0

    init(_ source: any ByteSource) { self.source = source }

    /// The next line without its end; `nil` after the last one.
    ///
    /// - Throws: ``PipelineError`` when the source cannot be read.
    mutating func next() throws(PipelineError) -> [UInt8]? {
        var line: [UInt8] = []
        while true {
            if let end = Self.end(in: part) {
                line += part[..<end]
                part = part[(end + 1)...]
                return taken(line)
            }
            line += part
            part = try source.next()[...]
            if part.isEmpty { return line.isEmpty ? nil : taken(line) }
        }
    }

    private static func end(in part: ArraySlice<UInt8>) -> Int? {
        part.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, let found = memchr(start, 0x0A, bytes.count) else { return nil }
            return part.startIndex + (UnsafeRawPointer(found) - start)
        }
    }

    private mutating func taken(_ line: [UInt8]) -> [UInt8] {
        number += 1
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
}
