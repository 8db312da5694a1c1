/// The pairs of tags of a treebank, the most frequent first.
struct LabelSet {
    let labels: [TaggerModel.Label]
    private let numbers: [TaggerModel.Label: Int]

    init(_ sentences: [[GoldToken]]) {
        var counts: [TaggerModel.Label: Int] = [:]
        for token in sentences.joined() { counts[TaggerModel.Label(token), default: 0] += 1 }
        labels = counts.sorted { ($1.value, $0.key.upos, $0.key.xpos) < ($0.value, $1.key.upos, $1.key.xpos) }.map(
            \.key)
        numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    }

    var count: Int { labels.count }

    /// The number of a word's label.
    subscript(token: GoldToken) -> Int { numbers[TaggerModel.Label(token)] ?? 0 }
}

extension TaggerModel.Label {
    init(_ token: GoldToken) { self.init(upos: token.upos, xpos: token.xpos) }
}

/// The labels that each frequent word was seen with. Words with the same labels are of one class.
struct TagDictionary {
    /// The labels of each class, the most frequent first, and whether it is closed. Class 0 is of unknown words.
    private(set) var classes: [(labels: [UInt8], isClosed: Bool)] = [([], false)]
    /// From the hash of a word to its class.
    private(set) var words: [UInt64: UInt16] = [:]

    init(_ sentences: [[GoldToken]], labels: LabelSet, options: TaggerTraining.Options) {
        var counts: [UInt64: [Int: Int]] = [:]
        for token in sentences.joined() {
            let sketch = TokenSketch(token)
            counts[FeatureHash.mix(sketch.form), default: [:]][labels[token], default: 0] += 1
            counts[FeatureHash.mix(sketch.lower &+ 1), default: [:]][labels[token], default: 0] += 1
        }
        var numbers: [String: UInt16] = [:]
        for (hash, seen) in counts.sorted(by: { $0.key < $1.key }) {
            let total = seen.values.reduce(0, +)
            guard total >= options.dictionaryCount else { continue }
            let entry = Self.entry(seen, total: total, options)
            let key = "\(entry.isClosed)\(entry.labels)"
            if numbers[key] == nil, classes.count < 0xFFFF {
                numbers[key] = UInt16(classes.count)
                classes.append(entry)
            }
            words[hash] = numbers[key]
        }
    }

    /// A label that a word has once in two hundred times is rather a mistake.
    private static func entry(
        _ seen: [Int: Int], total: Int, _ options: TaggerTraining.Options
    ) -> (labels: [UInt8], isClosed: Bool) {
        let kept = seen.filter { $0.value * 200 >= total }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return (kept.prefix(8).map { UInt8($0.key) }, total >= options.closedCount && kept.count <= 8)
    }

    /// The class of a word, as the tagger looks it up.
    func wordClass(of token: TokenSketch) -> Int {
        Int(words[FeatureHash.mix(token.form)] ?? words[FeatureHash.mix(token.lower &+ 1)] ?? 0)
    }
}
