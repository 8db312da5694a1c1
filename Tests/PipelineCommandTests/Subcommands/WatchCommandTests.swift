import Foundation
import PipelineTestSupport
import Testing

@Suite("pipeline watch", .timeLimit(.minutes(5)))
struct WatchCommandTests {
    private static let definition = """
        local p = require "pipeline"
        return p.define {
          read = p.read.text "texts/*.txt",
          stages = {
            p.tokenize.english {}, p.extract.phrases { label = "LOC", list = "places.txt", fold = true },
            p.extract.patterns "rules.lua",
          },
        }
        """

    private static func rules(_ pattern: String) -> String {
        """
        return require "pipeline".rules {
          { phase = "moves", { name = "to", pattern = [[ \(pattern) ]], label = "MOVE", layer = "moves" } },
        }
        """
    }

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder([
            "a.lua": Self.definition, "rules.lua": Self.rules(#""to" <LOC/>"#), "places.txt": "bonn\n",
            "texts/a.txt": "They went from Rome to Bonn.", "texts/b.txt": "Nobody moved.",
        ])
    }

    /// A watch that has shown its first result.
    private final class Session {
        let pipe: Pipe
        let process: pid_t

        init(_ arguments: String..., in folder: TemporaryFolder) throws {
            pipe = try Pipe()
            let input = try Program.open("/dev/null", O_RDONLY)
            let messages = try Program.open(folder.path("messages"), O_WRONLY | O_CREAT)
            process = try Program.start(
                ["watch"] + arguments, input: input, output: pipe.writing, messages: messages, in: folder)
        }

        deinit {
            kill(process, SIGKILL)
            _ = Program.wait(for: process)
            close(pipe.reading)
        }

        /// The lines up to one that ends a result.
        func result() -> [String] {
            var lines: [String] = []
            while let line = pipe.readLine() {
                if !line.isEmpty { lines.append(line) }
                if line.hasSuffix(" ms") || line.contains(" · watching ") || line.hasPrefix("the last good") { break }
                if line.hasPrefix("waiting for") { break }
            }
            return lines
        }
    }

    @Test func showsWhatAChangeOfARuleGains() throws {
        let session = try Session("a.lua", in: folder)
        let first = session.result()
        #expect(first.count == 1)
        #expect(first[0].hasPrefix("a: 2 findings in 2 documents · "), "\(first)")
        #expect(first[0].hasSuffix(" ms · watching 5 files"), "\(first)")
        try folder.write(Self.rules(#""from" [] "to" <LOC/>"#), to: "rules.lua")
        let second = session.result()
        // Other tests start programs meanwhile, which close what was being written here only when they begin.
        #expect(second[0].hasPrefix("── rules.lua"))
        #expect(second.contains("+ a  moves MOVE  They went [from Rome to Bonn]."), "\(second)")
        #expect(second.contains("− a  moves MOVE  They went from Rome [to Bonn]."), "\(second)")
        #expect(second.last?.hasPrefix("1 gained, 1 lost · 2 findings in 2 documents · ") == true, "\(second)")
    }

    @Test func listsAndDocumentsCountAsWell() throws {
        let session = try Session("a.lua", "--only", "LOC", in: folder)
        _ = session.result()
        try folder.write("bonn\nrome\n", to: "places.txt")
        let second = session.result()
        #expect(second.contains("+ a  entities LOC  They went from [Rome] to Bonn."), "\(second)")
        #expect(!second.contains { $0.contains("MOVE") })
        try folder.write("Rome moved.", to: "texts/b.txt")
        #expect(session.result().contains("+ b  entities LOC  [Rome] moved."))
    }

    @Test func aFileThatIsReplacedCounts() throws {
        let session = try Session("a.lua", in: folder)
        _ = session.result()
        for pattern in [#""from""#, #""went""#] {
            let draft = try folder.write(Self.rules(pattern), to: "draft")
            #expect(rename(draft, folder.path("rules.lua")) == 0)
            #expect(session.result().last?.hasPrefix("1 gained, 1 lost") == true)
        }
    }

    @Test func mistakesAreShownAndTheLastGoodResultsKept() throws {
        let session = try Session("a.lua", in: folder)
        _ = session.result()
        try folder.write(Self.rules(#""to" <LOC"#), to: "rules.lua")
        #expect(session.result().last == "the last good results are kept: 2 findings")
        #expect(folder.text("messages")?.contains("rules.lua:2:") == true)
        try folder.write(Self.rules(#""to" <LOC/>"#), to: "rules.lua")
        #expect(session.result().last?.hasPrefix("nothing changed · 2 findings") == true)
    }

    @Test func aDefinitionThatIsWrongFromTheStartIsWaitedFor() throws {
        try folder.write("return {", to: "a.lua")
        let session = try Session("a.lua", in: folder)
        #expect(session.result().last == "waiting for it to be put right")
        try folder.write(Self.definition, to: "a.lua")
        #expect(session.result().last?.contains("a: 2 findings in 2 documents") == true)
    }

    @Test func standardInputIsRefused() throws {
        let result = try Program.run("watch", "a.lua", "-", in: folder)
        #expect(result.status == 2)
        #expect(result.messages.contains("standard input can be read once, not watched"))
    }
}
