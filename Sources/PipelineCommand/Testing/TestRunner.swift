import Pipeline
import PipelineCore
import PipelineScripting

/// Runs test files, several at a time.
struct TestRunner: Sendable {
    /// Cases whose name, behind that of their file, holds this; all when `nil`.
    var filter: String?
    /// Whether files with all that is found are written anew.
    var updates = false
    /// Whether findings are shown in colour.
    var isColored = false
    /// How many files to work on at a time.
    var jobs = 1
    var catalog: Catalog

    /// What came of the files, in their order.
    func run(_ paths: [String]) async -> TestReport {
        let clock = ContinuousClock()
        let start = clock.now
        let files = await withTaskGroup(of: (Int, TestReport.File).self) { group in
            var results: [Int: TestReport.File] = [:]
            for (index, path) in paths.enumerated() {
                if index >= jobs, let (done, file) = await group.next() { results[done] = file }
                group.addTask { (index, file(path)) }
            }
            for await (index, file) in group { results[index] = file }
            return paths.indices.compactMap { results[$0] }
        }
        return TestReport(
            files: files.filter { !$0.cases.isEmpty || $0.error != nil }, seconds: clock.now.seconds(since: start),
            isComplete: filter == nil)
    }

    private func file(_ path: String) -> TestReport.File {
        var result = TestReport.File(path: path, name: path)
        do {
            let file = try TestFile(path: path, catalog: catalog)
            result.name = file.name
            let key = RuleTrace.Key()
            var session = try TestSession(file.pipeline.traced(key))
            let trace = RuleTrace.of(session.worker, key)
            for test in file.cases where isWanted(test, in: file) {
                result.cases.append(try run(test, &session, trace))
                for rule in trace.entries.flatMap(\.explanations) {
                    let isFired = rule.matches.contains { $0.outcome == .counts || $0.outcome == .isGuard }
                    let name = TestReport.Rule(by: rule.provenance.by, location: rule.provenance.location)
                    result.rules[name] = result.rules[name] ?? false || isFired
                }
            }
        } catch {
            result.error = PipelineError(error, code: .definitionInvalid)
        }
        return result
    }

    private func isWanted(_ test: TestCase, in file: TestFile) -> Bool {
        guard let filter else { return true }
        return "\(file.name): \(test.name)".lowercased().contains(filter.lowercased())
    }

    private func run(_ test: TestCase, _ session: inout TestSession, _ trace: RuleTrace) throws -> TestReport.Case {
        var result = TestReport.Case(name: test.name, location: test.location, outcome: .passed)
        if let reason = test.skipped {
            result.outcome = .skipped(reason)
            return result
        }
        let clock = ContinuousClock()
        let start = clock.now
        trace.begin()
        let outcome = session.run(test)
        var findings = outcome.findings
        if let path = test.golden, !findings.contains(where: { $0.error != nil }) {
            switch try Golden(path: path).compare(outcome.document, updating: updates) {
            case .same: break
            case .written: result.updated = path
            case .differs(let finding): findings.append(finding)
            }
        }
        let writer = FindingText(
            document: outcome.document, hints: MatchHints(trace: trace, worker: session.worker, isColored: isColored),
            isColored: isColored)
        result.findings = findings.map(writer.lines)
        result.outcome = findings.isEmpty ? .passed : .failed
        result.seconds = clock.now.seconds(since: start)
        return result
    }
}

extension ContinuousClock.Instant {
    fileprivate func seconds(since start: ContinuousClock.Instant) -> Double {
        let parts = (self - start).components
        return Double(parts.seconds) + (Double(parts.attoseconds) / 1e14).rounded() / 1e4
    }
}

/// A file with all that is found in a document.
struct Golden {
    enum Comparison {
        case same
        case written
        case differs(TestFinding)
    }

    let path: String

    /// - Throws: ``PipelineError`` when the file cannot be written.
    func compare(_ document: Document, updating: Bool) throws -> Comparison {
        let found = DocumentListing.lines(document)
        let old = (try? SourceFile(path: path)).map { file in
            String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        }
        if found == old { return .same }
        if updating {
            if let slash = path.lastIndex(of: "/") { try SystemFiles().makeFolders(String(path[..<slash])) }
            try FileBytes.write(Array((found.joined(separator: "\n") + "\n").utf8), to: path)
            return .written
        }
        guard let old else {
            return .differs(
                TestFinding(message: "there is no file \(path)", details: ["write it with pipeline test --update"]))
        }
        return .differs(
            TestFinding(
                message: "what is found is not what \(path) holds",
                details: LineDifference.lines(from: old, to: found) + ["if it should be so: pipeline test --update"]))
    }
}

extension SystemFiles {
    /// Makes a folder and those above it, where they are not there.
    fileprivate func makeFolders(_ path: String) throws { _ = try makeDirectories(path) }
}
