import Pipeline

/// Scores as tables of text.
enum EvaluationTable {
    /// The measures of a treebank.
    static func treebank(_ score: ConlluScore) -> String {
        ([row("measure", "precision", "recall", "F1")]
            + ConlluScore.measures.compactMap { name in score[name].map { row(name, $0) } }).joined(separator: "\n")
    }

    /// Spans for each label, equal and overlapping, and what was found in place of what.
    static func spans(_ score: SpanScore) -> String {
        var lines = [row("equal", "precision", "recall", "F1")]
        let labels = score.exact.keys.sorted()
        lines += labels.compactMap { label in score.exact[label].map { row(label, $0) } }
        lines += [row("all", score.total), "", row("overlapping", "precision", "recall", "F1")]
        lines += labels.compactMap { label in score.overlapping[label].map { row(label, $0) } }
        lines += [row("all", score.overlappingTotal), ""]
        let columns = labels + [SpanScore.none]
        lines.append((["expected \\ found"] + columns).map { pad($0) }.joined())
        for expected in columns {
            let counts = columns.map { "\(score.confusion[expected]?[$0] ?? 0)" }
            lines.append(([expected] + counts).map { pad($0) }.joined())
        }
        return lines.joined(separator: "\n")
    }

    private static func row(_ name: String, _ counts: SpanCounts) -> String {
        row(name, percent(counts.precision), percent(counts.recall), percent(counts.f1))
    }

    private static func row(_ cells: String...) -> String { cells.map { pad($0) }.joined() }

    private static func pad(_ text: String) -> String {
        text + String(repeating: " ", count: max(1, 17 - text.count))
    }

    private static func percent(_ part: Double) -> String {
        let hundredths = Int((part * 10_000).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
