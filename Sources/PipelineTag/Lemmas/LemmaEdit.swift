/// How a form becomes its lemma: cut so many bytes at the end, then add some.
struct LemmaEdit: Hashable {
    /// How many bytes are cut.
    let cut: Int
    /// Whether the form keeps its capital letters.
    let keepsCase: Bool
    /// What is added.
    let suffix: [UInt8]

    init(cut: Int, keepsCase: Bool, suffix: [UInt8]) {
        self.cut = cut
        self.keepsCase = keepsCase
        self.suffix = suffix
    }

    /// The edit that makes a lemma of a form: what follows the longest common beginning is exchanged.
    init(form: [UInt8], lemma: [UInt8]) {
        let lower = LemmaEdit.lowercased(form)
        let plain = LemmaEdit.common(lower, lemma)
        let cased = LemmaEdit.common(form, lemma)
        keepsCase = cased > plain
        var common = max(plain, cased)
        // An edit never cuts a scalar in two.
        while common > 0, common < lemma.count, lemma[common] & 0xC0 == 0x80 { common -= 1 }
        while common > 0, common < form.count, form[common] & 0xC0 == 0x80 { common -= 1 }
        cut = form.count - common
        suffix = Array(lemma[common...])
    }

    private static func common(_ left: [UInt8], _ right: [UInt8]) -> Int {
        zip(left, right).prefix { $0 == $1 }.count
    }

    /// Whether the edit can be applied to a form of so many bytes and leaves something.
    func fits(_ count: Int) -> Bool { cut <= count && count - cut + suffix.count > 0 }

    /// The lemma. The case of ASCII letters alone is changed, so that the length stays the same.
    func applied(to form: [UInt8]) -> [UInt8] {
        guard keepsCase else { return LemmaEdit.lowercased(form).dropLast(cut) + suffix }
        var lemma = form.dropLast(cut) + suffix
        // What keeps its capital letters is a name: one in small letters was written in haste.
        if !form.contains(where: { (0x41...0x5A).contains($0) }), let first = lemma.first, (0x61...0x7A).contains(first)
        {
            lemma[lemma.startIndex] = first & ~0x20
        }
        return Array(lemma)
    }

    /// ASCII letters in lower case.
    static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }
}
