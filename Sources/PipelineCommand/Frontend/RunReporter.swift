import ArgumentParser
import PipelineCore
import Synchronization

/// Tells on standard error how a run goes: failures as they come, a progress line on a terminal, a line a minute
/// elsewhere, and a summary.
final class RunReporter: Sendable {
    /// How it is told.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    /// How many failures are shown in full before they are only counted.
    private static let shownFailures = 20

    private struct State {
        var failures = 0
        var lastShown: ContinuousClock.Instant
        var hasProgressLine = false
    }

    private let console: Console
    private let isQuiet: Bool
    private let format: Format
    private let start = ContinuousClock.now
    private let state: Mutex<State>

    init(console: Console = .standardError, isQuiet: Bool, format: Format = .text) {
        self.console = console
        self.format = format
        self.isQuiet = isQuiet
        state = Mutex(State(lastShown: start))
    }

    /// Takes one event of the run.
    func observe(_ event: RunEvent) {
        switch event {
        case .failed(let error): failed(error)
        case .warning(let document, let message):
            let entry = LogEntry(.warn, message, document: document)
            say(format == .json ? entry.json : "warning: \(message) (document \(document))")
        case .log(let entry): say(format == .json ? entry.json : entry.description)
        case .progress(let summary): progress(summary)
        }
    }

    private func failed(_ error: PipelineError) {
        guard format == .text else { return say(error.value.json) }
        let count = state.withLock { state in
            state.failures += 1
            return state.failures
        }
        if count <= Self.shownFailures { say(console.formatter.format(error)) }
        if count == Self.shownFailures { say("further failures are counted, not shown") }
    }

    private func say(_ text: String) {
        state.withLock { state in
            clear(&state)
            console.write(text)
        }
    }

    private func clear(_ state: inout State) {
        if state.hasProgressLine { console.writeRaw("\r\u{1B}[K") }
        state.hasProgressLine = false
    }

    private func progress(_ summary: RunSummary) {
        guard !isQuiet else { return }
        let hasLine = console.isTerminal && format == .text
        let interval: Duration = hasLine ? .milliseconds(200) : .seconds(60)
        state.withLock { state in
            let now = ContinuousClock.now
            guard now - state.lastShown >= interval else { return }
            state.lastShown = now
            guard format == .text else { return console.write(json(summary, "progress")) }
            let left = timeLeft(summary).map { ", \($0) left" } ?? ""
            let line =
                "\(summary.read) documents, \(rate(summary)) a second, \(summary.failed) failed\(left)"
            if hasLine {
                console.writeRaw("\r\u{1B}[K\(Self.bar(summary))\(line)")
                state.hasProgressLine = true
            } else {
                console.write(line)
            }
        }
    }

    /// How much of the input is done, in eighths of a character; nothing where the size of the input is not known.
    private static func bar(_ summary: RunSummary) -> String {
        let width = 20
        guard summary.inputSize > 0 else { return "" }
        let eighths = min(width * 8, summary.inputBytes * width * 8 / summary.inputSize)
        let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
        let full = String(repeating: "█", count: eighths / 8) + part
        return "▕" + full + String(repeating: " ", count: width - full.count) + "▏ "
    }

    private func json(_ summary: RunSummary, _ event: String) -> String {
        var object: Value.Object = ["event": .string(event)]
        for (name, number) in [
            ("read", summary.read), ("written", summary.written), ("dropped", summary.dropped), ("kept", summary.kept),
            ("repaired", summary.repaired), ("failed", summary.failed), ("resumed", summary.resumed),
        ] { object[name] = .integer(Int64(number)) }
        object["seconds"] = .number(((ContinuousClock.now - start) / .milliseconds(1)).rounded() / 1000)
        return Value.object(object).json
    }

    private func rate(_ summary: RunSummary) -> Int {
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        return elapsed > 0 ? Int(Double(summary.read - summary.resumed) / elapsed) : 0
    }

    /// By the bytes of input that are left, once some have been read.
    private func timeLeft(_ summary: RunSummary) -> String? {
        let done = Double(summary.inputBytes - summary.resumedBytes)
        let left = Double(summary.inputSize - summary.inputBytes)
        guard done > 0, left > 0 else { return nil }
        return Self.clock(Int((ContinuousClock.now - start) / .seconds(1) * left / done))
    }

    private static func clock(_ seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let minutes = "\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        return seconds < 3600 ? minutes : "\(seconds / 3600):\(minutes)"
    }

    /// Says what was done and where it is.
    func finish(_ summary: RunSummary, of runner: Runner) {
        state.withLock { clear(&$0) }
        guard !isQuiet || summary.failed > 0 else { return }
        guard format == .text else { return console.write(json(summary, "end")) }
        if summary.resumed > 0 {
            let all = summary.resumed == summary.read
            console.write("resumed after \(count(summary.resumed, "document"))\(all ? ": nothing was left to do" : "")")
        }
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        let parts = [
            count(summary.read, "document"), "\(count(summary.written, "record")) written",
            summary.dropped > 0 ? "\(summary.dropped) dropped" : nil,
            summary.kept > 0 ? "\(summary.kept) kept without a stage that failed" : nil,
            summary.repaired > 0 ? "\(summary.repaired) with repaired text" : nil,
            summary.failed > 0 ? "\(summary.failed) failed" : nil,
        ]
        let time = "\((elapsed * 100).rounded() / 100) s"
        console.write("\(parts.compactMap { $0 }.joined(separator: ", ")) in \(time)")
        for output in runner.writers.map(\.path) where output != "-" { console.write("  output: \(output)") }
        if summary.summarized > 0 { console.write("  summary: \(runner.corpusSummary)") }
        if summary.failed > 0 { console.write("  dead letters: \(runner.deadLetters)") }
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
