internal import PipelineCore

/// The bytes of a model: lent by the binary, or owned.
///
/// - Note: `@unchecked Sendable` because the memory is never written to after `init`: it is either constant data of the
///   binary, or an allocation that this object alone owns and frees.
final class ModelBytes: @unchecked Sendable {
    let buffer: UnsafeRawBufferPointer
    private let isOwned: Bool

    /// Bytes that outlive the object, such as constant data of the binary.
    init(lending buffer: UnsafeRawBufferPointer) {
        self.buffer = buffer
        isOwned = false
    }

    /// A copy of bytes, aligned as the sections need it.
    init(copying bytes: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
        copy.copyBytes(from: bytes)
        buffer = UnsafeRawBufferPointer(rebasing: copy[..<bytes.count])
        isOwned = true
    }

    deinit { if isOwned { buffer.deallocate() } }
}

/// A model file: a header, a table of sections, and the sections, each at a multiple of eight bytes. All numbers are
/// little-endian.
///
///     0   what kind of model it is and the version of the format, 8 bytes, such as "PIPETAG3"
///     8   length of the file, UInt64
///     16  checksum of all that follows, UInt64
///     24  number of sections, UInt64
///     32  offset and length of each section, UInt32 each
struct ModelSections {
    static let headerLength = 32

    private let buffer: UnsafeRawBufferPointer
    private let ranges: [Range<Int>]

    /// Checks the header and, if it is to verify, the checksum. Cost: then one pass over the bytes.
    ///
    /// - Throws: ``PipelineError`` with code `definition.invalid`.
    init(
        _ buffer: UnsafeRawBufferPointer, magic: String, count: Int, verifies: Bool
    ) throws(PipelineError) {
        guard buffer.count >= Self.headerLength, buffer.prefix(8).elementsEqual(magic.utf8) else {
            throw Self.invalid("it does not begin as one")
        }
        func number(_ offset: Int) -> UInt64 {
            UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        guard number(8) == UInt64(buffer.count) else { throw Self.invalid("it is cut short") }
        guard !verifies || number(16) == Self.checksum(UnsafeRawBufferPointer(rebasing: buffer[24...])) else {
            throw Self.invalid("its checksum is wrong")
        }
        guard number(24) == UInt64(count), Self.headerLength + 8 * count <= buffer.count else {
            throw Self.invalid("it has other sections")
        }
        var ranges: [Range<Int>] = []
        for index in 0..<count {
            let entry = number(Self.headerLength + 8 * index)
            let offset = Int(entry & 0xFFFF_FFFF)
            let length = Int(entry >> 32)
            guard offset % 8 == 0, offset + length <= buffer.count else { throw Self.invalid("a section lies outside") }
            ranges.append(offset..<offset + length)
        }
        self.buffer = buffer
        self.ranges = ranges
    }

    /// A section as an array of numbers.
    func numbers<Number: BitwiseCopyable>(_ section: Int, as type: Number.Type) -> UnsafeBufferPointer<Number> {
        UnsafeRawBufferPointer(rebasing: buffer[ranges[section]]).bindMemory(to: type)
    }

    /// A section as text.
    func text(_ section: Int) -> String { String(decoding: numbers(section, as: UInt8.self), as: UTF8.self) }

    static func invalid(_ reason: String) -> PipelineError {
        PipelineError(
            .definitionInvalid, "this is not a model of this kind: \(reason)",
            remedy: "make it again with the version of the pipeline that reads it")
    }

    /// A sum that any change of a byte or of the order changes.
    static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var sum = FeatureHash.seed
        var index = 0
        while index + 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            sum = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
            sum ^= sum >> 29
            index += 8
        }
        while index < bytes.count {
            sum = (sum ^ UInt64(bytes[index])) &* 0x100_0000_01b3
            index += 1
        }
        return sum
    }
}
