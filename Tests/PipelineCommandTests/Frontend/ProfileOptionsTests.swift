import PipelineTestSupport
import Testing

struct ProfileOptionsTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(
            """
            local pipeline = require "pipeline"
            return pipeline.define {
              stages = {
                pipeline.tokenize.english {},
                pipeline.extract.patterns "rules.lua",
                pipeline.stage { name = "fussy", process = function(doc)
                  if doc.text:find "<bad>" then error "<no>" end
                end },
              },
            }
            """, to: "config.lua")
        try folder.write(
            """
            local pipeline = require "pipeline"
            return pipeline.rules {
              { phase = "find", { name = "cat", pattern = [[ "cat" ]], emit = { label = "CAT" } } },
            }
            """, to: "rules.lua")
        try folder.write("a cat", to: "in/a.txt")
        try folder.write("a <bad> cat", to: "in/b&c.txt")
    }

    private func run(_ options: String...) throws -> Program.Result {
        try Program.run(["run", "config.lua", "in", "-o", "out.jsonl", "-j", "1"] + options, in: folder)
    }

    @Test func printsATable() throws {
        let messages = try run("--profile").messages
        let lines = messages.split(separator: "\n").map { $0.split(separator: " ") }
        func line(_ name: String) -> [Substring] { lines.first { $0.first == name[...] } ?? [] }
        #expect(line("fussy").last == "1" && line("fussy").contains("2"))
        #expect(line("find/cat").suffix(2) == ["2", "matches"])
        for name in ["input", "read", "tokenize.english", "encode", "output"] {
            #expect(!line(name).isEmpty, "\(name)")
        }
    }

    @Test func writesJSONAndATrace() throws {
        _ = try run("--profile-json", "p.json", "--trace", "t.json")
        #expect(folder.text("p.json")?.contains(#""name":"fussy","calls":2,"errors":1"#) == true)
        #expect(folder.text("t.json")?.contains(#""name":"tokenize.english","cat":"stage","ph":"X""#) == true)
    }

    @Test func writesAReportThatNeedsNothingElse() throws {
        _ = try run("--report", "r.html")
        let page = try #require(folder.text("r.html"))
        for piece in ["<svg", "find/cat", "in/b&amp;c.txt", "&lt;no&gt;", "color-scheme: light dark"] {
            #expect(page.contains(piece), "\(piece)")
        }
        for piece in ["<bad>", "http", "<script", "src="] { #expect(!page.contains(piece), "\(piece)") }
    }

    @Test func saysWhatCannotBeWritten() throws {
        let result = try run("--report", "missing/r.html")
        #expect(result.status == 4 && result.messages.contains("cannot write missing/r.html"))
    }

    @Test func tellsProgramsInJSON() throws {
        let lines = try run("--log-format", "json").messages.split(separator: "\n")
        #expect(lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
        #expect(lines.first?.contains(#""level":"error","code":"script.failed""#) == true)
        #expect(lines.last?.contains(#""event":"end","read":2,"written":1"#) == true)
    }
}
