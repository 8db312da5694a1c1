import PipelineTestSupport
import Testing

struct SourceRulesTests {
    /// Lua raises errors by `longjmp`, which must not pass a Swift frame. These functions may raise in the caller's frame.
    @Test func swiftCallsNothingThatRaisesInLua() throws {
        let pattern = try Regex<Substring>(#"\b(?:lua_(?:error|callk?|yieldk?)|luaL_(?:error|check|opt|arg)\w*)\b"#)
        for folder in ["Sources", "Tests", "Examples", "Benchmarks"] {
            let lines = try SourceText.all(in: folder).flatMap { $0.lines(containing: pattern) }
            #expect(lines == [], "call it behind a protected call in CPipelineLua")
        }
    }

    /// Trained data and generated tables are not read by anybody and may be as long as they are.
    @Test func filesAreShort() throws {
        let exempt: Set<String> = []
        for path in Repository.files(in: "Sources", ".swift", ".c", ".h") where !exempt.contains(path) {
            guard !path.hasPrefix("Sources/CPipelineModels/Data/") else { continue }
            let lines = try Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false).count - 1
            #expect(lines <= 400, "\(path) has \(lines) lines")
        }
    }

    /// A library never ends the program of somebody else, and never writes to a terminal that is not its own.
    @Test func librariesNeitherCrashNorPrint() throws {
        for file in try SourceText.all(in: "Sources") {
            #expect(file.lines(containing: /\btry!/) == [])
            #expect(file.lines(containing: /\bfatalError\(/) == [])
            // A file that has its own `print` does not mean the one that writes.
            guard file.room != "PipelineCommand", !file.text.contains("func print(") else { continue }
            #expect(file.lines(containing: /(?:^|[^\w.])(?:print|debugPrint|dump)\(/) == [])
        }
    }

    @Test func commentsAreNotCode() {
        let file = SourceText(
            path: "Sources/X/Y.swift", text: "a() // fatalError()\n/// print(1)\nlet u = \"http://x\" // b")
        #expect(file.code == ["a()", "", "let u = \"http://x\""])
    }
}
