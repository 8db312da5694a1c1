import PipelineCore

/// What a watch shows, and the last good results, with which it compares.
struct WatchSession {
    /// One run over all documents.
    struct Pass {
        var name: String
        var findings = Findings()
        var failures: [PipelineError]
        /// Whether there were more documents than asked for.
        var hasMore: Bool
        /// What the results follow from.
        var files: Set<String> = []
        var duration = Duration.zero
    }

    private static let shownFailures = 3

    let only: String?
    let shown: Int
    /// What is watched: the files of the last good run, and those in which mistakes were found since.
    var files: Set<String> = []
    private var last: Findings?
    private let output = Console.standardOutput
    private let messages = Console.standardError

    init(only: String?, shown: Int) {
        self.only = only
        self.shown = shown
    }

    /// Shows what is different from the last good run.
    mutating func show(_ pass: Pass, after changed: Set<String>) {
        files = pass.files
        head(changed)
        for failure in pass.failures.prefix(Self.shownFailures) { messages.write(messages.formatter.format(failure)) }
        let size = "\(Self.count(pass.findings.count, "finding")) in \(Self.count(pass.findings.documents, "document"))"
        let more = pass.hasMore ? ", the first; --limit takes more" : ""
        let failed = pass.failures.isEmpty ? "" : ", \(Self.count(pass.failures.count, "failure"))"
        let end = "\(size)\(more)\(failed) · \(Self.milliseconds(pass.duration)) ms"
        if let last {
            let change = FindingsChange(from: last, to: pass.findings)
            show(change.entries.filter(isShown))
            output.write("\(Self.summary(change)) · \(end)")
        } else {
            output.write("\(pass.name): \(end) · watching \(Self.count(files.count, "file"))")
        }
        last = pass.findings
    }

    /// Shows why there is no new result.
    func show(_ error: PipelineError, after changed: Set<String>) {
        head(changed)
        messages.write(messages.formatter.format(error))
        let kept = last.map { "the last good results are kept: \(Self.count($0.count, "finding"))" }
        output.write(kept ?? "waiting for it to be put right")
    }

    private func head(_ changed: Set<String>) {
        guard !changed.isEmpty else { return }
        let names = changed.sorted().joined(separator: ", ")
        output.write("\n" + Paint.faint.paint("── \(names)", isColored: output.isColored))
    }

    private func isShown(_ entry: FindingsChange.Entry) -> Bool {
        only.map { entry.key.kind.split(separator: " ").map(String.init).contains($0) } ?? true
    }

    private func show(_ entries: [FindingsChange.Entry]) {
        for entry in entries.prefix(shown) {
            let mark = entry.kind.rawValue
            let title = Paint.bold.paint(entry.key.kind, isColored: output.isColored)
            let context = entry.finding.excerpt.line(isColored: output.isColored)
            output.write(
                "\(color(entry.kind).paint(mark, isColored: output.isColored)) \(entry.key.document)  \(title)  \(context)"
            )
            if let before = entry.before {
                output.write(Paint.faint.paint("    − \(before)", isColored: output.isColored))
            }
            let lead = entry.before == nil ? "    " : "    + "
            output.write(Paint.faint.paint("\(lead)\(entry.finding.details)", isColored: output.isColored))
        }
        if entries.count > shown { output.write("… and \(entries.count - shown) more") }
    }

    private func color(_ kind: FindingsChange.Kind) -> Paint {
        switch kind {
        case .gained: .green
        case .lost: .red
        case .changed: .yellow
        }
    }

    private static func summary(_ change: FindingsChange) -> String {
        guard !change.entries.isEmpty else { return "nothing changed" }
        let parts = [
            (change.count(.gained), "gained"), (change.count(.lost), "lost"), (change.count(.changed), "changed"),
        ]
        return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    private static func milliseconds(_ duration: Duration) -> Int64 {
        duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
    }
}
