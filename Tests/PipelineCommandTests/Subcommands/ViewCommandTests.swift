import PipelineTestSupport
import Testing

@Suite("pipeline view")
struct ViewCommandTests {
    private static let records = "{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\",\"text\":\"two\"}\n"

    private func folder() throws -> TemporaryFolder { try TemporaryFolder(["out/r.jsonl": Self.records]) }

    @Test func thePageStandsBesideItsRecords() throws {
        let folder = try folder()
        let result = try Program.run("view", "out/r.jsonl", in: folder)
        #expect(result.status == 0)
        #expect(result.output == "")
        #expect(result.messages == "2 documents: out/r.html\n")
        #expect(folder.text("out/r.html")?.contains("<title>r</title>") == true)
        #expect(folder.text("out/r.html.part") == nil)
        #expect(try Program.run("view", "out/r.jsonl", in: folder).status == 0, "a page may be made anew")
    }

    @Test func recordsMayComeFromStandardInput() throws {
        let folder = try folder()
        let result = try Program.run("view", "-", "-o", "p.html", input: Self.records, in: folder)
        #expect(result.status == 0)
        #expect(folder.text("p.html")?.contains("<title>p</title>") == true)
        let page = try Program.run("view", "out/r.jsonl", "-o", "-", "--title", "T", "--offsets", "utf16", in: folder)
        #expect(page.output.hasPrefix("<!doctype html>"))
        #expect(page.output.contains("<title>T</title>"))
        #expect(page.output.contains("<body data-offsets=\"utf16\">"))
        let nowhere = try Program.run("view", "-", input: Self.records, in: folder)
        #expect(nowhere.status == 2)
        #expect(nowhere.messages.contains("say with -o where the page goes"))
    }

    @Test func theSummaryBesideTheRecordsIsShown() throws {
        let folder = try folder()
        let summary = #"{"stage":"desk","documents":2,"value":1}"#
        try folder.write(summary, to: "out/r.jsonl.summary.jsonl")
        try folder.write(summary.replacing("desk", with: "other"), to: "other.jsonl")
        #expect(try Program.run("view", "out/r.jsonl", in: folder).status == 0)
        #expect(folder.text("out/r.html")?.contains(#"{"stage":"desk""#) == true)
        #expect(try Program.run("view", "out/r.jsonl", "--summary", "other.jsonl", in: folder).status == 0)
        #expect(folder.text("out/r.html")?.contains(#"{"stage":"other""#) == true)
        #expect(try Program.run("view", "out/r.jsonl", "--summary", "none.jsonl", in: folder).status == 2)
    }

    @Test func whatIsNoPageIsKept() throws {
        let folder = try folder()
        try folder.write("mine", to: "out/r.html")
        let result = try Program.run("view", "out/r.jsonl", in: folder)
        #expect(result.status == 2)
        #expect(result.messages.contains("out/r.html is there already and is no page of records"))
        #expect(folder.text("out/r.html") == "mine")
        #expect(try Program.run("view", "out/r.jsonl", "--force", in: folder).status == 0)
    }

    @Test func aMistakeLeavesNoPage() throws {
        let folder = try folder()
        try folder.write("{\"id\":\"a\"}\nnothing\n", to: "out/r.jsonl")
        let result = try Program.run("view", "out/r.jsonl", in: folder)
        #expect(result.status == 2)
        #expect(result.messages.hasPrefix("out/r.jsonl:2: error: not a record: not JSON"))
        #expect(folder.text("out/r.html") == nil)
        #expect(folder.text("out/r.html.part") == nil)
        #expect(try Program.run("view", "none.jsonl", in: folder).status == 2)
        #expect(try Program.run("view", "out/r.jsonl", "-o", "no/such/p.html", in: folder).status == 4)
    }

    @Test func aDefinitionWritesPages() throws {
        let folder = try TemporaryFolder([
            "a.txt": "From Bonn.",
            "a.lua": """
            local p = require "pipeline"
            return p.define {
              read = p.read.text "a.txt", write = p.write.html { "p.html", title = "Towns" },
              stages = {
                p.tokenize.english {},
                p.extract.patterns(p.rules { { phase = "p", { name = "town", pattern = '"bonn"', label = "LOC" } } }),
              },
            }
            """,
        ])
        let result = try Program.run("run", "a.lua", in: folder)
        #expect(result.status == 0, "\(result.messages)")
        let page = try #require(folder.text("p.html"))
        #expect(page.contains("<title>Towns</title>"))
        #expect(page.contains("p/town\":\"a.lua:6\""), "\(page.suffix(600))")
        #expect(try Program.run("run", "a.lua", "--resume", in: folder).status == 0)
        #expect(folder.text("p.html") == page)
    }
}
