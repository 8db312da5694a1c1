import Pipeline
import PipelineScripting
import PipelineTestSupport
import Testing

/// The definitions of `Examples/` and of the plugins' tests give what stands beside them in `expected/`, whatever the number of workers.
@Suite("Examples")
struct ExamplesTests {
    /// `Examples/news/config.lua` and its like.
    private static let definitions =
        Repository.files(in: "Examples", "/config.lua") + Repository.files(in: "Plugins", "/tests/config.lua")

    @Test func theExamplesAreFound() {
        #expect(Set(["news", "redact", "tickets"].map { "Examples/\($0)/config.lua" }).isSubset(of: Self.definitions))
        let plugins = [
            "aliases", "dates", "desk", "events", "names", "roles", "speakers", "statements", "tension",
        ]
        #expect(Set(plugins.map { "Plugins/\($0)/tests/config.lua" }).isSubset(of: Self.definitions))
    }

    @Test(arguments: definitions, [1, 2])
    func anExampleGivesWhatIsExpected(_ path: String, workers: Int) async throws {
        let folder = try TemporaryFolder()
        let definition = try Definition(path: "\(Repository.root)/\(path)", catalog: .shipped)
        var runner = try definition.runner()
        var names = runner.writers.map {
            $0.path == "-" ? "summary.txt" : String($0.path.split(separator: "/").last ?? "")
        }
        runner.writers = zip(names, runner.writers).map { RedirectedWriter(path: folder.path($0), base: $1) }
        runner.deadLetters = folder.path("dead.jsonl")
        runner.corpusSummary = folder.path("\(names[0]).summary.jsonl")
        runner.workers = workers

        let summary = try await runner.run()
        #expect(summary.failed == 0)
        #expect(folder.text("dead.jsonl") == nil)
        if summary.summarized > 0 { names.append("\(names[0]).summary.jsonl") }

        let example = path.replacing("config.lua", with: "")
        let expected = "\(example)expected/"
        let files = Repository.files(in: "\(example)expected", "").map { $0.replacing(expected, with: "") }
        #expect(files == names.sorted())
        for name in names {
            // Records name their files by way of the definition; expected is what a run in the example's folder gives.
            let found = folder.text(name)?.replacing("\(Repository.root)/\(example)", with: "")
            let difference = Difference(in: name, expected: try Repository.text(expected + name), found: found ?? "")
            if let difference { Issue.record("\(difference)") }
        }
    }

    @Test func aDifferenceIsShortToRead() throws {
        let difference = try #require(
            Difference(
                in: "a.jsonl", expected: "{\"id\":1}\n{\"id\":2,\"a\":[{\"x\":1},{\"x\":2}],\"b\":3}\n",
                found: "{\"id\":1}\n{\"id\":2,\"a\":[{\"x\":1},{\"x\":7}],\"b\":3}\n"))
        #expect(
            difference.description == """
                a.jsonl, line 2 ({"id":2,"a":[{"x":1},{"x":2}],"b":3}…)
                  expected: {"x":2}]
                  found:    {"x":7}]
                """)
        #expect(Difference(in: "a", expected: "a\n", found: "a\n") == nil)
        #expect(Difference(in: "a", expected: "a\nb", found: "a")?.found == "nothing more")
    }
}
