import PipelineCore
import PipelineScripting

/// A finding of a test for people: what is wrong, the text with carets, who did it, and why something is missing.
struct FindingText {
    let document: Document
    let hints: MatchHints
    let isColored: Bool

    func lines(_ finding: TestFinding) -> [String] {
        if let error = finding.error {
            return DiagnosticFormatter(isColored: isColored).format(error).split(separator: "\n").map(String.init)
        }
        var lines = [finding.message]
        var marks: [TextExcerpt.Mark] = []
        if let expected = finding.expected {
            marks.append(TextExcerpt.Mark(bytes: expected.bytes, caption: expected.caption, style: .green))
        }
        if let found = finding.found {
            marks.append(TextExcerpt.Mark(bytes: found.bytes, caption: found.caption, style: .red))
        }
        lines += TextExcerpt(text: document.text, isColored: isColored).lines(marks)
        lines += finding.details.map(detail)
        if let place = finding.found?.provenance?.location { lines.append("written in \(place)") }
        if let label = finding.missing { lines += hints.lines(label: label, expected: finding.expected?.bytes) }
        return lines
    }

    private func detail(_ line: String) -> String {
        if line.hasPrefix("+ ") { return Style.green.paint(line, isColored) }
        if line.hasPrefix("- ") { return Style.red.paint(line, isColored) }
        return line
    }
}
