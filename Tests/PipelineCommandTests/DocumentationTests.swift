import PipelineTestSupport
import Testing

/// What the pages of `Documentation/` say is what the program does.
@Suite("Documentation")
struct DocumentationTests {
    // MARK: - Tutorial and how-to pages

    /// A block between fences: what stands behind the opening one, and the lines.
    private struct Block {
        var language: String
        var file: String?
        var lines: [String]
    }

    private func blocks(of page: String) throws -> [Block] {
        var blocks: [Block] = []
        var open: Block?
        for line in try Repository.text(page).split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if let block = open {
                    blocks.append(block)
                    open = nil
                } else {
                    let words = line.dropFirst(3).split(separator: " ").map(String.init)
                    open = Block(language: words.first ?? "", file: words.dropFirst().first, lines: [])
                }
            } else {
                open?.lines.append(String(line))
            }
        }
        return blocks
    }

    @Test func theTutorialCanBeFollowedByTheLetter() throws {
        #expect(try follow("Documentation/tutorial.md") >= 8)
    }

    @Test(arguments: Repository.files.filter { $0.hasPrefix("Documentation/how-to/") }.sorted())
    func aHowToPageCanBeFollowedByTheLetter(page: String) throws {
        let commands = try follow(page)
        #expect(commands > 0 || page.hasSuffix("embed-in-swift.md"), "an example of its own shows that page")
    }

    /// Writes the files of a page, runs its commands and compares what they say; gives the number of commands.
    private func follow(_ page: String) throws -> Int {
        let folder = try TemporaryFolder()
        var commands = 0
        for block in try blocks(of: page) {
            if let file = block.file {
                try folder.write(block.lines.joined(separator: "\n") + "\n", to: file)
                continue
            }
            guard block.language == "console" else { continue }
            let expected = block.lines.filter { !$0.hasPrefix("$ pipeline ") }
            let calls = block.lines.filter { $0.hasPrefix("$ pipeline ") }
            for (index, call) in calls.enumerated() {
                let result = try Program.run(words(String(call.dropFirst("$ pipeline ".count))), in: folder)
                commands += 1
                // Of several calls the last one's output is shown.
                guard index == calls.count - 1 else {
                    #expect(result.status == 0, "\(page): \(call): \(result.messages)")
                    continue
                }
                // CSV ends its lines with CR and LF, which are one character.
                let found = (result.messages + result.output).split(
                    omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                #expect(
                    fits(found.map(String.init), expected), "\(page): \(call)\n\(found.joined(separator: "\n"))")
            }
        }
        return commands
    }

    /// The words of a command, of which some stand between quotes.
    private func words(_ command: String) -> [String] {
        command.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
            index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
        }
    }

    /// Whether lines are as they are shown; a line `…` stands for any lines, `…` at the end of one for any rest.
    private func fits(_ lines: [String], _ shown: [String]) -> Bool {
        guard let first = shown.first else { return lines.allSatisfy(\.isEmpty) }
        if first == "…" {
            return lines.indices.contains { fits(Array(lines[$0...]), Array(shown.dropFirst())) }
                || shown.count == 1
        }
        guard let line = lines.first else { return false }
        let isSame =
            first.hasSuffix("…") ? line.hasPrefix(first.dropLast()) : line.trimmedEnd == first.trimmedEnd
        return isSame && fits(Array(lines.dropFirst()), Array(shown.dropFirst()))
    }

    // MARK: - Guide

    @Test func theExamplesOfTheGuideMatchWhatTheyMark() throws {
        let folder = try TemporaryFolder()
        var count = 0
        for line in try Repository.text("Documentation/guide.md").split(separator: "\n") {
            guard let row = line.firstMatch(of: #/^\| `(.+?)` \| `(.+?)` \| /#) else { continue }
            count += 1
            let pattern = row.1.replacing("\\|", with: "|")
            try folder.write(
                """
                local pipeline = require "pipeline"
                return pipeline.tests {
                  stages = {
                    pipeline.tokenize.english {}, pipeline.tag.english {},
                    pipeline.extract.patterns(pipeline.rules {
                      lists = { places = { "Oslo", "Lake Vann" }, say = { words = { "say", "warn" }, match = "lemma" } },
                      macros = { TITLE = [[ "Dr." | "Ms." ]] },
                      { phase = "guide", label = "M", { name = "example", pattern = [==[ \(pattern) ]==] } },
                    }),
                  },
                  { name = [==[\(pattern)]==], none = "M", text = [==[\(row.2)]==] },
                }
                """, to: "\(count)_test.lua")
        }
        #expect(count > 40)
        let result = try Program.run("test", in: folder)
        #expect(result.status == 0, "\(result.output)")
    }

    // MARK: - Examples and plugins

    @Test func theTestsOfExamplesAndPluginsPass() throws {
        let folders = ["Examples", "Plugins"].map { "\(Repository.root)/\($0)" }
        let result = try Program.run(["test"] + folders, in: try TemporaryFolder())
        #expect(result.status == 0, "\(result.output)\(result.messages)")
    }

    // MARK: - Links

    @Test func linksLeadSomewhere() throws {
        var count = 0
        for page in Repository.files where page.hasSuffix(".md") {
            let folder = page.split(separator: "/").dropLast().map(String.init)
            for link in try Repository.text(page).matches(of: /\]\(([^()\s#]+)(#[^()\s]*)?\)/) {
                let target = String(link.1)
                guard !target.contains("://"), !target.hasPrefix("mailto:") else { continue }
                var path = folder
                for part in target.split(separator: "/") where part != "." {
                    if part == ".." { _ = path.popLast() } else { path.append(String(part)) }
                }
                let full = path.joined(separator: "/")
                let isThere = full.isEmpty || Repository.files.contains { $0 == full || $0.hasPrefix("\(full)/") }
                #expect(isThere, "\(page) leads to \(target), which is not there")
                count += 1
            }
        }
        #expect(count > 20)
    }
}

extension String {
    fileprivate var trimmedEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
