/// Learns how forms become lemmas: for each label the most frequent edit of each ending, where it is another than that
/// of the shorter ending, and the words whose edit no ending tells.
struct LemmaTrainer {
    /// From the key of an ending or a word to the number of its edit.
    private(set) var keys: [UInt64: UInt16] = [:]
    /// The edits; number 0 leaves the lower-cased form as it is.
    private(set) var edits: [LemmaEdit] = [LemmaEdit(cut: 0, casing: .lower, suffix: [])]
    private var numbers: [LemmaEdit: UInt16] = [:]

    private struct Word: Hashable {
        let lower: [UInt8]
        let label: Int

        /// A fixed order: that of a dictionary changes from run to run.
        var order: (Int, String) { (label, lower.description) }
    }

    private struct Example: Hashable {
        let form: [UInt8]
        let lemma: [UInt8]
    }

    /// How often a word of the main part counts: where treebanks differ, its lemmas are the ones that are learnt.
    private static let mainWeight = 3

    /// - Parameter mainCount: how many of the sentences, at the beginning, are the main part of the data.
    init(_ sentences: [[GoldToken]], tags: TagSet, mainCount: Int = 0) {
        var words: [Word: [Example: Int]] = [:]
        for (index, token) in sentences.enumerated().lazy.flatMap({ pair in pair.element.map { (pair.offset, $0) } }) {
            let form = Lemmatizer.straightened(token.form)
            let edit = LemmaEdit(form: form, lemma: token.lemma)
            // Longer ones are spelling mistakes that an annotator put right.
            guard edit.suffix.count <= 12, edit.cut <= 12 else { continue }
            let word = Word(lower: LemmaEdit.lowercased(form), label: tags[token].label)
            words[word, default: [:]][Example(form: form, lemma: token.lemma), default: 0] +=
                index < mainCount ? Self.mainWeight : 1
        }
        numbers[edits[0]] = 0
        let sorted = words.map { (word: $0.key, edit: Self.best($0.value), examples: $0.value) }
            .sorted { $0.word.order < $1.word.order }
        learnEndings(sorted)
        learnWords(sorted)
    }

    private typealias Learnt = (word: Word, edit: LemmaEdit, examples: [Example: Int])

    /// The edit that is right for most examples of a word, whose spellings may differ in their capital letters.
    private static func best(_ examples: [Example: Int]) -> LemmaEdit {
        var edits: Set<LemmaEdit> = []
        for example in examples.keys {
            let edit = LemmaEdit(form: example.form, lemma: example.lemma)
            for casing in LemmaEdit.Casing.allCases { edits.insert(edit.with(casing)) }
            if examples.count > 1, example.form.count <= 12, example.lemma.count <= 12 {
                edits.insert(LemmaEdit(cut: example.form.count, casing: .lower, suffix: example.lemma))
            }
        }
        return best(Dictionary(uniqueKeysWithValues: edits.map { ($0, right($0, examples)) }))
    }

    /// How many examples an edit is right for.
    private static func right(_ edit: LemmaEdit, _ examples: [Example: Int]) -> Int {
        examples.reduce(0) { sum, example in
            sum
                + (edit.fits(example.key.form.count) && edit.applied(to: example.key.form) == example.key.lemma
                    ? example.value : 0)
        }
    }

    private static func best(_ counts: [LemmaEdit: Int]) -> LemmaEdit {
        counts.max { ($0.value, $1.key.order) < ($1.value, $0.key.order) }?.key
            ?? LemmaEdit(cut: 0, casing: .lower, suffix: [])
    }

    private mutating func learnEndings(_ words: [Learnt]) {
        for length in 0...Lemmatizer.longestEnding {
            var groups: [Word: [Learnt]] = [:]
            for learnt in words where learnt.word.lower.count >= length {
                let ending = Word(lower: Array(learnt.word.lower.suffix(length)), label: learnt.word.label)
                groups[ending, default: []].append(learnt)
            }
            for (ending, group) in groups.sorted(by: { $0.key.order < $1.key.order }) {
                let (edit, count) = Self.usual(group)
                guard count >= (length > 2 ? 2 : 1), edit.fits(max(1, length)) || length > 2 else { continue }
                if length == 0 || self.edit(of: ending.lower, ending.label) != edit {
                    add(edit, key: Lemmatizer.endingKey(ending.lower, length, ending.label))
                }
            }
        }
    }

    /// The edit that is right for most words, each of which counts once, and for how many.
    private static func usual(_ group: [Learnt]) -> (edit: LemmaEdit, count: Int) {
        var counts: [LemmaEdit: Int] = [:]
        for learnt in group { counts[learnt.edit, default: 0] += 1 }
        let edit = best(counts)
        // Words in small letters do not tell what becomes of capitals: all three ways are right for them.
        var right: [LemmaEdit: Int] = [:]
        for edit in LemmaEdit.Casing.allCases.map(edit.with) {
            right[edit] = group.reduce(0) { sum, learnt in
                sum + (Self.right(edit, learnt.examples) == learnt.examples.values.reduce(0, +) ? 1 : 0)
            }
        }
        let chosen = best(right)
        return (chosen, max(counts[edit, default: 0], right[chosen, default: 0]))
    }

    private mutating func learnWords(_ words: [Learnt]) {
        for (word, edit, examples) in words {
            let usual = self.edit(of: word.lower, word.label)
            guard usual.map({ Self.right($0, examples) < Self.right(edit, examples) }) ?? true else { continue }
            add(edit, key: Lemmatizer.wholeKey(word.lower, word.label))
        }
    }

    /// What the endings learnt so far say.
    private func edit(of lower: [UInt8], _ label: Int) -> LemmaEdit? {
        for length in stride(from: min(Lemmatizer.longestEnding, lower.count), through: 0, by: -1) {
            if let number = keys[Lemmatizer.endingKey(lower, length, label)] { return edits[Int(number)] }
        }
        return nil
    }

    private mutating func add(_ edit: LemmaEdit, key: UInt64) {
        if numbers[edit] == nil {
            guard edits.count < 0xFFFF else { return }
            numbers[edit] = UInt16(edits.count)
            edits.append(edit)
        }
        keys[key] = numbers[edit]
    }
}

extension LemmaEdit {
    /// Any fixed order, so that a tie is always decided in the same way.
    fileprivate var order: String { "\(casing.rawValue) \(cut) \(suffix)" }
}

extension LemmaTrainer {
    /// The sections of a model.
    var sections: [[UInt8]] {
        let table = HashTable<UInt32, UInt16>.sections(keys.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        var offsets: [UInt32] = []
        var bytes: [UInt8] = []
        for edit in edits {
            offsets.append(UInt32(bytes.count))
            bytes += [UInt8(edit.cut), edit.casing.rawValue, UInt8(edit.suffix.count)] + edit.suffix
        }
        return [
            ModelWriter.littleEndian(table.prints), ModelWriter.littleEndian(table.numbers),
            ModelWriter.littleEndian(offsets), bytes,
        ]
    }
}
