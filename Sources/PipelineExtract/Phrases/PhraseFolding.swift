// The standard library normalizes to compare strings, but does not offer the forms by public names.
@_spi(_Unicode) internal import Swift
internal import PipelineCore

/// What makes words equal that differ in case or marks.
enum PhraseFolding {
    /// Lower case without the marks above and below letters, `é` as `e`; letters with a stroke and ligatures as the
    /// letters that stand for them where marks are not at hand, typographic apostrophes and hyphens as plain ones.
    static func folded(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        var result = String.UnicodeScalarView()
        for scalar in text.lowercased()._nfd where !(0x300...0x36F).contains(scalar.value) {
            if let plain = plain[scalar] {
                result.append(contentsOf: plain.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static let plain: [Unicode.Scalar: String] = [
        "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ß": "ss", "ﬁ": "fi", "ﬂ": "fl", "’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-",
    ]
}

extension PhraseList.Match {
    /// A word as it is compared.
    func key(of word: String) -> String {
        switch self {
        case .lower: LexicalAttributes.lower(word)
        case .folded: PhraseFolding.folded(word)
        case .text, .lemma: word
        }
    }

    /// Whether keys of ASCII words are their lower-case forms.
    var foldsCase: Bool { self == .lower || self == .folded }
}
