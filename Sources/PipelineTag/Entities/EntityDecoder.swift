/// Finds the names of a document. One a line of work: it holds scratch memory.
///
/// The network judges each word in its sentence. Words with a capital letter that come again in the document then share
/// what was found out about each of them, and the best sequence of classes that makes up whole names is taken
/// (Viterbi).
struct EntityDecoder {
    /// A name: a run of tokens.
    struct Name: Hashable {
        var tokens: Range<Int>
        /// The number of its label.
        var label: Int
        /// How sure the network is, from 0 to 1: the mean over the tokens.
        var confidence: Double
    }

    /// How much a word is told by its other mentions.
    private static let share: Float = 0.5
    private let classes: Int
    private let personLabel: Int?
    private let reader: NetworkReader
    /// The scores of all tokens, one row each.
    private var scores: [Float] = []

    init(_ model: EntityModel) {
        classes = model.network.shape.classes
        personLabel = model.labels.firstIndex(of: "PER")
        reader = NetworkReader(model.network)
    }

    /// The names of a document.
    ///
    /// - Parameters:
    ///   - sentences: runs of tokens, in order and without gaps.
    ///   - form: gives the bytes of a token.
    mutating func names(_ sentences: [Range<Int>], form: (Int) -> UnsafeBufferPointer<UInt8>) -> [Name] {
        scores.removeAll(keepingCapacity: true)
        for sentence in sentences { score(sentence, form) }
        shareAmongMentions(sentences.last?.upperBound ?? 0, form)
        return sentences.flatMap { best($0) }.compactMap { withoutTitle($0, form) }
    }

    /// A name less the titles at its beginning; `nil` when nothing is left. A nationality or a month alone is no name.
    private func withoutTitle(_ name: Name, _ form: (Int) -> UnsafeBufferPointer<UInt8>) -> Name? {
        func isNoName(_ token: Int) -> Bool {
            let hash = reader.tables.sketch(form(token)).lower
            return reader.tables.words[WordList.key(hash)].map { WordList.Entry(bits: $0).isNoName } ?? false
        }
        if name.tokens.count == 1 { return isNoName(name.tokens.lowerBound) ? nil : name }
        guard name.label == personLabel else { return name }
        var name = name
        while name.tokens.count > 1, isNoName(name.tokens.lowerBound) { name.tokens.removeFirst() }
        if name.tokens.count > 1, form(name.tokens.lowerBound).elementsEqual(".".utf8) { name.tokens.removeFirst() }
        return name
    }

    private mutating func score(_ sentence: Range<Int>, _ form: (Int) -> UnsafeBufferPointer<UInt8>) {
        for start in stride(from: sentence.lowerBound, to: sentence.upperBound, by: NetworkReader.longest) {
            let length = min(NetworkReader.longest, sentence.upperBound - start)
            reader.read(count: length) { form(start + $0) }
            for index in 0..<length {
                let row = reader.scores(at: index)
                Vectors.softmax(row, count: classes)
                for label in 0..<classes { scores.append(max(row[label], 1e-6)) }
            }
        }
    }

    /// Moves the probabilities of each capitalized word towards the mean of its mentions.
    private mutating func shareAmongMentions(_ count: Int, _ form: (Int) -> UnsafeBufferPointer<UInt8>) {
        var mentions: [UInt64: [Int]] = [:]
        for token in 0..<count {
            let bytes = form(token)
            guard bytes.count > 1, (0x41...0x5A).contains(bytes[0]) else { continue }
            mentions[bytes.reduce(FeatureHash.seed) { FeatureHash.add($1, to: $0) }, default: []].append(token)
        }
        for tokens in mentions.values where tokens.count > 1 {
            for label in 0..<classes {
                let mean = tokens.reduce(Float(0)) { $0 + scores[$1 * classes + label] } / Float(tokens.count)
                for token in tokens {
                    let own = scores[token * classes + label]
                    scores[token * classes + label] = own + Self.share * (mean - own)
                }
            }
        }
    }

    /// The names of the best sequence for a sentence.
    private func best(_ sentence: Range<Int>) -> [Name] {
        let isEmpty = sentence.allSatisfy { scores[$0 * classes] > 0.73 }
        guard !isEmpty else { return [] }
        var previous = [Float](repeating: 0, count: classes)
        var back = [Int](repeating: 0, count: sentence.count * classes)
        for (index, token) in sentence.enumerated() {
            var current = [Float](repeating: -.infinity, count: classes)
            for next in 0..<classes {
                let own = Self.logarithm(scores[token * classes + next])
                for before in 0..<classes where NameClass.follows(next, index == 0 ? 0 : before) {
                    let sum = (index == 0 ? 0 : previous[before]) + own
                    if sum > current[next] { (current[next], back[index * classes + next]) = (sum, before) }
                }
            }
            previous = current
        }
        var label = previous.indices.max { previous[$0] < previous[$1] } ?? 0
        var path = [Int](repeating: 0, count: sentence.count)
        for index in path.indices.reversed() {
            path[index] = label
            label = back[index * classes + label]
        }
        return names(path, sentence.lowerBound)
    }

    private func names(_ path: [Int], _ first: Int) -> [Name] {
        var names: [Name] = []
        for (index, label) in path.enumerated() where label != NameClass.outside {
            let token = first + index
            if label % 2 == 1 {
                names.append(Name(tokens: token..<token + 1, label: label / 2, confidence: 0))
            } else {
                names[names.count - 1].tokens = names[names.count - 1].tokens.lowerBound..<token + 1
            }
        }
        for index in names.indices {
            let (begin, inside) = (NameClass.begin(names[index].label), NameClass.inside(names[index].label))
            let sum = names[index].tokens.reduce(Float(0)) {
                $0 + scores[$1 * classes + begin] + scores[$1 * classes + inside]
            }
            names[index].confidence = Double(min(1, sum / Float(names[index].tokens.count)))
        }
        return names
    }

    /// The logarithm to base 2, close enough to compare paths.
    @inline(__always)
    private static func logarithm(_ value: Float) -> Float {
        let part = value.significand - 1
        return Float(value.exponent) + part * (1.346_555 - part * 0.346_555)
    }
}
