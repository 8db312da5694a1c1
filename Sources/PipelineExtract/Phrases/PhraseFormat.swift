internal import PipelineCore

/// A compiled phrase list: a header, a table of sections, and the sections, each at a multiple of eight bytes. All
/// numbers are little-endian.
///
///     0   magic, 8 bytes: "PLPHRASE"
///     8   version, UInt32
///     12  what is compared, UInt32: the position in ``PhraseList/Match``
///     16  checksum of all that follows, UInt64
///     24  length of the file, UInt64
///     32  different phrases, phrases, entries, columns, UInt32 each
///     48  whether every entry has a label, UInt32; nothing, UInt32
///     56  offset and length of each section, UInt64 each
struct PhraseFormat {
    enum Section: Int, CaseIterable {
        /// The distinct words one after the other, and where each begins; word 0 is the empty one.
        case wordBytes, wordStarts
        /// A hash table from words to their numbers: half of the hash beside the number.
        case wordSlots
        /// For each word the node that it leads to from the root; 0 for none.
        case roots
        /// For each node the word that leads to it, its first child and its first phrase; one entry more than nodes. The
        /// children of a node stand together.
        case nodes
        /// For each phrase its entry.
        case entries
        /// A Bloom filter over pairs of node and word, and a hash table from them to the node behind.
        case filter, edges
        /// For each entry and column the number of a string, which is a value as JSON; 0 for none.
        case cells
        /// The names of the columns, as numbers of strings.
        case columns
        /// The distinct strings one after the other, and where each begins; string 0 is the empty one.
        case stringBytes, stringStarts
    }

    static let magic: [UInt8] = Array("PLPHRASE".utf8)
    static let version: UInt32 = 1
    static let headerLength = 56 + 16 * Section.allCases.count

    /// What stands in the header beside the sections.
    struct Counts {
        var distinct: UInt32 = 0
        var phrases: UInt32 = 0
        var entries: UInt32 = 0
        var columns: UInt32 = 0
        var hasAllLabels = false
    }

    let match: PhraseList.Match
    let counts: Counts
    private let buffer: UnsafeRawBufferPointer
    private let ranges: [Range<Int>]

    /// Checks the header, the checksum and the sizes of the sections. Numbers within the sections are checked where they
    /// are used. Cost: one pass over the bytes.
    ///
    /// - Throws: ``PipelineError`` with code `definition.invalid`.
    init(_ buffer: UnsafeRawBufferPointer, path: String?) throws(PipelineError) {
        func number<Number: FixedWidthInteger>(_ offset: Int, _ type: Number.Type) -> Number {
            Number(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: type))
        }
        guard buffer.count >= Self.headerLength else { throw Self.invalid("it is cut short", path) }
        guard buffer.prefix(8).elementsEqual(Self.magic) else { throw Self.invalid("it does not begin as one", path) }
        guard number(8, UInt32.self) == Self.version else { throw Self.otherVersion(number(8, UInt32.self), path) }
        let length = number(24, UInt64.self)
        guard length == UInt64(buffer.count) else {
            throw Self.invalid("it has \(buffer.count) bytes and should have \(length)", path)
        }
        guard number(16, UInt64.self) == Self.checksum(UnsafeRawBufferPointer(rebasing: buffer[24...])) else {
            throw Self.invalid("its checksum is wrong", path)
        }
        let known = PhraseList.Match.allCases
        let match = Int(number(12, UInt32.self))
        guard match < known.count else { throw Self.invalid("it compares something unknown", path) }
        self.match = known[match]
        counts = Counts(
            distinct: number(32, UInt32.self), phrases: number(36, UInt32.self), entries: number(40, UInt32.self),
            columns: number(44, UInt32.self), hasAllLabels: number(48, UInt32.self) != 0)
        ranges = try Self.ranges(buffer.count, path) { number(56 + 8 * $0, UInt64.self) }
        self.buffer = buffer
        try checkSizes(path)
    }

    private static func ranges(
        _ length: Int, _ path: String?, _ number: (Int) -> UInt64
    ) throws(PipelineError) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for index in Section.allCases.indices {
            let (offset, count) = (number(2 * index), number(2 * index + 1))
            let (end, overflow) = offset.addingReportingOverflow(count)
            guard offset % 8 == 0, !overflow, end <= UInt64(length) else {
                throw invalid("a section lies outside", path)
            }
            ranges.append(Int(offset)..<Int(end))
        }
        return ranges
    }

    /// The sections agree with each other in their lengths.
    private func checkSizes(_ path: String?) throws(PipelineError) {
        let words = numbers(.roots, as: UInt32.self).count
        let (cells, overflow) = Int(counts.entries).multipliedReportingOverflow(by: Int(counts.columns))
        let areSizesRight =
            words > 0 && numbers(.wordStarts, as: UInt32.self).count == words + 1
            && numbers(.nodes, as: UInt32.self).count >= 6
            && numbers(.nodes, as: UInt32.self).count % 3 == 0
            && numbers(.entries, as: UInt32.self).count == Int(counts.phrases)
            && numbers(.columns, as: UInt32.self).count == Int(counts.columns)
            && !overflow && numbers(.cells, as: UInt32.self).count == cells
            && numbers(.stringStarts, as: UInt32.self).count > 1
            && Self.isTable(numbers(.wordSlots, as: UInt64.self).count)
            && Self.isTable(numbers(.filter, as: UInt64.self).count)
            && Self.isTable(numbers(.edges, as: UInt32.self).count)
        guard areSizesRight else { throw Self.invalid("its sections do not fit together", path) }
    }

    private static func isTable(_ count: Int) -> Bool { count > 0 && count & (count - 1) == 0 }

    /// A section as an array of numbers.
    func numbers<Number: FixedWidthInteger>(_ section: Section, as type: Number.Type) -> UnsafeBufferPointer<Number> {
        UnsafeRawBufferPointer(rebasing: buffer[ranges[section.rawValue]]).bindMemory(to: type)
    }
}

