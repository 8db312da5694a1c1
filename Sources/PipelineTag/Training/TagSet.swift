/// The tags of a treebank: pairs of parts of speech, the most frequent first, and within each its features likewise.
struct TagSet {
    let tags: [TaggerModel.Tag]
    let classes: [Range<Int>]
    private var numbers: [TaggerModel.Tag: (label: Int, variant: Int)] = [:]

    init(_ sentences: [[GoldToken]]) {
        var counts: [TaggerModel.Tag: Int] = [:]
        var pairCounts: [String: Int] = [:]
        for token in sentences.joined() {
            counts[token.tag, default: 0] += 1
            pairCounts[Self.pair(token.tag), default: 0] += 1
        }
        tags = counts.sorted { left, right in
            let (first, second) = (Self.pair(left.key), Self.pair(right.key))
            let (most, least) = (pairCounts[first, default: 0], pairCounts[second, default: 0])
            if most != least { return most > least }
            if first != second { return first < second }
            return left.value == right.value ? left.key.feats < right.key.feats : left.value > right.value
        }.map(\.key)
        classes = TaggerModel.classes(of: tags)
        for (label, variants) in classes.enumerated() {
            for variant in variants { numbers[tags[variant]] = (label, variant) }
        }
    }

    private static func pair(_ tag: TaggerModel.Tag) -> String { "\(tag.upos)\t\(tag.xpos)" }

    /// The number of a word's pair of parts of speech and that of its tag.
    subscript(token: GoldToken) -> (label: Int, variant: Int) { numbers[token.tag] ?? (0, 0) }

    /// What words may be: choices as ``TaggerTables`` reads them, and for each word where its own begin. The first choice
    /// is what words may be that were hardly seen.
    ///
    /// A frequent word has the classes that were seen; one reading in four hundred that is another is rather a mistake,
    /// as is a single one. A less frequent word has those as well that frequent words have beside them: what was seen as
    /// a past tense may be a participle, but hardly a name. For that its most frequent class counts.
    ///
    /// - Parameter count: how often a word is frequent; a fifth of it is less frequent.
    func choices(_ sentences: [[GoldToken]], count: Int) -> (words: [UInt64: UInt16], choices: [UInt16]) {
        var seen: [UInt64: [Int: Int]] = [:]
        for token in sentences.joined() {
            seen[TaggerTables.knownKey(token.form), default: [:]][self[token].variant, default: 0] += 1
        }
        let byTag = classes.enumerated().flatMap { label, variants in variants.map { _ in label } }
        let companions = companions(seen.values.filter { $0.values.reduce(0, +) >= count }, byTag)
        var (words, choices, starts) = ([UInt64: UInt16](), rareChoice(seen, count), [[UInt16]: UInt16]())
        for (word, counts) in seen.sorted(by: { $0.key < $1.key }) {
            let total = counts.values.reduce(0, +)
            guard total >= max(2, count / 5) else { continue }
            var choice = choice(counts, total)
            if total < count {
                var seenLabels: [Int: Int] = [:]
                for (variant, number) in counts { seenLabels[byTag[variant], default: 0] += number }
                let usual = seenLabels.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
                let labels = Set(companions[usual]).union(seenLabels.keys).sorted()
                choice = [UInt16(labels.count)] + labels.map { UInt16($0) }
            }
            if starts[choice] == nil {
                guard choices.count + choice.count <= 0xFFFF else { continue }
                starts[choice] = UInt16(choices.count)
                choices += choice
            }
            words[word] = starts[choice]
        }
        return (words, choices)
    }

    /// For each class, the others that one in twenty of its frequent words has as well.
    private func companions(_ words: [[Int: Int]], _ byTag: [Int]) -> [[Int]] {
        var together = [[Int]](repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
        for counts in words {
            let labels = Set(counts.keys.map { byTag[$0] })
            for label in labels { for other in labels { together[label][other] += 1 } }
        }
        return together.enumerated().map { label, counts in
            counts.indices.filter { $0 != label && counts[$0] > 0 && counts[$0] * 20 >= counts[label] }
        }
    }

    /// The classes of words that are not frequent.
    private func rareChoice(_ seen: [UInt64: [Int: Int]], _ count: Int) -> [UInt16] {
        var labels = [Int](repeating: 0, count: classes.count)
        let byTag = classes.enumerated().flatMap { label, variants in variants.map { _ in label } }
        for counts in seen.values where counts.values.reduce(0, +) < count {
            for (variant, number) in counts { labels[byTag[variant]] += number }
        }
        let least = max(1, labels.reduce(0, +) / 5000)
        let open = labels.indices.filter { labels[$0] > least }
        let kept = open.isEmpty ? Array(classes.indices) : open
        return [UInt16(kept.count)] + kept.map { UInt16($0) }
    }

    private func choice(_ counts: [Int: Int], _ total: Int) -> [UInt16] {
        let kept = counts.filter { $0.value > 1 && $0.value * 400 > total }
        if kept.count == 1, let only = kept.first { return [0, UInt16(only.key)] }
        let labels = classes.indices.filter { label in kept.contains { classes[label].contains($0.key) } }
        return [UInt16(labels.count)] + labels.map { UInt16($0) }
    }
}
