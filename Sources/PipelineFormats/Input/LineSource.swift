internal import PipelineCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The lines of a source. Holds one line, up to a limit, and one part of the source.
struct LineSource {
    private let source: any ByteSource
    private let largest: Int
    private var part: ArraySlice<UInt8> = []
    /// The number of the line that came last, from 1.
    private(set) var number: Int
    /// How many bytes the line that came last has.
    private(set) var size = 0
    /// How many bytes there were up to the end of it.
    private var offset = 0

    /// - Parameters:
    ///   - largest: how many bytes of a line are held.
    ///   - number: how many lines came before.
    init(_ source: any ByteSource, largest: Int = .max, after number: Int = 0) {
        self.source = source
        self.number = number
        self.largest = largest
    }

    /// Whether the line that came last has more bytes than are held.
    var isTooLong: Bool { size > largest }

    /// Where the next line begins; `nil` if the source cannot go there.
    var position: InputPosition? { source.isSeekable ? InputPosition(offset: offset, count: number) : nil }

    /// Goes on where a line began.
    ///
    /// - Throws: ``PipelineError`` when the source cannot be read.
    mutating func go(to position: InputPosition) throws(PipelineError) {
        try source.seek(to: position.offset)
        part = []
        offset = position.offset
        number = position.count
    }

    /// The next line without its end; `nil` after the last one. Of a line that is too long, a part comes.
    ///
    /// - Throws: ``PipelineError`` when the source cannot be read.
    mutating func next() throws(PipelineError) -> [UInt8]? {
        var line: [UInt8] = []
        size = 0
        while true {
            if let end = Self.end(in: part) {
                add(part[..<end], to: &line)
                part = part[(end + 1)...]
                offset += size + 1
                return taken(line)
            }
            add(part, to: &line)
            part = try source.next()[...]
            guard part.isEmpty else { continue }
            offset += size
            return size == 0 ? nil : taken(line)
        }
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>, to line: inout [UInt8]) {
        size += bytes.count
        if size <= largest { line += bytes }
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
