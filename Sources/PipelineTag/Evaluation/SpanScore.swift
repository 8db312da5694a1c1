/// A run with a label, to be compared with another.
public struct LabelledSpan: Hashable, Sendable {
    /// Where it lies, in any unit that both sides share.
    public var range: Range<Int>
    /// Its label.
    public var label: String

    /// A span.
    public init(_ range: Range<Int>, _ label: String) {
        self.range = range
        self.label = label
    }
}

/// How many of what was expected and of what was found agree.
public struct SpanCounts: Hashable, Sendable {
    /// How many the gold standard has.
    public var gold = 0
    /// How many were found.
    public var predicted = 0
    /// Found ones that are right.
    public var right = 0
    /// Expected ones that were found; the same as ``right`` when spans have to be equal.
    public var found = 0

    /// No spans.
    public init() {}

    /// Adds other counts, if there are any.
    public mutating func add(_ other: SpanCounts?) {
        guard let other else { return }
        gold += other.gold
        predicted += other.predicted
        right += other.right
        found += other.found
    }

    /// The part of what was found that is right.
    public var precision: Double { predicted == 0 ? 0 : Double(right) / Double(predicted) }
    /// The part of what was expected that was found.
    public var recall: Double { gold == 0 ? 0 : Double(found) / Double(gold) }
    /// The harmonic mean of precision and recall.
    public var f1: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }

    /// The numbers on one line.
    public var summary: String {
        func percent(_ part: Double) -> String { "\((part * 10_000).rounded() / 100)" }
        return "precision \(percent(precision)), recall \(percent(recall)), F1 \(percent(f1)), of \(gold) spans"
    }
}

/// Precision and recall of labelled spans: equal ones, and those that overlap one of their label.
public struct SpanScore: Sendable {
    /// For each label the spans that have to be equal.
    public private(set) var exact: [String: SpanCounts] = [:]
    /// For each label the spans of which one byte or token in common is enough.
    public private(set) var overlapping: [String: SpanCounts] = [:]
    /// What was found in place of what: the expected label, the label of the span found that overlaps it most, or
    /// ``none`` on either side.
    public private(set) var confusion: [String: [String: Int]] = [:]
    /// Stands in ``confusion`` for no span.
    public static let none = "–"

    /// Nothing compared.
    public init() {}

    /// All labels together, spans that have to be equal.
    public var total: SpanCounts { Self.sum(exact.values) }

    /// All labels together, spans that have to overlap.
    public var overlappingTotal: SpanCounts { Self.sum(overlapping.values) }

    private static func sum(_ counts: some Sequence<SpanCounts>) -> SpanCounts {
        counts.reduce(into: SpanCounts()) { $0.add($1) }
    }

    /// Compares the spans of one document. Equal spans of one side count once. Cost: the product of both numbers for
    /// spans that overlap, else linear after sorting.
    public mutating func add(gold: [LabelledSpan], predicted: [LabelledSpan]) {
        let gold = Set(gold).sorted(by: Self.order)
        let predicted = Set(predicted).sorted(by: Self.order)
        compare(gold, with: predicted)
        countConfusion(gold, predicted)
    }

    private static func order(_ left: LabelledSpan, _ right: LabelledSpan) -> Bool {
        (left.range.lowerBound, left.range.upperBound, left.label)
            < (right.range.lowerBound, right.range.upperBound, right.label)
    }

    private mutating func compare(_ gold: [LabelledSpan], with predicted: [LabelledSpan]) {
        let (goldSet, predictedSet) = (Set(gold), Set(predicted))
        for span in gold {
            exact[span.label, default: SpanCounts()].gold += 1
            overlapping[span.label, default: SpanCounts()].gold += 1
            if predictedSet.contains(span) { exact[span.label]?.found += 1 }
            if Self.overlap(span, predicted).contains(where: { $0.label == span.label }) {
                overlapping[span.label]?.found += 1
            }
        }
        for span in predicted {
            exact[span.label, default: SpanCounts()].predicted += 1
            overlapping[span.label, default: SpanCounts()].predicted += 1
            if goldSet.contains(span) { exact[span.label]?.right += 1 }
            if Self.overlap(span, gold).contains(where: { $0.label == span.label }) {
                overlapping[span.label]?.right += 1
            }
        }
    }

    private mutating func countConfusion(_ gold: [LabelledSpan], _ predicted: [LabelledSpan]) {
        for span in gold {
            let found = Self.overlap(span, predicted).max { Self.shared($0, span) < Self.shared($1, span) }
            confusion[span.label, default: [:]][found?.label ?? Self.none, default: 0] += 1
        }
        for span in predicted where Self.overlap(span, gold).isEmpty {
            confusion[Self.none, default: [:]][span.label, default: 0] += 1
        }
    }

    private static func overlap(_ span: LabelledSpan, _ others: [LabelledSpan]) -> [LabelledSpan] {
        others.filter { $0.range.overlaps(span.range) }
    }

    private static func shared(_ left: LabelledSpan, _ right: LabelledSpan) -> Int {
        left.range.clamped(to: right.range).count
    }
}