extension PhraseFormat {
    /// Puts header and sections together.
    static func encode(_ match: PhraseList.Match, _ counts: Counts, _ sections: [Section: [UInt8]]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: headerLength)
        func put(_ number: some FixedWidthInteger, at offset: Int) {
            bytes.withUnsafeMutableBytes {
                $0.storeBytes(of: number.littleEndian, toByteOffset: offset, as: type(of: number))
            }
        }
        for section in Section.allCases {
            let content = sections[section] ?? []
            put(UInt64(bytes.count), at: 56 + 16 * section.rawValue)
            put(UInt64(content.count), at: 64 + 16 * section.rawValue)
            bytes += content
            bytes += [UInt8](repeating: 0, count: (8 - bytes.count % 8) % 8)
        }
        bytes.replaceSubrange(0..<8, with: magic)
        put(version, at: 8)
        put(UInt32(PhraseList.Match.allCases.firstIndex(of: match) ?? 0), at: 12)
        put(UInt64(bytes.count), at: 24)
        for (index, count) in [counts.distinct, counts.phrases, counts.entries, counts.columns].enumerated() {
            put(count, at: 32 + 4 * index)
        }
        put(UInt32(counts.hasAllLabels ? 1 : 0), at: 48)
        put(bytes.withUnsafeBytes { checksum(UnsafeRawBufferPointer(rebasing: $0[24...])) }, at: 16)
        return bytes
    }

    /// A sum that any change of a byte or of the order of words changes. Four sums side by side, so that it is as fast
    /// as memory.
    static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var sums: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
        func step(_ sum: UInt64, _ offset: Int) -> UInt64 {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            let mixed = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
            return mixed ^ mixed >> 29
        }
        var index = 0
        while index + 32 <= bytes.count {
            sums = (step(sums.0, index), step(sums.1, index + 8), step(sums.2, index + 16), step(sums.3, index + 24))
            index += 32
        }
        while index < bytes.count {
            sums.0 = (sums.0 ^ UInt64(bytes[index])) &* 0x100_0000_01B3
            index += 1
        }
        return [sums.1, sums.2, sums.3].reduce(sums.0) { ($0 ^ $1) &* 0xA076_1D64_78BD_642F }
    }

    static func invalid(_ reason: String, _ path: String?) -> PipelineError {
        PipelineError(
            .definitionInvalid, "this is not a compiled phrase list, or a damaged one: \(reason)",
            remedy: "compile the list again", location: path.map { SourceLocation(file: $0) }, excerpt: "")
    }

    private static func otherVersion(_ version: UInt32, _ path: String?) -> PipelineError {
        PipelineError(
            .definitionInvalid,
            "the phrase list was compiled in form \(version), and this version of the pipeline reads form \(Self.version)",
            remedy: "compile the list again", location: path.map { SourceLocation(file: $0) }, excerpt: "")
    }
}
