internal import PipelineCore

/// A list of phrases, ready to be found in tokens.
public struct PhraseList: Sendable {
    /// What of a token is compared with the words of a phrase.
    public enum Match: String, Sendable, CaseIterable {
        /// The text in lower case; the words of the list are lower-cased as well.
        case lower
        /// The text as it stands.
        case text
        /// The dictionary form.
        case lemma
    }

    /// What is compared.
    public let match: Match
    private(set) var trie = PhraseTrie()

    /// A list of phrases.
    ///
    /// - Parameters:
    ///   - phrases: the phrases with an identity where there is one. Of equal phrases the first one counts.
    ///   - match: what of a token is compared with the words.
    ///   - split: cuts a phrase into tokens as the pipeline's tokenizer does.
    public init(
        _ phrases: [(phrase: String, id: String?)], match: Match = .lower,
        split: @Sendable (String) -> [String] = WordSplitter.split
    ) {
        self.match = match
        for (phrase, id) in phrases {
            let words = split(phrase).filter { !$0.isEmpty }
            trie.insert(match == .lower ? words.map(LexicalAttributes.lower) : words, id: id)
        }
    }

    /// The number of different phrases.
    public var count: Int { trie.count }

    /// Whether a value is a phrase of one word.
    func contains(_ value: String) -> Bool {
        trie.contains(match == .lower ? LexicalAttributes.lower(value) : value)
    }
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
