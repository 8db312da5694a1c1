public import PipelineCore

/// A list of phrases, ready to be found in tokens.
///
/// A value that workers share. One that is opened from a compiled file is not read but mapped, so that all workers and
/// processes of a machine have it in memory once.
public struct PhraseList: Sendable {
    /// What of a token is compared with the words of a phrase.
    public enum Match: String, Sendable, CaseIterable {
        /// The text in lower case; the words of the list are lower-cased as well.
        case lower
        /// The text as it stands.
        case text
        /// The dictionary form.
        case lemma
        /// The text in lower case and without diacritics: `Čapek` as `capek`.
        case folded
    }

    /// What is compared.
    public let match: Match
    let trie: PhraseTrie

    /// A list of phrases.
    ///
    /// - Parameters:
    ///   - phrases: the phrases with an identity where there is one. Of equal phrases the first one counts.
    ///   - match: what of a token is compared with the words.
    ///   - split: cuts a phrase into tokens as the pipeline's tokenizer does.
    public init(
        _ phrases: [(phrase: String, id: String?)], match: Match = .lower,
        split: @escaping @Sendable (String) -> [String] = WordSplitter.split
    ) {
        self.init(entries: phrases.map { PhraseEntry($0.phrase, id: $0.id) }, match: match, split: split)
    }

    /// A list of entries. Of equal phrases the first one counts, unless all are asked for.
    ///
    /// Cost: about a microsecond a phrase, most of it for cutting it into words.
    ///
    /// - Parameters:
    ///   - entries: the phrases with what is known of them.
    ///   - match: what of a token is compared with the words.
    ///   - split: cuts a phrase into tokens as the pipeline's tokenizer does.
    /// - Precondition: there are fewer than a thousand million words.
    public init(
        entries: [PhraseEntry], match: Match = .lower,
        split: @escaping @Sendable (String) -> [String] = WordSplitter.split
    ) {
        var builder = PhraseListBuilder(match: match, split: split)
        for entry in entries { builder.add(entry) }
        guard let list = try? PhraseList(builder) else { preconditionFailure("the list is too large") }
        self = list
    }

    init(_ builder: PhraseListBuilder) throws(PipelineError) {
        guard let bytes = try? builder.build() else {
            throw PipelineError(.definitionInvalid, "the phrase list is larger than 4 GB", remedy: "divide it")
        }
        try self.init(PhraseBytes(copying: bytes), path: nil)
    }

    init(_ bytes: PhraseBytes, path: String?) throws(PipelineError) {
        let format = try PhraseFormat(bytes.buffer, path: path)
        match = format.match
        trie = PhraseTrie(format, bytes)
    }

    /// Opens a compiled list. The file must not be changed in place while the list is in use; a new one may take its
    /// place.
    ///
    /// Cost: one pass over the file, for its checksum.
    ///
    /// - Throws: ``PipelineCore/PipelineError`` with code `file.unreadable`, or `definition.invalid` when the file is
    ///   not a compiled list, or a damaged one.
    public init(compiled path: String) throws(PipelineError) {
        try self.init(PhraseBytes(mapping: path), path: path)
    }

    /// Whether a file is a compiled list.
    static func isCompiled(_ path: String) -> Bool {
        PhraseBytes.prefix(of: path, count: PhraseFormat.magic.count) == PhraseFormat.magic
    }

    /// The list as it stands in a compiled file.
    public var compiled: [UInt8] { trie.encoded }

    /// The number of different phrases.
    public var count: Int { trie.count }

    /// The number of entries.
    public var entryCount: Int { Int(trie.counts.entries) }

    /// How much memory it takes, in bytes. Of a compiled file it is shared by all that have opened it.
    public var footprint: Int { trie.footprint }

    /// Whether every entry has a label of its own.
    var hasAllLabels: Bool { trie.counts.hasAllLabels }

    /// Whether a value is a phrase of one word.
    func contains(_ value: String) -> Bool { trie.contains(match.key(of: value)) }
}

/// Cuts text into words where no tokenizer is at hand.
public enum WordSplitter {
    /// Cuts at white space, then takes punctuation off both ends of each piece, one token a sign. A piece of
    /// punctuation alone stays whole.
    public static let split: @Sendable (String) -> [String] = { text in
        text.split(whereSeparator: \.isWhitespace).flatMap { piece -> [String] in
            guard let first = piece.firstIndex(where: { !isPunctuation($0) }),
                let last = piece.lastIndex(where: { !isPunctuation($0) })
            else { return [String(piece)] }
            return piece[..<first].map { String($0) } + [String(piece[first...last])]
                + piece[piece.index(after: last)...].map { String($0) }
        }
    }

    private static func isPunctuation(_ character: Character) -> Bool {
        character.isPunctuation || character == "`"
    }
}
