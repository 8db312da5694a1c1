/// Finds lemmas by a label and a form: first the words that the treebank has with another lemma than their ending
/// suggests, then the rule of the longest ending that has one.
struct Lemmatizer {
    /// The longest ending that a rule may be about, in bytes.
    static let longestEnding = 6

    private let tables: LemmaTables
    private var edits: [LemmaEdit?] = []

    init(_ tables: LemmaTables) { self.tables = tables }

    /// The lemma of a form. A curly apostrophe counts as a straight one. Cost: up to eight look-ups.
    mutating func lemma(of form: [UInt8], label: Int) -> [UInt8] {
        let form = Self.straightened(form)
        guard !Self.isAddress(form) else { return form }
        let lower = LemmaEdit.lowercased(form)
        if let edit = tables[Self.wholeKey(lower, label)].map({ edit($0) }), edit.fits(form.count) {
            return edit.applied(to: form)
        }
        for length in stride(from: min(Self.longestEnding, lower.count), through: 0, by: -1) {
            guard let number = tables[Self.endingKey(lower, length, label)] else { continue }
            let edit = edit(number)
            if edit.fits(form.count) { return edit.applied(to: form) }
        }
        return lower
    }

    /// Whether a form is a mail or web address, a mention or a hashtag, which have no other forms.
    private static func isAddress(_ form: [UInt8]) -> Bool {
        guard form.count > 1, form[0] != UInt8(ascii: "#") else { return form.count > 1 }
        return form.contains(UInt8(ascii: "@")) || form.starts(with: "http".utf8) && form.contains(UInt8(ascii: "/"))
    }

    private mutating func edit(_ index: Int) -> LemmaEdit {
        while edits.count <= index { edits.append(nil) }
        if let edit = edits[index] { return edit }
        let edit = tables.edit(index)
        edits[index] = edit
        return edit
    }

    /// The key of a whole word.
    static func wholeKey(_ lower: [UInt8], _ label: Int) -> UInt64 {
        FeatureHash.feature(0x100 + UInt64(label), lower.reduce(FeatureHash.seed) { FeatureHash.add($1, to: $0) })
    }

    /// The key of an ending.
    static func endingKey(_ lower: [UInt8], _ length: Int, _ label: Int) -> UInt64 {
        let hash = lower.suffix(length).reduce(FeatureHash.seed) { FeatureHash.add($1, to: $0) }
        return FeatureHash.feature(0x200 + UInt64(label), hash, UInt64(length))
    }

    /// The form with straight apostrophes.
    static func straightened(_ form: [UInt8]) -> [UInt8] {
        guard form.contains(0xE2) else { return form }
        var result: [UInt8] = []
        var index = 0
        while index < form.count {
            if form[index] == 0xE2, index + 2 < form.count, form[index + 1] == 0x80, form[index + 2] & 0xFE == 0x98 {
                result.append(UInt8(ascii: "'"))
                index += 3
            } else {
                result.append(form[index])
                index += 1
            }
        }
        return result
    }
}
