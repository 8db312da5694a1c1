import PipelineCore
import Synchronization

/// Tells on standard error how a run goes: failures as they come, a progress line on a terminal, a line a minute
/// elsewhere, and a summary.
final class RunReporter: Sendable {
    /// How many failures are shown in full before they are only counted.
    private static let shownFailures = 20

    private struct State {
        var failures = 0
        var lastShown: ContinuousClock.Instant
        var hasProgressLine = false
    }

    private let console: Console
    private let isQuiet: Bool
    private let start = ContinuousClock.now
    private let state: Mutex<State>

    init(console: Console = .standardError, isQuiet: Bool) {
        self.console = console
        self.isQuiet = isQuiet
        state = Mutex(State(lastShown: start))
    }

    /// Takes one event of the run.
    func observe(_ event: RunEvent) {
        switch event {
        case .failed(let error): failed(error)
        case .warning(let document, let message): say("warning: \(message) (document \(document))")
        case .log(let entry): say(entry.description)
        case .progress(let summary): progress(summary)
        }
    }

    private func failed(_ error: PipelineError) {
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
        let interval: Duration = console.isTerminal ? .milliseconds(200) : .seconds(60)
        state.withLock { state in
            let now = ContinuousClock.now
            guard now - state.lastShown >= interval else { return }
            state.lastShown = now
            let left = timeLeft(summary).map { ", \($0) left" } ?? ""
            let line =
                "\(summary.read) documents, \(rate(summary)) a second, \(summary.failed) failed\(left)"
            if console.isTerminal {
                console.writeRaw("\r\u{1B}[K\(line)")
                state.hasProgressLine = true
            } else {
                console.write(line)
            }
        }
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
