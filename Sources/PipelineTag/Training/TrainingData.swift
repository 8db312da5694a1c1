/// Sentences as a network learns from them: words as rows of features, with the classes that are right.
struct TrainingData {
    /// A word of a sentence.
    struct Token {
        /// Its number among ``TrainingData/words``.
        var word: Int
        /// The class, counted from 0.
        var label: Int
        /// The variant of the class; `nil` when the classes have none.
        var variant: Int?
        /// Whether it stands in the main part of the data, whose manner counts.
        var isMain = true
        /// The rows of its pairs.
        var pairs: [Int] = []
        /// Whether no blank stands before it.
        var touchesLast = false
    }

    /// A word of a sentence as it is given.
    struct Example {
        var form: [UInt8]
        /// The class, counted from 0.
        var label: Int
        /// The variant of the class; `nil` when the classes have none.
        var variant: Int?
        /// Whether no blank stands before it.
        var touchesLast = false
    }

    /// A distinct word.
    struct Word {
        /// The rows of its features.
        var rows: [Int] = []
        /// How many of them stand for the word as a whole.
        var wholeCount = 0
        /// How often it is there.
        var count = 0
    }

    private(set) var words: [Word] = []
    private(set) var sentences: [[Token]] = []
    /// The hashes of features by row; row 0 stands for the edges of a sentence and has none.
    private(set) var features: [UInt64] = [0]
    /// The hashes of pairs by row; row 0 is never used.
    private(set) var pairs: [UInt64] = [0]
    private var sketches: [WordSketch] = []
    private var forms: [[UInt8]] = []
    /// How many sentences are no copies.
    private var countedCount = Int.max
    /// The row of the main manner; that of the other is the last one.
    private(set) var mainRow = 0
    var otherRow: Int { features.count - 1 }

    /// - Parameters:
    ///   - list: entries of the word list by key.
    ///   - copies: more sentences, whose words, features and pairs count only where the others have them.
    ///   - mainCount: how many of the sentences, at the beginning, are the main part of the data.
    ///   - featureCount: how often a feature has to be seen to be kept; `pairCount` likewise.
    init(
        _ sentences: [[Example]], copies: [[Example]] = [], list: [UInt64: UInt32], featureCount: Int,
        pairCount: Int, mainCount: Int = .max
    ) {
        var numbers: [[UInt8]: Int] = [:]
        for (index, sentence) in (sentences + copies).enumerated() {
            if index == sentences.count { countedCount = self.sentences.count }
            var tokens: [Token] = []
            for example in sentence {
                let form = example.form
                let number = numbers[form, default: words.count]
                if number == words.count {
                    numbers[form] = number
                    words.append(Word())
                    let sketch = form.withUnsafeBufferPointer { bytes in
                        WordSketch(bytes) { list[$0].map(WordList.Entry.init) }
                    }
                    sketches.append(sketch)
                    forms.append(form)
                }
                if index < sentences.count { words[number].count += 1 }
                tokens.append(
                    Token(
                        word: number, label: example.label, variant: example.variant, isMain: index < mainCount,
                        pairs: [], touchesLast: example.touchesLast))
            }
            for start in stride(from: 0, to: tokens.count, by: NetworkReader.longest) {
                self.sentences.append(Array(tokens[start..<min(tokens.count, start + NetworkReader.longest)]))
            }
        }
        numberFeatures(featureCount)
        numberPairs(pairCount)
        (sketches, forms) = ([], [])
        mainRow = features.firstIndex(of: WordSketch.mainStyle) ?? 0
        features.append(WordSketch.otherStyle)
    }

    private mutating func numberFeatures(_ least: Int) {
        var counts: [UInt64: Int] = [:]
        for (word, sketch) in zip(words, sketches) {
            for feature in sketch.features { counts[feature, default: 0] += word.count }
        }
        var rows: [UInt64: Int] = [:]
        for index in words.indices {
            for (position, feature) in sketches[index].features.enumerated() where counts[feature, default: 0] >= least
            {
                let row = rows[feature, default: features.count]
                if row == features.count {
                    rows[feature] = row
                    features.append(feature)
                }
                words[index].rows.append(row)
                if position < WordSketch.wholeCount { words[index].wholeCount += 1 }
            }
        }
    }

    /// - Parameter least: how often a pair of words has to be seen; 0 when none count.
    private mutating func numberPairs(_ least: Int) {
        let knowsTouches = sentences.contains { $0.contains { $0.touchesLast } }
        let found = sentences.map { features(of: $0, hasPairs: least > 0, hasTouches: knowsTouches) }
        var counts: [UInt64: Int] = [:]
        for feature in found.prefix(countedCount).joined().joined() { counts[feature, default: 0] += 1 }
        var rows: [UInt64: Int] = [:]
        for number in sentences.indices {
            for index in sentences[number].indices {
                for pair in found[number][index] where counts[pair, default: 0] >= max(least, 2) {
                    let row = rows[pair, default: pairs.count]
                    if row == pairs.count {
                        rows[pair] = row
                        pairs.append(pair)
                    }
                    sentences[number][index].pairs.append(row)
                }
            }
        }
    }

    /// The features of each word of a sentence that are more than the word.
    private func features(of sentence: [Token], hasPairs: Bool, hasTouches: Bool) -> [[UInt64]] {
        var sketch = SentenceSketch()
        sketch.begin()
        for token in sentence {
            forms[token.word].withUnsafeBufferPointer {
                sketch.append($0, key: 0, lower: sketches[token.word].lower, touchesLast: token.touchesLast)
            }
        }
        sketch.end()
        return sentence.indices.map { index in
            var features = [sketch.mannerFeature(at: index)]
            if hasPairs { sketch.forEachPair(at: index) { features.append($0) } }
            if hasTouches, let touch = sketch.touchFeature(at: index) { features.append(touch) }
            return features
        }
    }
}
