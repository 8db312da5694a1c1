import PipelineCore
import Testing

struct DiagnosticFormatterTests {
    private func format(
        _ error: PipelineError, source: String = "", isColored: Bool = false, width: Int = 120
    ) -> String {
        DiagnosticFormatter(isColored: isColored, width: width) { path in
            path == "rules.lua" ? SourceFile(path: path, bytes: Array(source.utf8)) : nil
        }.format(error)
    }

    private func place(_ line: Int? = nil, _ column: Int? = nil, _ length: Int = 1) -> SourceLocation {
        SourceLocation(file: "rules.lua", line: line, column: column, length: length)
    }

    @Test func laysAnErrorOutAsACompilerDoes() {
        let error = PipelineError(
            .patternInvalid, "there is no attribute 'lema'", remedy: "did you mean 'lemma'?", location: place(2, 5, 4),
            stage: "extract.patterns", document: "a1", traceback: ["rules.lua:2: in main", "config.lua:9"])
        #expect(
            format(error, source: "first\n   [lema = \"say\"]\n") == """
                rules.lua:2:5: error: there is no attribute 'lema' (stage extract.patterns, document a1)
                 2 |    [lema = "say"]
                   |     ^^^^
                  help: did you mean 'lemma'?
                    rules.lua:2: in main
                    config.lua:9
                """)
    }

    @Test func needsNoPlace() {
        #expect(format(PipelineError(.stageFailed, "it broke")) == "error: it broke")
        #expect(format(PipelineError(.stageFailed, "m", document: "d")) == "error: m (document d)")
    }

    @Test func showsNoLineThatItDoesNotHave() {
        #expect(format(PipelineError(.stageFailed, "m", location: place())) == "rules.lua: error: m")
        #expect(
            format(PipelineError(.stageFailed, "m", location: place(9, 1)), source: "a") == "rules.lua:9:1: error: m")
        let elsewhere = SourceLocation(file: "gone.lua", line: 1, column: 1)
        #expect(format(PipelineError(.stageFailed, "m", location: elsewhere)) == "gone.lua:1:1: error: m")
    }

    @Test func showsALineWithoutAColumn() {
        #expect(
            format(PipelineError(.stageFailed, "m", location: place(10)), source: String(repeating: "x\n", count: 12))
                == "rules.lua:10: error: m\n 10 | x")
    }

    @Test func prefersTheExcerptOfTheError() {
        let error = PipelineError(.stageFailed, "m", location: place(1, 2), excerpt: "abc")
        #expect(format(error, source: "other") == "rules.lua:1:2: error: m\n 1 | abc\n   |  ^")
    }

    @Test func putsCaretsUnderTabsAndWideLetters() {
        #expect(
            format(PipelineError(.stageFailed, "m", location: place(1, 4, 2)), source: "\t\té=x")
                == "rules.lua:1:4: error: m\n 1 | \t\té=x\n   | \t\t ^^")
    }

    @Test func keepsCaretsInTheLine() {
        #expect(
            format(PipelineError(.stageFailed, "m", location: place(1, 3, 50)), source: "abcd")
                == "rules.lua:1:3: error: m\n 1 | abcd\n   |   ^^")
        #expect(
            format(PipelineError(.stageFailed, "m", location: place(1, 99)), source: "abcd")
                == "rules.lua:1:99: error: m\n 1 | abcd\n   |     ^")
    }

    @Test func cutsLongLinesAroundTheCaret() {
        let digits = String(repeating: "0123456789", count: 5)
        func excerpt(_ column: Int) -> String {
            format(PipelineError(.stageFailed, "m", location: place(1, column, 2)), source: digits, width: 10)
                .split(separator: "\n").dropFirst().joined(separator: "\n")
        }
        #expect(excerpt(1) == " 1 | 0123456789…\n   | ^^")
        #expect(excerpt(26) == " 1 | …0123456789…\n   |       ^^")
        #expect(excerpt(50) == " 1 | …0123456789\n   |           ^")
    }

    @Test func listsAllErrors() {
        var error = PipelineError(.definitionInvalid, "one")
        error.others = [
            PipelineError(.definitionInvalid, "two", remedy: "do this"), PipelineError(.definitionInvalid, "three"),
        ]
        #expect(format(error) == "error: one\nerror: two\n  help: do this\nerror: three")
    }

    @Test func paintsWhenAsked() {
        let error = PipelineError(.stageFailed, "m", remedy: "r", location: place(1, 1))
        #expect(
            format(error, source: "x", isColored: true)
                == "\u{1B}[1mrules.lua:1:1: \u{1B}[0m\u{1B}[31;1merror: \u{1B}[0mm\n 1 | x\n"
                + "   | \u{1B}[31;1m^\u{1B}[0m\n\u{1B}[36m  help: \u{1B}[0mr")
    }
}
