import PipelineCore
import Synchronization

/// A page about a run: one file that needs no network and fits light and dark.
final class RunReport: Sendable {
    /// How many failures are told of one by one.
    static let shownFailures = 100
    /// How many points the curve has at most.
    private static let greatestPoints = 600

    private struct State {
        var points: [(seconds: Double, documents: Int)] = [(0, 0)]
        var interval = 0.1
        var failures: [(document: String, stage: String, message: String)] = []
        var summary = RunSummary()
    }

    private let title: String
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    /// - Parameter title: what was run.
    init(title: String) { self.title = title }

    /// Takes one event of the run.
    func observe(_ event: RunEvent) {
        switch event {
        case .failed(let error):
            state.withLock { state in
                guard state.failures.count < Self.shownFailures else { return }
                state.failures.append((error.document ?? "", error.stage ?? "", error.message))
            }
        case .progress(let summary):
            let seconds = elapsed
            state.withLock { Self.add(seconds, summary, to: &$0) }
        case .warning, .log: break
        }
    }

    private var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }

    private static func add(_ seconds: Double, _ summary: RunSummary, to state: inout State) {
        state.summary = summary
        guard let last = state.points.last, seconds - last.seconds >= state.interval else { return }
        state.points.append((seconds, summary.read - summary.resumed))
        guard state.points.count > greatestPoints else { return }
        // A long run gets coarser, so that the page stays small.
        state.points = state.points.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        state.interval *= 2
    }

    /// The page.
    func html(of profile: Profile) -> String {
        let seconds = elapsed
        let state = state.withLock { state in
            var state = state
            state.points.append((max(seconds, 0.001), state.summary.read - state.summary.resumed))
            return (state.points, state.failures, state.summary)
        }
        let summary = state.2
        let count = summary.read - summary.resumed
        let figures: [(String, String)] = [
            ("documents", "\(summary.read)"), ("records", "\(summary.written)"), ("dropped", "\(summary.dropped)"),
            ("failed", "\(summary.failed)"), ("seconds", ProfileTable.fixed(seconds, 2)),
            ("documents a second", "\(Int(Double(count) / max(seconds, 0.001)))"),
        ]
        return Self.frame(
            title,
            [
                "<dl>\(figures.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" }.joined())</dl>",
                "<h2>Documents a second</h2>", Self.curve(state.0),
                "<h2>Where the time went</h2>", Self.shares(profile),
                "<h2>Slowest documents</h2>",
                Self.table(
                    ["document", "time"],
                    profile.slowest.map { [$0.document, ProfileTable.time($0.nanoseconds)] }),
                "<h2>Failed documents</h2>",
                Self.table(["document", "stage", "error"], state.1.map { [$0.document, $0.stage, $0.message] }),
                summary.failed > state.1.count ? "<p>and \(summary.failed - state.1.count) more</p>" : "",
            ].joined(separator: "\n"))
    }
}

// MARK: - Pieces of the page

extension RunReport {
    private static func curve(_ points: [(seconds: Double, documents: Int)]) -> String {
        let rates = zip(points, points.dropFirst()).map { before, after in
            (
                from: before.seconds, to: after.seconds,
                rate: Double(after.documents - before.documents) / max(after.seconds - before.seconds, 0.001)
            )
        }
        let most = max(1, rates.map(\.rate).max() ?? 1)
        let end = max(0.001, points.last?.seconds ?? 1)
        let path = rates.map { step in
            let y = ProfileTable.fixed(100 - step.rate / most * 96, 1)
            let (from, to) = (step.from / end * 600, step.to / end * 600)
            return "L\(ProfileTable.fixed(from, 1)) \(y)L\(ProfileTable.fixed(to, 1)) \(y)"
        }.joined()
        return """
            <figure><svg viewBox="0 0 600 100" preserveAspectRatio="none" role="img" \
            aria-label="throughput over time"><path d="M0 100\(path)L600 100Z"/></svg>
            <figcaption>up to \(Int(most.rounded())) a second, over \(ProfileTable.fixed(end, 1)) s</figcaption></figure>
            """
    }

    private static func shares(_ profile: Profile) -> String {
        let whole = Double(max(1, profile.nanoseconds))
        let rows = profile.parts.filter { $0.kind != .rule || $0.times.count > 0 }.map { part in
            let share = ProfileTable.fixed(Double(part.times.nanoseconds) / whole * 100, 1)
            let cells = [
                ProfileTable.time(part.times.nanoseconds), "\(part.times.count)",
                ProfileTable.time(part.times.quantile(0.5)), ProfileTable.time(part.times.quantile(0.99)),
                "\(part.errors)",
            ]
            return """
                <tr class="\(part.kind.rawValue)"><td>\(escaped(part.name))</td>\
                <td class="bar"><meter min="0" max="100" value="\(share)"></meter> \(share) %</td>\
                \(cells.map { "<td>\($0)</td>" }.joined())</tr>
                """
        }
        let head = ["", "share", "time", "calls", "p50", "p99", "errors"].map { "<th>\($0)</th>" }.joined()
        return "<table><tr>\(head)</tr>\n\(rows.joined(separator: "\n"))</table>"
    }

    private static func table(_ head: [String], _ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "<p>none</p>" }
        let lines = rows.map { row in "<tr>\(row.map { "<td>\(escaped($0))</td>" }.joined())</tr>" }
        return "<table><tr>\(head.map { "<th>\($0)</th>" }.joined())</tr>\n\(lines.joined(separator: "\n"))</table>"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    private static func frame(_ title: String, _ body: String) -> String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>\(escaped(title))</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <style>
        :root { color-scheme: light dark; --ink: light-dark(#1c2430, #e4e8ee); --soft: light-dark(#5c6675, #9aa5b4);
          --line: light-dark(#d8dde4, #333c48); --fill: light-dark(#2f6fb3, #6aa9e9); }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: light-dark(#fff, #14181e);
          max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        dl { display: flex; flex-wrap: wrap; gap: 1rem 2rem; } dt { color: var(--soft); } dd { margin: 0; font-size: 1.4rem; }
        figure { margin: 0; } figcaption { color: var(--soft); }
        svg { width: 100%; height: 8rem; border-bottom: 1px solid var(--line); } path { fill: var(--fill); }
        table { border-collapse: collapse; width: 100%; } td, th { text-align: right; padding: .2rem .5rem; }
        td:first-child, th:first-child, td:nth-child(3):last-child { text-align: left; overflow-wrap: anywhere; }
        tr { border-bottom: 1px solid var(--line); } th { color: var(--soft); font-weight: normal; }
        .rule td:first-child { padding-left: 2rem; color: var(--soft); } meter { width: 6rem; }
        </style></head><body>
        <h1>\(escaped(title))</h1>
        \(body)
        </body></html>

        """
    }
}
