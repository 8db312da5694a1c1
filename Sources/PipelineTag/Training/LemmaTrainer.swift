/// Learns how forms become lemmas: for each label the most frequent edit of each ending, where it is another than that
/// of the shorter ending, and the words whose edit no ending tells.
struct LemmaTrainer {
    /// From the key of an ending or a word to the number of its edit.
    private(set) var keys: [UInt64: UInt16] = [:]
    /// The edits; number 0 leaves the lower-cased form as it is.
    private(set) var edits: [LemmaEdit] = [LemmaEdit(cut: 0, keepsCase: false, suffix: [])]
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

    init(_ sentences: [[GoldToken]], tags: TagSet) {
        var words: [Word: [Example: Int]] = [:]
        for token in sentences.joined() {
            let form = Lemmatizer.straightened(token.form)
            let edit = LemmaEdit(form: form, lemma: token.lemma)
            // Longer ones are spelling mistakes that an annotator put right.
            guard edit.suffix.count <= 12, edit.cut <= 12 else { continue }
            let word = Word(lower: LemmaEdit.lowercased(form), label: tags[token].label)
            words[word, default: [:]][Example(form: form, lemma: token.lemma), default: 0] += 1
        }
        numbers[edits[0]] = 0
        let sorted = words.map { ($0.key, Self.best($0.value), $0.value.values.reduce(0, +)) }
            .sorted { $0.0.order < $1.0.order }
        learnEndings(sorted)
        learnWords(sorted)
    }

    /// The edit that is right for most examples of a word, whose spellings may differ in their capital letters.
    private static func best(_ examples: [Example: Int]) -> LemmaEdit {
        var edits: Set<LemmaEdit> = []
        for example in examples.keys {
            edits.insert(LemmaEdit(form: example.form, lemma: example.lemma))
            if examples.count > 1, example.form.count <= 12, example.lemma.count <= 12 {
                edits.insert(LemmaEdit(cut: example.form.count, keepsCase: false, suffix: example.lemma))
            }
        }
        var right: [LemmaEdit: Int] = [:]
        for edit in edits {
            right[edit] = examples.reduce(0) { sum, example in
                sum + (edit.applied(to: example.key.form) == example.key.lemma ? example.value : 0)
            }
        }
        return best(right)
    }

    private static func best(_ counts: [LemmaEdit: Int]) -> LemmaEdit {
        counts.max { ($0.value, $1.key.order) < ($1.value, $0.key.order) }?.key
            ?? LemmaEdit(cut: 0, keepsCase: false, suffix: [])
    }

    private mutating func learnEndings(_ words: [(Word, LemmaEdit, Int)]) {
        for length in 0...Lemmatizer.longestEnding {
            var counts: [Word: [LemmaEdit: Int]] = [:]
            for (word, edit, _) in words where word.lower.count >= length {
                let ending = Word(lower: Array(word.lower.suffix(length)), label: word.label)
                counts[ending, default: [:]][edit, default: 0] += 1
            }
            for (ending, seen) in counts.sorted(by: { $0.key.order < $1.key.order }) {
                let edit = Self.best(seen)
                guard seen[edit, default: 0] >= (length > 2 ? 2 : 1), edit.fits(max(1, length)) || length > 2 else {
                    continue
                }
                if length == 0 || self.edit(of: ending.lower, ending.label) != edit {
                    add(edit, key: Lemmatizer.endingKey(ending.lower, length, ending.label))
                }
            }
        }
    }

    private mutating func learnWords(_ words: [(Word, LemmaEdit, Int)]) {
        for (word, edit, _) in words where self.edit(of: word.lower, word.label) != edit {
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
    fileprivate var order: String { "\(cut) \(keepsCase) \(suffix)" }
}

extension LemmaTrainer {
    /// The sections of a model.
    var sections: [[UInt8]] {
        let table = HashTable<UInt32, UInt16>.sections(keys.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        var offsets: [UInt32] = []
        var bytes: [UInt8] = []
        for edit in edits {
            offsets.append(UInt32(bytes.count))
            bytes += [UInt8(edit.cut), edit.keepsCase ? 1 : 0, UInt8(edit.suffix.count)] + edit.suffix
        }
        return [
            ModelWriter.littleEndian(table.prints), ModelWriter.littleEndian(table.numbers),
            ModelWriter.littleEndian(offsets), bytes,
        ]
    }
}
