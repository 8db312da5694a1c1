internal import PipelineCore

/// The word tables of the English tokenizer. Shared by all workers.
final class EnglishLexicon: Sendable {
    let abbreviations: PackedWordTable
    /// Dotted acronyms with a rule of their own.
    let acronyms: PackedWordTable
    /// Abbreviations of a user that are longer than a packed word.
    let longAbbreviations: Set<[UInt8]>
    let sentenceStarters: PackedWordTable
    /// Words without an apostrophe that split, with the length of their first piece.
    let joined: PackedWordTable
    /// For each first letter, the lengths of the words in `joined` as bits.
    let joinedLengths: [UInt16]
    let prefixes: PackedWordTable
    let units: PackedWordTable
    let domains: PackedWordTable
    let extensions: PackedWordTable
    let apostropheWords: PackedWordTable
    /// Words of a farewell: 1 for one that is enough by itself, 2 for one that begins two words.
    let farewells: PackedWordTable
    /// A user's exceptions by their first byte, the longest first.
    let exceptions: [UInt8: [TokenException]]

    init(abbreviations extra: [String] = [], exceptions: [TokenException] = []) {
        var entries: [(PackedWord, UInt8)] = []
        for (kind, words) in Abbreviation.known {
            entries += Self.packed(words).map { ($0, kind.rawValue) }
        }
        var long: Set<[UInt8]> = []
        for word in extra.map({ $0.hasSuffix(".") ? String($0.dropLast()) : $0 }) {
            if let packed = PackedWord(word) {
                entries.append((packed, Abbreviation.inner.rawValue))
            } else {
                long.insert(word.utf8.map { $0 | 0x20 })
            }
        }
        abbreviations = PackedWordTable(entries)
        longAbbreviations = long
        acronyms = PackedWordTable(
            Abbreviation.acronyms.flatMap { kind, words in Self.packed(words).map { ($0, kind.rawValue) } })
        sentenceStarters = Self.table(Abbreviation.sentenceStarters)
        prefixes = Self.table(Contraction.prefixes)
        units = Self.table(Contraction.units)
        domains = Self.table(Contraction.domains)
        extensions = Self.table(Contraction.extensions)
        apostropheWords = Self.table(Contraction.withApostrophe)
        farewells = PackedWordTable(
            Self.packed(Abbreviation.farewells).map { ($0, 1) }
                + Self.packed(Abbreviation.farewellBeginnings).map { ($0, 2) })
        (joined, joinedLengths) = Self.joinedWords()
        self.exceptions = Dictionary(grouping: exceptions) { $0.text.first ?? 0 }
            .mapValues { $0.sorted { $0.text.count > $1.text.count } }
    }

    private static func packed(_ words: String) -> [PackedWord] {
        words.split(separator: " ").compactMap { PackedWord(String($0)) }
    }

    private static func table(_ words: String) -> PackedWordTable {
        PackedWordTable(packed(words).map { ($0, 1) })
    }

    private static func joinedWords() -> (PackedWordTable, [UInt16]) {
        var entries: [(PackedWord, UInt8)] = []
        var lengths = [UInt16](repeating: 0, count: 256)
        for word in Contraction.joined.split(separator: " ") {
            let pieces = word.split(separator: "|")
            let whole = pieces.joined()
            guard let packed = PackedWord(whole), let first = whole.utf8.first else { continue }
            entries.append((packed, UInt8(pieces[0].utf8.count)))
            lengths[Int(first)] |= 1 << UInt16(whole.utf8.count)
            lengths[Int(first) & ~0x20] |= 1 << UInt16(whole.utf8.count)
        }
        return (PackedWordTable(entries), lengths)
    }
}

/// A text that is always cut into the same tokens.
struct TokenException: Sendable {
    /// The UTF-8 bytes of the text.
    let text: [UInt8]
    /// The lengths of the pieces in bytes; their sum is the length of the text.
    let lengths: [Int]

    /// - Returns: `nil` when the pieces are not the text, or one of them is empty or begins with a blank.
    init?(text: String, pieces: [String]) {
        guard !text.isEmpty, pieces.joined() == text, pieces.allSatisfy({ !$0.isEmpty }) else { return nil }
        guard !text.utf8.contains(where: { $0 == 0x20 || (0x09...0x0D).contains($0) }) else { return nil }
        self.text = Array(text.utf8)
        lengths = pieces.map(\.utf8.count)
    }
}
