import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

@Suite struct PatternErrorTests {
    /// What is said of a pattern, without the headline's place.
    private func message(
        _ pattern: String, lists: [String: PhraseList] = [:], macros: [String: String] = [:]
    ) -> String {
        diagnostics { _ = try compiled(pattern, lists: lists, macros: macros) }
            .replacing("error: rule 'r': ", with: "")
    }

    @Test func aTestThatLuaCutShort() {
        #expect(
            message(#""said" [lemma = "say" "#) == #"""
                pattern:1:8: the pattern ends inside the test that '[' begins
                 1 | "said" [lemma = "say" 
                   |        ^^^^^^^^^^^^^^^
                  help: if ']]' ended a [[ … ]] string too early, put a space before the last ']' or write [=[ … ]=]
                """#)
        #expect(message("[lemma = ").contains("[=[ … ]=]"))
        #expect(message("[upos").contains("needs a comparison"))
        #expect(message("[").contains("[=[ … ]=]"))
    }

    @Test func aRuleThatIsTooLargePointsAtWhatMakesItSo() {
        #expect(
            message("'a' (([] 'b'){20,64}){64} 'c'") == #"""
                pattern:1:22: the pattern has more than 10000 steps
                 1 | 'a' (([] 'b'){20,64}){64} 'c'
                   |                      ^^^^
                  help: counted repetitions within each other multiply
                """#)
        #expect(message("'a' $BIG 'c'", macros: ["BIG": "(([] 'b'){20,64}){64}"]).contains("'a' $BIG 'c'\n"))
        #expect(message("(?= (('a' []){20,64}){64}) 'a'").contains("the pattern has more than 10000 steps"))
    }

    @Test func allRulesOfAPhaseTogetherHaveALimit() throws {
        var builder = ProgramBuilder(macros: [:], maximumTotal: 100)
        var parser = PatternParser("'a' []{0,20} 'b'") { [$0] }
        let node = parser.parse()
        _ = try builder.add(node)
        _ = try builder.add(node)
        do {
            _ = try builder.add(node)
            Issue.record("nothing was thrown")
        } catch {
            #expect(error.isPhase)
        }
    }

    @Test func severalErrorsComeTogether() {
        #expect(
            message(#"said [pos = "X"] ) "a"** [lemma "#) == #"""
                pattern:1:1: 'said' stands without quotation marks
                 1 | said [pos = "X"] ) "a"** [lemma 
                   | ^^^^
                  help: write "said"
                pattern:1:7: there is no attribute 'pos'
                 1 | said [pos = "X"] ) "a"** [lemma 
                   |       ^^^
                  help: did you mean 'upos'?
                pattern:1:18: ')' closes nothing
                 1 | said [pos = "X"] ) "a"** [lemma 
                   |                  ^
                pattern:1:24: a quantifier cannot follow a quantifier
                 1 | said [pos = "X"] ) "a"** [lemma 
                   |                        ^
                  help: put the first in ( )
                pattern:1:27: 'lemma' needs a comparison
                 1 | said [pos = "X"] ) "a"** [lemma 
                   |                           ^^^^^
                  help: write [lemma = "…"]
                pattern:1:26: the pattern ends inside the test that '[' begins
                 1 | said [pos = "X"] ) "a"** [lemma 
                   |                          ^^^^^^^
                  help: if ']]' ended a [[ … ]] string too early, put a space before the last ']' or write [=[ … ]=]
                """#)
    }

    @Test(arguments: [
        (#"("a""#, "'(' is not closed"), (#""a" {3,1}"#, "the repetition ends below its start"),
        (#"[]{0,65}"#, "a counted repetition goes up to 64"),
        (#""a"{x}"#, "a repetition is written {2}, {2,} or {2,5}"),
        ("<PER>", "an annotation ends with '/>'"), ("<PER", "the annotation is not closed"),
        ("< />", "'<' needs a label or a layer behind it"), ("% ", "'%' needs the name of a list behind it"),
        ("* 'a'", "'*' has nothing to repeat"), ("'a' ]", "']' closes nothing"),
        ("name: | 'a'", "the name 'name' has nothing to name"), ("a:b:'c'", "an element has one name"),
        ("[is_punct = 'x']", "'is_punct' is a flag and takes no value"), ("['x']", "an attribute belongs here"),
        ("[text = 'a', lemma = 'b']", "tests are joined by '&', not ','"),
        ("[text = a]", "'a' stands without quotation marks"),
        ("[text = /a/]", "a regular expression is compared by '~'"), ("[text ~ 'a']", "'~' takes a regular expression"),
        ("[length > 'a']", "'>' takes a number"), ("[length = 'a']", "'length' is compared with a number"),
        ("[text in 'a']", "'in' takes %list or { \"a\", \"b\" }"), ("[text in {'a']", "the set is not closed by '}'"),
        ("[text = 'a' && text = 'b']", "'&&' is written '&' in a test"),
        ("[(text = 'a']", "'(' is not closed in the test"),
        ("/a(/", "the regular expression is wrong: missing closing parenthesis after 2 characters"),
        (#"/(a)\1/"#, "the regular expression is wrong: it refers back to a group"),
        ("(?> 'a')", "'(?' begins no group that is known"),
        ("(?= x:'a') 'b'", "lookaround cannot hold the capture 'x'"),
        ("x:('a' x:'b')", "the capture 'x' stands within itself"), ("'a'*", "the pattern can match no token at all"),
        ("(?= 'a')", "the pattern can match no token at all"), ("", "the pattern can match no token at all"),
        ("((([]{64}){64}){64})", "the pattern has more than 10000 steps"),
        ("'a||b'", "an alternative in the string is empty"),
        ("lemma='a'", "a test stands in [ ]"), ("'a' # 'b'", "'#' begins no element"),
        ("[in()]", "'in( )' takes the name of a layer"),
        ("[IS_PUNCT]", "there is no attribute 'IS_PUNCT'"), ("'a'{0}", "an element that comes 0 times has no meaning"),
        ("[lemma = 'a' 'b']", "'&', '|' or ']' belongs here"), ("%a", "there is no list 'a'"),
        ("$A", "there is no macro 'A'"),
        ("/a", "the regular expression is not closed by '/'"), ("''", "the string holds no word"),
    ])
    func eachMistakeIsNamed(_ pattern: String, _ expected: String) {
        #expect(message(pattern).contains(": " + expected + "\n"), "\(message(pattern))")
    }

    @Test func namesAreSuggested() {
        let lists = ["places": PhraseList([])]
        #expect(message("%place", lists: lists).hasSuffix("help: did you mean 'places'?"))
        #expect(message("[text in %plces]", lists: lists).hasSuffix("help: did you mean 'places'?"))
        #expect(message("$places", lists: lists).hasSuffix("help: a list is written %places"))
        #expect(message("$HAED", macros: ["HEAD": "'a'"]).hasSuffix("help: did you mean 'HEAD'?"))
    }

    @Test func macrosAreChecked() {
        let message = message("$A", macros: ["A": "$B 'a'", "B": "($A | 'b')", "C": "[lema = 'x']"])
        #expect(message.contains("error: macro 'A' uses itself: A → B → A"))
        #expect(message.contains("macro 'C': there is no attribute 'lema'"))
    }

    @Test func macrosThatGrowWithoutBoundAreRefused() {
        var macros = ["M0": "'a'"]
        for level in 1...60 { macros["M\(level)"] = "$M\(level - 1) $M\(level - 1) (?= $M\(level - 1))" }
        #expect(message("$M60", macros: macros).contains("the pattern is too large with its macros written out"))
    }

    @Test func deepNestingIsRefused() {
        #expect(message(String(repeating: "(", count: 5000)).contains("brackets are nested more than 100 deep"))
        #expect(message("[" + String(repeating: "!", count: 5000)).contains("brackets are nested more than 100 deep"))
    }

    @Test func longMultilinePatternsPointAtTheirLine() {
        #expect(
            message("\"a\"  -- a comment\n  \"b\n") == """
                pattern:2:3: the string is not closed
                 2 |   "b
                   |   ^
                """)
    }

    /// Nothing that comes in may stop the parser.
    @Test func anyInputIsRead() {
        var random = Seeded(3)
        let pieces = [
            "[", "]", "(", ")", "\"", "'", "/", "<", ">", "a", ":", "%", "$", "^", "{", "}", "2", ",", "?", "*",
            "+", "|", "&", "!", "=", "~", "in", " ", "\\", "(?=", "(?<", "é", "--", "\n", "lemma", ".", "-", "\u{0}",
        ]
        for _ in 0..<3000 {
            let source = (0..<random.next(20)).map { _ in pieces[random.next(pieces.count)] }.joined()
            var parser = PatternParser(source, split: WordSplitter.split)
            _ = parser.parse()
            for problem in parser.problems {
                #expect(problem.range.lowerBound >= 0 && problem.range.upperBound <= source.utf8.count + 1, "\(source)")
            }
            _ = message(source)
        }
    }
}
