/// A list of words with what is known of them beyond the training data: groups of like words at three grains, how
/// often they are written with a capital letter, and on which lists of names they stand.
enum WordList {
    /// An entry in one number: 6, 8 and 10 bits for the groups, 3 bits of usage, 5 bits of lists.
    struct Entry: Hashable {
        var bits: UInt32

        /// One of 64.
        var coarse: UInt32 { bits & 0x3F }
        /// One of 256.
        var medium: UInt32 { bits >> 6 & 0xFF }
        /// One of 1,024.
        var fine: UInt32 { bits >> 14 & 0x3FF }
        /// Whether the word belongs to groups.
        var hasGroups: Bool { bits & WordList.noGroup != WordList.noGroup }
        /// How often it is written with a capital letter inside a sentence: 0 unknown, 1 never … 5 always.
        var usage: UInt32 { bits >> 24 & 7 }
        /// The lists that it stands on, a bit each.
        var lists: UInt32 { bits >> 27 }
        /// Whether it is no name by itself, such as a nationality, a title or a month.
        var isNoName: Bool { lists >> (WordList.listCount - 1) != 0 }
    }

    /// The groups of a word that belongs to none; the last group of all three grains is not used together.
    private static let noGroup: UInt32 = 0xFF_FFFF
    /// How many lists there may be. The last is of words that are no names by themselves.
    static let listCount = 5

    /// The key of a word, by the hash of its lower-cased form.
    @inline(__always)
    static func key(_ lower: UInt64) -> UInt64 { FeatureHash.feature(0x300, lower) }

    /// The key of a word as written.
    static func key(_ word: [UInt8]) -> UInt64 {
        word.withUnsafeBufferPointer { key(WordSketch($0, entry: { _ in nil }).lower) }
    }

    /// Reads lines of a lower-cased word and its groups at three grains, with tabs between them, counts capital
    /// letters in sentences, and reads up to five lists of a lower-cased word a line.
    ///
    /// - Returns: the entries by key; other lines are left out.
    static func entries(groups: [UInt8], sentences: [[[UInt8]]], lists: [[UInt8]]) -> [UInt64: UInt32] {
        var entries: [UInt64: UInt32] = [:]
        for line in groups.split(separator: UInt8(ascii: "\n")) {
            let columns = line.split(separator: UInt8(ascii: "\t"))
            let numbers = columns.dropFirst().compactMap { UInt32(String(decoding: $0, as: UTF8.self)) }
            guard numbers.count == 3, numbers[0] < 64, numbers[1] < 256, numbers[2] < 1024 else { continue }
            entries[key(Array(columns[0]))] = numbers[2] << 14 | numbers[1] << 6 | numbers[0]
        }
        for (word, usage) in usages(of: sentences) { entries[word, default: noGroup] |= usage << 24 }
        for (index, list) in lists.prefix(listCount).enumerated() {
            for word in list.split(separator: UInt8(ascii: "\n")) {
                entries[key(Array(word)), default: noGroup] |= 1 << (27 + UInt32(index))
            }
        }
        return entries
    }

    private static func usages(of sentences: [[[UInt8]]]) -> [UInt64: UInt32] {
        var counts: [UInt64: (capital: Int, small: Int)] = [:]
        for word in sentences.lazy.flatMap({ $0.dropFirst() }) {
            switch word.first {
            case .some(0x41...0x5A): counts[key(word), default: (0, 0)].capital += 1
            case .some(0x61...0x7A): counts[key(word), default: (0, 0)].small += 1
            default: break
            }
        }
        return counts.compactMapValues { capital, small in
            guard capital + small > 1 else { return nil }
            return switch Double(capital) / Double(capital + small) {
            case ...0.03: 1
            case ...0.2: 2
            case ...0.6: 3
            case ...0.97: 4
            default: 5
            }
        }
    }
}
