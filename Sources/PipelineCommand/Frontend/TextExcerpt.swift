import PipelineCore

/// Lines of a document with carets under parts of it.
struct TextExcerpt {
    /// A part of the text with what to write behind its carets.
    struct Mark {
        var bytes: Range<Int>
        var caption: String
        var style: Style
    }

    let text: DocumentText
    var isColored = false
    /// Lines are cut to about this many scalars around the first mark.
    var width = 100

    /// The line in which each mark begins, once, and a line of carets for each mark. A mark that goes on in the next
    /// line is cut.
    func lines(_ marks: [Mark]) -> [String] {
        var lines: [String] = []
        var last: Range<Int>?
        for mark in marks {
            let line = self.line(around: mark.bytes.lowerBound)
            let shown = window(line, around: mark.bytes)
            if shown != last {
                let lead = shown.lowerBound > line.lowerBound ? "…" : ""
                let tail = shown.upperBound < line.upperBound ? "…" : ""
                lines.append(lead + text[shown].map { $0 == "\t" ? " " : String($0) }.joined() + tail)
                last = shown
            }
            let indent = count(shown.lowerBound..<mark.bytes.lowerBound) + (shown.lowerBound > line.lowerBound ? 1 : 0)
            let end = min(mark.bytes.upperBound, shown.upperBound)
            let carets = String(
                repeating: "^", count: max(1, count(mark.bytes.lowerBound..<max(end, mark.bytes.lowerBound))))
            let caption = mark.caption.isEmpty ? "" : " \(mark.caption)"
            lines.append(
                String(repeating: " ", count: indent) + mark.style.paint(carets + caption, isColored))
        }
        return lines
    }

    private func count(_ bytes: Range<Int>) -> Int { text[bytes].unicodeScalars.count }

    private func line(around byte: Int) -> Range<Int> {
        let bytes = text.bytes
        let start = bytes[..<byte].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let end = bytes[byte...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        return start..<max(start, end)
    }

    /// The part of a long line that holds the mark, cut between words where there are any.
    private func window(_ line: Range<Int>, around mark: Range<Int>) -> Range<Int> {
        guard line.count > width else { return line }
        let bytes = text.bytes
        var start = max(line.lowerBound, mark.lowerBound - width / 3)
        while start > line.lowerBound, start < mark.lowerBound, bytes[start - 1] != UInt8(ascii: " ") { start += 1 }
        var end = min(line.upperBound, max(start + width, min(mark.upperBound, start + 2 * width)))
        while end < line.upperBound, end > mark.upperBound, bytes[end] != UInt8(ascii: " ") { end -= 1 }
        while start > line.lowerBound, !text.isScalarBoundary(start) { start -= 1 }
        while end < line.upperBound, !text.isScalarBoundary(end) { end += 1 }
        return start..<end
    }
}

/// A colour of the terminal.
enum Style: String {
    case plain = ""
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"

    /// The text in the colour, where colours are welcome.
    func paint(_ text: String, _ isColored: Bool) -> String {
        isColored && self != .plain ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
