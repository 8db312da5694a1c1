import PipelineTestSupport
import Testing

/// A file has its tests beside it, in the folder of the same name: `Sources/PipelineCore/Stage/Options.swift` in
/// `Tests/PipelineCoreTests/Stage/OptionsTests.swift`.
struct MirrorTests {
    /// Rooms in which every file has its tests. In the others stages, readers and writers have.
    private static let mirrored: Set<String> = ["PipelineCore"]

    private static let exempt: [String: String] = [
        "Sources/PipelineCore/Files/FileSystem.swift": "the protocol; SystemFilesTests hold what it says",
        "Sources/PipelineCore/Runner/AtomicFlag.swift": "two lines; InputQueueTests and RunnerTests set and read it",
        "Sources/PipelineCore/Runner/Reader.swift": "the protocol; each reader has its tests",
        "Sources/PipelineCore/Runner/Writer.swift": "the protocol; each writer has its tests",
        "Sources/PipelineCore/Stage/PatternMatcher.swift": "protocols; PatternSetMatcher has its tests",
        "Sources/PipelineCore/Stage/TextExpression.swift": "protocols; Expression has its tests",
        "Sources/PipelineTag/Training/ModelWriter.swift": "TaggerModelTests read what it writes",
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
            guard Repository.files.contains(path) else {
                Issue.record("\(file.path) has no \(path)")
                continue
            }
            #expect(try Repository.text(path).contains("@Test"), "\(path) tests nothing")
        }
    }

    @Test func exemptionsAreNeeded() {
        for path in Self.exempt.keys { #expect(Repository.files.contains(path), "\(path) is gone") }
    }
}
