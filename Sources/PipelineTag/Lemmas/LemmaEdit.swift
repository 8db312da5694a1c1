/// How a form becomes its lemma: its capital letters are treated in one of three ways, then so many bytes are cut at the
/// end and some added.
struct LemmaEdit: Hashable {
    /// What becomes of the capital letters of a form. The case of ASCII letters alone is changed, so that the length stays
    /// the same.
    enum Casing: UInt8, CaseIterable {
        /// They become small.
        case lower
        /// As names have them. One in small letters was written in haste and gets a capital; one in capitals alone
        /// keeps the first: `GEORGE` is George, while short ones such as `NATO` are rather read letter by letter.
        case name
        /// They stay.
        case verbatim
    }

    /// The shortest form in capitals that is taken for a word.
    private static let shortestWord = 5

    /// How many bytes are cut.
    let cut: Int
    /// What becomes of capital letters.
    let casing: Casing
    /// What is added.
    let suffix: [UInt8]

    init(cut: Int, casing: Casing, suffix: [UInt8]) {
        self.cut = cut
        self.casing = casing
        self.suffix = suffix
    }

    /// The edit that makes a lemma of a form: what follows the longest common beginning is exchanged.
    init(form: [UInt8], lemma: [UInt8]) {
        var (common, best) = (-1, Casing.lower)
        for casing in Casing.allCases {
            let length = zip(LemmaEdit.cased(form, casing), lemma).prefix { $0 == $1 }.count
            if length > common { (common, best) = (length, casing) }
        }
        casing = best
        // An edit never cuts a scalar in two.
        while common > 0, common < lemma.count, lemma[common] & 0xC0 == 0x80 { common -= 1 }
        while common > 0, common < form.count, form[common] & 0xC0 == 0x80 { common -= 1 }
        cut = form.count - common
        suffix = Array(lemma[common...])
    }

    /// Whether the edit can be applied to a form of so many bytes and leaves something.
    func fits(_ count: Int) -> Bool { cut <= count && count - cut + suffix.count > 0 }

    /// The lemma.
    func applied(to form: [UInt8]) -> [UInt8] { LemmaEdit.cased(form, casing).dropLast(cut) + suffix }

    /// The same with another treatment of capital letters.
    func with(_ casing: Casing) -> LemmaEdit { LemmaEdit(cut: cut, casing: casing, suffix: suffix) }

    /// ASCII letters in lower case.
    static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
        bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }

    /// The form as names have it.
    private static func asName(_ form: [UInt8]) -> [UInt8] {
        guard let first = form.first else { return form }
        if form.count >= shortestWord, form.allSatisfy({ (0x41...0x5A).contains($0) }) {
            return [first] + lowercased(Array(form.dropFirst()))
        }
        guard (0x61...0x7A).contains(first), !form.contains(where: { (0x41...0x5A).contains($0) }) else { return form }
        return [first & ~0x20] + form.dropFirst()
    }

    /// The form with its capital letters so treated.
    static func cased(_ form: [UInt8], _ casing: Casing) -> [UInt8] {
        switch casing {
        case .lower: lowercased(form)
        case .name: asName(form)
        case .verbatim: form
        }
    }
}
