import PipelineCore

/// What came of all test files.
struct TestReport: Sendable {
    /// What came of one case.
    struct Case: Sendable {
        enum Outcome: Sendable {
            case passed
            case failed
            case skipped(String)
        }

        var name: String
        var location: SourceLocation?
        var outcome: Outcome
        /// What is wrong, a list of lines for each thing.
        var findings: [[String]] = []
        /// The file with all that is found, when it was written anew.
        var updated: String?
        var seconds = 0.0
    }

    /// What came of one file.
    struct File: Sendable {
        var path: String
        var name: String
        var cases: [Case] = []
        /// Why it could not be loaded.
        var error: PipelineError?
        /// The rules with whether they made something in any case.
        var rules: [Rule: Bool] = [:]
    }

    /// A rule, wherever it was run.
    struct Rule: Hashable, Sendable {
        var by: String
        var location: SourceLocation?
    }

    var files: [File]
    var seconds: Double
    /// Whether all cases ran, so that it can be said which rules never fired.
    var isComplete: Bool

    var cases: [Case] { files.flatMap(\.cases) }
    var passed: Int { cases.count { if case .passed = $0.outcome { true } else { false } } }
    var failed: Int { cases.count { if case .failed = $0.outcome { true } else { false } } }
    var skipped: Int { cases.count - passed - failed }
    var isGood: Bool { failed == 0 && !files.contains { $0.error != nil } }

    /// The rules that made nothing in any case, by place.
    var unfired: [Rule] {
        guard isComplete else { return [] }
        var fired: [Rule: Bool] = [:]
        for file in files { fired.merge(file.rules) { $0 || $1 } }
        return fired.filter { !$0.value }.map(\.key).sorted {
            ($0.location?.file ?? "", $0.location?.line ?? 0, $0.by) < (
                $1.location?.file ?? "", $1.location?.line ?? 0, $1.by
            )
        }
    }

    /// How many rules there are.
    var ruleCount: Int { Set(files.flatMap(\.rules.keys)).count }
}

extension TestReport {
    /// A form of the report.
    enum Format: String, CaseIterable {
        case text, tap, junit
    }

    func written(as format: Format, isColored: Bool) -> String {
        switch format {
        case .text: text(isColored: isColored)
        case .tap: tap
        case .junit: junit
        }
    }

    private func text(isColored: Bool) -> String {
        var lines: [String] = []
        for file in files {
            if let error = file.error {
                lines.append(DiagnosticFormatter(isColored: isColored).format(error))
                continue
            }
            let failed = file.cases.count { if case .failed = $0.outcome { true } else { false } }
            let sign = failed == 0 ? Style.green.paint("✓", isColored) : Style.red.paint("✗", isColored)
            lines.append(
                "\(sign) \(file.name): "
                    + (failed == 0 ? "\(file.cases.count) passed" : "\(failed) of \(file.cases.count) failed"))
            for test in file.cases { lines += Self.text(test, isColored: isColored) }
        }
        lines += unfiredLines(isColored: isColored)
        let counts = [
            "\(passed) passed", failed > 0 ? "\(failed) failed" : "", skipped > 0 ? "\(skipped) skipped" : "",
        ]
        lines.append(
            (counts.filter { !$0.isEmpty }).joined(separator: ", ") + " in \((seconds * 100).rounded() / 100) s")
        return lines.joined(separator: "\n")
    }

    private static func text(_ test: Case, isColored: Bool) -> [String] {
        let place = test.location.map { "  \($0)" } ?? ""
        switch test.outcome {
        case .passed: return test.updated.map { ["  wrote \($0)"] } ?? []
        case .skipped(let reason): return ["  – \(test.name): skipped, \(reason)"]
        case .failed:
            return [
                "",
                "  \(Style.red.paint("✗", isColored)) \(Style.bold.paint(test.name, isColored))"
                    + Style.dim.paint(place, isColored),
            ]
                + test.findings.flatMap { [""] + $0.map { "    \($0)" } }
        }
    }

    private func unfiredLines(isColored: Bool) -> [String] {
        let rules = unfired
        guard !rules.isEmpty else { return [] }
        let shown = rules.prefix(20).map { "  \($0.by)\($0.location.map { "  \($0)" } ?? "")" }
        return [Style.yellow.paint("\(rules.count) of \(ruleCount) rules never fired:", isColored)] + shown
            + (rules.count > 20 ? ["  … and \(rules.count - 20) more"] : [])
    }
}
