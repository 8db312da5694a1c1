import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("Input files")
struct InputFilesTests {
    private let folder = try? TemporaryFolder([
        "b.txt": "", "a.txt": "", "B.txt": "", "a.md": "", ".hidden.txt": "", "archive.tar.txt": "", "[x].txt": "",
        "sub/c.txt": "", "sub/deep/d.txt": "", "sub/deep/e.md": "", "sub/.git/f.txt": "", "other/c.txt": "",
        "empty/.keep": "",
    ])

    private func expand(_ names: [String], suffixes: [String] = [".txt"]) throws -> [InputFiles.File] {
        let folder = try #require(folder)
        return try InputFiles.expand(names.map { $0 == "-" ? $0 : folder.path($0) }, suffixes: suffixes)
            .map { InputFiles.File(path: folder.relative($0.path), stem: $0.stem) }
    }

    @Test(arguments: [
        ("a.txt", "a.txt"),
        ("a.md", "a.md"),
        ("", "B.txt [x].txt a.txt archive.tar.txt b.txt other/c.txt sub/c.txt sub/deep/d.txt"),
        ("sub", "sub/c.txt sub/deep/d.txt"),
        ("sub/", "sub/c.txt sub/deep/d.txt"),
        ("*.txt", "B.txt [x].txt a.txt archive.tar.txt b.txt"),
        ("?.txt", "B.txt a.txt b.txt"),
        ("[ab].txt", "a.txt b.txt"),
        ("[!a].txt", "B.txt b.txt"),
        ("*/c.txt", "other/c.txt sub/c.txt"),
        ("**/c.txt", "other/c.txt sub/c.txt"),
        ("**/*.txt", "B.txt [x].txt a.txt archive.tar.txt b.txt other/c.txt sub/c.txt sub/deep/d.txt"),
        ("sub/**/*.md", "sub/deep/e.md"),
        ("sub/**", "sub/c.txt sub/deep/d.txt sub/deep/e.md"),
        ("**/**/d.*", "sub/deep/d.txt"),
        ("sub/.git/*", "sub/.git/f.txt"),
    ])
    func aPathStandsForFilesSortedByBytes(_ name: String, _ expected: String) throws {
        #expect(try expand([name]).map(\.path).joined(separator: " ") == expected)
    }

    @Test(arguments: [
        ("sub/deep/d.txt", "d"), ("sub/deep", "d"), ("sub", "c deep/d"), ("sub/*/*.txt", "deep/d"),
        ("archive.tar.txt", "archive.tar"), (".hidden.txt", ".hidden"), ("-", "stdin"),
    ])
    func theStemIsThePathBelowWhatWasNamed(_ name: String, _ stems: String) throws {
        #expect(try expand([name]).map(\.stem).joined(separator: " ") == stems)
    }

    @Test func severalPathsKeepTheirOrder() throws {
        #expect(
            try expand(["sub", "b.txt", "-", "a.*"]).map(\.path) == [
                "sub/c.txt", "sub/deep/d.txt", "b.txt", "-", "a.md", "a.txt",
            ])
    }

    /// Regression: brackets in the name of a file that is there made a pattern of it.
    @Test func aFileThatIsThereIsNoPattern() throws {
        #expect(try expand(["[x].txt"]).map(\.path) == ["[x].txt"])
    }

    /// Regression: a link back up was followed until the system refused, and each file came forty times.
    @Test func aLinkToAFolderAboveIsNotFollowedForEver() throws {
        let folder = try TemporaryFolder(["in/a.txt": ""])
        try folder.link("in/loop", to: "..")
        #expect(try InputFiles.expand([folder.path("in")], suffixes: [".txt"]).map(\.stem) == ["a"])
        #expect(try InputFiles.expand([folder.path("**/a.txt")], suffixes: []).map(\.stem) == ["in/a"])
    }

    @Test(arguments: [
        ("nothing.txt", "nothing.txt: there is no file nothing.txt"),
        ("*.pdf", "*.pdf: no file fits *.pdf"),
        ("none/*.txt", "none/*.txt: no file fits none/*.txt"),
        ("empty", "empty: there is no .txt or .text file in empty"),
    ])
    func nothingToReadIsAnError(_ name: String, _ message: String) throws {
        let error = try #require(throws: PipelineError.self) { try expand([name], suffixes: [".txt", ".text"]) }
        #expect(error.code == .fileUnreadable)
        #expect(folder?.relative("\(error)") == message)
    }
}
