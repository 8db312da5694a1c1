public import PipelineCore

/// How well a treebank file agrees with the gold standard, by the measures of the CoNLL 2018 shared task.
///
/// Tokens, words and sentences count as found when they cover the same characters. What is said of words is compared
/// for words that are found; parts of multiword tokens are laid side by side by their forms.
///
/// ```swift
/// let score = try ConlluScore(gold: ConlluDocument(gold), predicted: ConlluDocument(predicted))
/// score["UPOS"]?.f1
/// ```
public struct ConlluScore: Sendable {
    /// The measures in the order of the shared task.
    public static let measures = ["Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "AllTags", "Lemmas"]

    private var counts: [String: SpanCounts] = [:]
    /// How many words are found on both sides.
    public let aligned: Int

    /// Compares two files. Cost: linear, but for long multiword tokens.
    ///
    /// - Throws: ``PipelineCore/PipelineError`` with code `documentUnreadable` when the characters of the two differ.
    public init(gold: ConlluDocument, predicted: ConlluDocument) throws(PipelineError) {
        guard gold.characters == predicted.characters else {
            let place = zip(gold.characters, predicted.characters).prefix { $0 == $1 }.count
            throw PipelineError(
                .documentUnreadable, "the two files hold different text from character \(place) on, blanks not counted",
                remedy: "compare files made from the same text")
        }
        let pairs = Self.aligned(gold.words, predicted.words)
        aligned = pairs.count
        counts["Tokens"] = Self.counts(gold.tokens, predicted.tokens)
        counts["Sentences"] = Self.counts(gold.sentences, predicted.sentences)
        func count(_ name: String, _ isRight: (ConlluDocument.Word, ConlluDocument.Word) -> Bool) {
            var result = SpanCounts()
            (result.gold, result.predicted) = (gold.words.count, predicted.words.count)
            result.right = pairs.count { isRight(gold.words[$0], predicted.words[$1]) }
            result.found = result.right
            counts[name] = result
        }
        count("Words") { _, _ in true }
        count("UPOS") { $0.upos == $1.upos }
        count("XPOS") { $0.xpos == $1.xpos }
        count("UFeats") { $0.feats == $1.feats }
        count("AllTags") { $0.upos == $1.upos && $0.xpos == $1.xpos && $0.feats == $1.feats }
        count("Lemmas") { $0.lemma == "_" || $0.lemma == $1.lemma }
    }

    /// The counts of a measure; `nil` for one that there is not.
    public subscript(measure: String) -> SpanCounts? { counts[measure] }

    private static func counts(_ gold: [Range<Int>], _ predicted: [Range<Int>]) -> SpanCounts {
        var result = SpanCounts()
        (result.gold, result.predicted) = (gold.count, predicted.count)
        let expected = Set(gold)
        result.right = predicted.count { expected.contains($0) }
        result.found = result.right
        return result
    }

    /// Pairs of words of both sides that are the same word.
    private static func aligned(_ gold: [ConlluDocument.Word], _ predicted: [ConlluDocument.Word]) -> [(Int, Int)] {
        var pairs: [(Int, Int)] = []
        var (left, right) = (0, 0)
        while left < gold.count, right < predicted.count {
            if gold[left].isPart || predicted[right].isPart {
                let region = region(gold, predicted, left, right)
                pairs += common(gold, predicted, region.gold, region.predicted)
                (left, right) = (max(left, region.gold.upperBound), max(right, region.predicted.upperBound))
            } else if gold[left].span == predicted[right].span {
                pairs.append((left, right))
                (left, right) = (left + 1, right + 1)
            } else if gold[left].span.lowerBound <= predicted[right].span.lowerBound {
                left += 1
            } else {
                right += 1
            }
        }
        return pairs
    }

    /// The words of both sides that a multiword token and what overlaps it cover.
    private static func region(
        _ gold: [ConlluDocument.Word], _ predicted: [ConlluDocument.Word], _ left: Int, _ right: Int
    ) -> (gold: Range<Int>, predicted: Range<Int>) {
        // A side that lies wholly before the other's token goes on alone.
        if !gold[left].isPart, gold[left].span.upperBound <= predicted[right].span.lowerBound {
            return (left..<left + 1, right..<right)
        }
        if !predicted[right].isPart, predicted[right].span.upperBound <= gold[left].span.lowerBound {
            return (left..<left, right..<right + 1)
        }
        var end = 0
        if gold[left].isPart { end = gold[left].span.upperBound }
        if predicted[right].isPart { end = max(end, predicted[right].span.upperBound) }
        var (last, other) = (left, right)
        while true {
            if last < gold.count, gold[last].span.lowerBound < end {
                if gold[last].isPart { end = max(end, gold[last].span.upperBound) }
                last += 1
            } else if other < predicted.count, predicted[other].span.lowerBound < end {
                if predicted[other].isPart { end = max(end, predicted[other].span.upperBound) }
                other += 1
            } else {
                return (left..<last, right..<other)
            }
        }
    }

    /// The longest common subsequence of forms in lower case.
    private static func common(
        _ gold: [ConlluDocument.Word], _ predicted: [ConlluDocument.Word], _ left: Range<Int>, _ right: Range<Int>
    ) -> [(Int, Int)] {
        func isSame(_ first: Int, _ second: Int) -> Bool {
            gold[first].form.lowercased() == predicted[second].form.lowercased()
        }
        var lengths = [[Int]](repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
        for first in left.reversed() {
            for second in right.reversed() {
                let (row, column) = (first - left.lowerBound, second - right.lowerBound)
                lengths[row][column] =
                    isSame(first, second)
                    ? lengths[row + 1][column + 1] + 1 : max(lengths[row + 1][column], lengths[row][column + 1])
            }
        }
        var pairs: [(Int, Int)] = []
        var (first, second) = (left.lowerBound, right.lowerBound)
        while first < left.upperBound, second < right.upperBound {
            let (row, column) = (first - left.lowerBound, second - right.lowerBound)
            if isSame(first, second) {
                pairs.append((first, second))
                (first, second) = (first + 1, second + 1)
            } else if lengths[row + 1][column] >= lengths[row][column + 1] {
                first += 1
            } else {
                second += 1
            }
        }
        return pairs
    }
}
