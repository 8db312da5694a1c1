import PipelineTestSupport
import Testing

/// A file has its tests beside it, in the folder of the same name: `Sources/PipelineCore/Stage/Options.swift` in
/// `Tests/PipelineCoreTests/Stage/OptionsTests.swift`.
struct MirrorTests {
    /// Rooms in which every file has its tests. In the others stages, readers and writers have.
    private static let mirrored: Set<String> = ["PipelineCore"]

    private static let exempt: [String: String] = [
        "Sources/PipelineCore/Runner/AtomicFlag.swift": "two lines; InputQueueTests and RunnerTests set and read it",
        "Sources/PipelineCore/Runner/Reader.swift": "the protocol; each reader has its tests",
        "Sources/PipelineCore/Runner/Writer.swift": "the protocol; each writer has its tests",
        "Sources/PipelineCore/Stage/PatternMatcher.swift": "protocols; PatternSetMatcher has its tests",
    ]

    /// Files whose tests are still to come. Take a line out with the tests; add none.
    private static let owed: Set<String> = [
        "Sources/PipelineExtract/Patterns/Rules/RuleReader.swift",
        "Sources/PipelineFormats/Readers/JSONLinesReader.swift",
        "Sources/PipelineFormats/Readers/TextReader.swift",
        "Sources/PipelineFormats/Writers/JSONLinesWriter.swift",
        "Sources/PipelineFormats/Writers/SummaryWriter.swift",
        "Sources/PipelineScore/WeighStage.swift",
        "Sources/PipelineScripting/Definition/SettingReader.swift",
        "Sources/PipelineScripting/LuaStage.swift",
        "Sources/PipelineTag/EnglishTaggerStage.swift",
        "Sources/PipelineTag/Training/ConlluReader.swift",
        "Sources/PipelineTag/Training/ModelWriter.swift",
        "Sources/PipelineTokenize/EnglishTokenizerStage.swift",
        "Sources/PipelineTokenize/WhitespaceTokenizerStage.swift",
    ]

    private func needsTests(_ file: SourceText) -> Bool {
        if Self.exempt[file.path] != nil || file.name.contains("+") { return false }
        if Self.mirrored.contains(file.room) { return true }
        return ["Stage", "Reader", "Writer"].contains { file.name.hasSuffix($0) && file.name != $0 }
    }

    private func testPath(of file: SourceText) -> String {
        let folders = file.path.split(separator: "/").dropFirst(2).dropLast()
        return (["Tests", "\(file.room)Tests"] + folders + ["\(file.name)Tests.swift"]).joined(separator: "/")
    }

    @Test func filesHaveTheirTests() throws {
        for file in try SourceText.all(in: "Sources") where needsTests(file) {
            let path = testPath(of: file)
            let isOwed = Self.owed.contains(file.path)
            guard Repository.files.contains(path) else {
                Issue.record("\(file.path) has no \(path)", severity: isOwed ? .warning : .error)
                continue
            }
            if isOwed { Issue.record("\(file.path) has its tests: take it from the list", severity: .warning) }
            #expect(try Repository.text(path).contains("@Test"), "\(path) tests nothing")
        }
    }

    @Test func exemptionsAreNeeded() {
        for path in Self.owed.union(Self.exempt.keys) { #expect(Repository.files.contains(path), "\(path) is gone") }
    }
}
