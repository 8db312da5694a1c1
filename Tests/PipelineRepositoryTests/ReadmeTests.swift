import PipelineTestSupport
import Testing

/// What the README shows is what is in the repository.
struct ReadmeTests {
    /// The content of the first fenced block of a language.
    private func block(_ language: String, after marker: String = "") throws -> String {
        let text = try Repository.text("README.md")
        let start = marker.isEmpty ? text.startIndex : try #require(text.firstRange(of: marker)).upperBound
        let opening = try #require(text[start...].firstRange(of: "```\(language)\n"))
        let closing = try #require(text[opening.upperBound...].firstRange(of: "```"))
        return String(text[opening.upperBound..<closing.lowerBound])
    }

    @Test func theDefinitionIsTheOneOfTheQuickStart() throws {
        #expect(try block("lua") == Repository.text("Examples/quickstart/config.lua"))
    }

    @Test func theOutputIsTheOneOfTheQuickStart() throws {
        let shown = try block("console", after: "Run it:")
        #expect(shown.contains(try Repository.text("Examples/quickstart/expected/summary.txt")))
    }
}
