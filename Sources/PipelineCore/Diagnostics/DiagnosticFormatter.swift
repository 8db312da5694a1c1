/// Lays an error out as a compiler does: place, message, the line with carets under it, what to do, how it came there.
public struct DiagnosticFormatter: Sendable {
    /// How much a message weighs.
    public enum Severity: String, Sendable {
        case error
        case warning
    }

    /// Whether to use terminal colours.
    public var isColored: Bool
    /// Lines are cut to this many scalars around the caret.
    public var width: Int
    /// Reads a file again for its excerpt; replaceable for tests.
    private let source: @Sendable (String) -> SourceFile?

    /// A formatter that reads excerpts from the files themselves.
    public init(isColored: Bool = false, width: Int = 120) {
        self.init(isColored: isColored, width: width) { try? SourceFile(path: $0) }
    }

    package init(isColored: Bool, width: Int, source: @escaping @Sendable (String) -> SourceFile?) {
        self.isColored = isColored
        self.width = width
        self.source = source
    }

    /// The whole message, several lines, without a line end.
    public func format(_ error: PipelineError, as severity: Severity = .error) -> String {
        var lines = [headline(error, severity)]
        lines += excerpt(error.location, error.excerpt)
        if let remedy = error.remedy { lines.append(paint("  help: ", .cyan) + remedy) }
        for note in error.notes {
            lines.append(paint("\(note.location): ", .bold) + paint("note: ", .cyan) + note.message)
            lines += excerpt(note.location, nil)
        }
        lines += error.traceback.map { "    \($0)" }
        return ([lines.joined(separator: "\n")] + error.others.map { format($0, as: severity) }).joined(separator: "\n")
    }

    private func headline(_ error: PipelineError, _ severity: Severity) -> String {
        let place = error.location.map { paint("\($0): ", .bold) } ?? ""
        let parts = [error.stage.map { "stage \($0)" }, error.document.map { "document \($0)" }].compactMap { $0 }
        let context = parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
        let label = paint("\(severity.rawValue): ", severity == .error ? .red : .yellow)
        return place + label + error.message + context
    }

    /// - Parameter line: the line, where it is known; empty when it must not be shown.
    private func excerpt(_ location: SourceLocation?, _ line: String?) -> [String] {
        guard let location, let number = location.line, let text = line ?? source(location.file)?.line(number),
            line != ""
        else { return [] }
        let gutter = String(number)
        let margin = String(repeating: " ", count: gutter.count)
        guard let column = location.column else {
            return [" \(gutter) | \(cut(Array(text.unicodeScalars), around: 1).text)"]
        }
        let (line, start) = cut(Array(text.unicodeScalars), around: column)
        let indent = line.unicodeScalars.prefix(start).map { $0 == "\t" ? "\t" : " " }.joined()
        let room = max(1, line.unicodeScalars.count - start)
        let carets = String(repeating: "^", count: max(1, min(location.length, room)))
        return [" \(gutter) | \(line)", " \(margin) | \(indent)\(paint(carets, .red))"]
    }

    /// A long line is cut so that the column stays visible; gives also where the column went.
    private func cut(_ line: [Unicode.Scalar], around column: Int) -> (text: String, start: Int) {
        func text(_ part: some Sequence<Unicode.Scalar>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: part)
            return String(view)
        }
        let index = min(max(0, column - 1), line.count)
        guard line.count > width else { return (text(line), index) }
        let first = max(0, min(index - width / 2, line.count - width))
        let last = min(line.count, first + width)
        let lead = first > 0 ? "…" : ""
        return (lead + text(line[first..<last]) + (last < line.count ? "…" : ""), index - first + lead.count)
    }

    private enum Paint: String {
        case red = "31;1"
        case yellow = "33;1"
        case cyan = "36"
        case bold = "1"
    }

    private func paint(_ text: String, _ paint: Paint) -> String {
        isColored ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
    }
}
