import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

@Suite struct RuleCompilerMacroTests {
    private let near = ["NEAR(first, second)": "$first []{0,2}? $second", "NAME": "[is_title]+"]

    private func texts(_ pattern: String, _ macros: [String: String], in text: String) throws -> [String] {
        let document = try Document.whitespaceTokenized(text)
        return try found(pattern, in: document, macros: macros).map { document.text($0.tokens) }
    }

    @Test func argumentsStandForParameters() throws {
        #expect(try texts("$NEAR('a', 'b')", near, in: "a x b a x x x b") == ["a x b"])
        #expect(try texts("$NEAR(('a' | 'c'), $NAME) 'z'", near, in: "c x Ann Lee z") == ["c x Ann Lee z"])
        #expect(try texts("$NEAR($NEAR('a', 'b'), 'c' 'd' | 'e')", near, in: "a b e") == ["a b e"])
        #expect(try texts("$NEAR('a', ',')", near, in: "a ,") == ["a ,"])
        #expect(try texts("$NAME ('a')", near, in: "Ann a") == ["Ann a"])
    }

    @Test func capturesMayBeArguments() throws {
        let document = try Document.whitespaceTokenized("a x b")
        let match = try #require(try found("$NEAR(left:'a', right:'b')", in: document, macros: near).first)
        #expect(match["left"] == [0..<1])
        #expect(match["right"] == [2..<3])
    }

    @Test func macrosMayCallMacros() throws {
        let macros = near.merging(["TWICE(x)": "$NEAR($x, $x)", "AA": "$TWICE('a')"]) { first, _ in first }
        #expect(try texts("$AA 'b'", macros, in: "a x a b") == ["a x a b"])
        #expect(try texts("$TWICE([is_title])", macros, in: "Ann x Bob") == ["Ann x Bob"])
        // A parameter is the one of its own macro, whatever the argument is called outside.
        let shadowed = ["F(x)": "$G('b' $x)", "G(x)": "'a' $x"]
        #expect(try texts("$F('c')", shadowed, in: "a b c") == ["a b c"])
    }

    @Test(
        arguments: [
            ("$NEAR('a')", "macro 'NEAR' takes 2 arguments and gets 1"),
            ("$NEAR 'a'", "macro 'NEAR' takes 2 arguments and gets 0"),
            ("$NAME('a')", "put white space before '('"), ("$NAER('a', 'b')", "did you mean"),
            ("$NEAR('a', 'b'", "'(' is not closed"), ("('a', 'b')", "',' begins no element"),
            ("$NEAR(('a', 'b'), 'c')", "',' begins no element"), ("$BAD(1)", "there is no macro 'BAD'"),
        ])
    func mistakesAreNamed(_ pattern: String, _ message: String) {
        let text = diagnostics { _ = try compiled(pattern, macros: near) }
        #expect(text.contains(message), "\(text)")
    }

    @Test func definitionsAreChecked() {
        func errors(_ macros: [String: String]) -> String {
            diagnostics { _ = try compiled("'a'", macros: macros) }
        }
        #expect(errors(["A(x)": "$y"]).contains("there is no macro 'y'"))
        #expect(errors(["A(x)": "$B($x)", "B(x)": "$A($x)"]).contains("macro 'A' uses itself: A → B → A"))
        #expect(errors(["A(x, x)": "$x"]).contains("'A(x, x)' is not the name of a macro"))
        #expect(errors(["A": "'a'", "A(x)": "$x"]).contains("or one that is there already"))
        #expect(errors(["A(x": "$x"]).contains("write NAME"))
    }

    @Test func macrosThatGrowAreRefused() {
        var macros = ["M0(x)": "$x $x"]
        for index in 1..<40 { macros["M\(index)(x)"] = "$M\(index - 1)($x) $M\(index - 1)($x)" }
        #expect(
            diagnostics { _ = try compiled("$M39('a')", macros: macros) }
                .contains("too large with its macros written out"))
    }

    /// What is wrong within a macro is shown at its call.
    @Test func placesAreThoseOfTheCall() throws {
        var document = try Document.whitespaceTokenized("a x")
        let rule = Rule(name: "r", pattern: "'a' $NEAR('x', 'y')", label: "X")
        let set = RuleSet(macros: near, phases: [Phase(name: "p", within: .document, rules: [rule])])
        let miss = try PatternStage(sets: [set]).explain(&document)[0].nearMiss
        #expect(miss?.element == "'y'")
        #expect(diagnostics { _ = try compiled("(?= $W(x:'a'))", macros: ["W(x)": "$x"]) }.contains("cannot hold"))
    }
}
