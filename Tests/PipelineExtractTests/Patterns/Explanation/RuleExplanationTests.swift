import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

@Suite struct RuleExplanationTests {
    private func explain(
        _ rules: [Rule], in text: String, policy: Policy = .longest, only names: Set<String>? = nil
    ) throws -> [RuleExplanation] {
        var document = try Document.whitespaceTokenized(text)
        let stage = try PatternStage(phases: [Phase(name: "p", policy: policy, rules: rules)])
        return try stage.explain(&document, rules: names)
    }

    private func nearMiss(_ pattern: String, in text: String) throws -> NearMiss? {
        try explain([Rule(name: "r", pattern: pattern, label: "X")], in: text)[0].nearMiss
    }

    @Test(
        arguments: [
            ("'Ann' 'said' 'yes'", "Ann said no", "'yes'", 0..<2, 2),
            ("'Ann' 'said' 'yes'", "Ann said\nyes", "'yes'", 0..<2, nil),
            ("'Ann' 'said' 'yes'", "Bob did", "'Ann'", 0..<0, 0),
            ("'a' ('b' | [text = 'c']) 'd'", "a b e a c f", "'d'", 0..<2, 2),
            ("'a' []{0,3} 'z'", "x a b c", "'z'", 1..<4, nil),
            ("'a' <PER/> 'z'", "x a b c", "<PER/>", 1..<2, 2),
            ("'a' (?= [is_title]) []", "x a b", "(?= [is_title])", 1..<2, 2),
            ("'a' (?! 'b' 'c') []", "a b c", "(?! 'b' 'c')", 0..<1, 1),
            ("'a' $", "a b", "$", 0..<1, 1), ("[] ^ 'a'", "b a", "^", 0..<1, 1),
            ("x:'a' y:(\"b c\")", "a b d", "\"b c\"", 0..<2, 2),
        ] as [(String, String, String, Range<Int>, Int?)])
    func saysHowFarARuleCame(
        _ pattern: String, _ text: String, _ element: String, _ tokens: Range<Int>, _ token: Int?
    ) throws {
        let miss = try #require(try nearMiss(pattern, in: text))
        #expect(miss.element == element)
        #expect(miss.tokens == tokens)
        #expect(miss.token == token)
        #expect(Array(pattern.utf8)[miss.place].elementsEqual(element.utf8))
    }

    @Test(
        arguments: [
            ("'a' [is_title & length > 3]", "a b", "is_title"), ("'a' [is_title & length > 3]", "a Bob", "length > 3"),
            ("'a' [(is_title | is_upper) & lower in {\"x\", \"&\"} & text ~ /.&./]", "a X", "text ~ /.&./"),
            ("'a' [!is_title & text = 'c|d']", "a b", "text = 'c|d'"), ("'a' [is_title | length > 3]", "a b", nil),
            ("'a' [is_title & length > 3]", "a", nil), ("'a' 'c'", "a b", nil),
        ] as [(String, String, String?)])
    func saysWhichOfSeveralTestsFailed(_ pattern: String, _ text: String, _ test: String?) throws {
        #expect(try #require(try nearMiss(pattern, in: text)).test == test)
    }

    @Test func patternsThatAreOnlySearchedForAreExplainedToo() throws {
        let matcher = try PatternSetMatcher([
            PatternSource(name: "one", pattern: "'a' 'b'", within: "sentence"),
            PatternSource(name: "two", pattern: "'a' 'c'", within: "document"),
            PatternSource(name: "three", pattern: "'a' [is_title & length > 1]", within: "sentence"),
        ])
        let document = try Document.whitespaceTokenized("a b\nc")
        let all = try matcher.explain(document)
        #expect(all.map(\.provenance.rule) == ["one", "two", "three"])
        #expect(all.map(\.matches.count) == [1, 0, 0])
        #expect(all.map { $0.nearMiss?.element } == [nil, "'c'", "[is_title & length > 1]"])
        #expect(all[2].nearMiss?.test == "is_title")
    }

    @Test func whatFailsInAMacroIsShownAtItsName() throws {
        var document = try Document.whitespaceTokenized("a b")
        let rule = Rule(name: "r", pattern: "'a' $END", label: "X")
        let set = RuleSet(macros: ["END": "'x' 'y'"], phases: [Phase(name: "p", rules: [rule])])
        let miss = try PatternStage(sets: [set]).explain(&document)[0].nearMiss
        #expect(miss?.element == "$END")
        #expect(miss?.location?.column == 5)
    }

    @Test func saysWhichMatchesWonAndLost() throws {
        let rules = [
            Rule(name: "short", pattern: "'a' 'b'", label: "X"), Rule(name: "long", pattern: "'a' 'b' []", label: "Y"),
            Rule(name: "guard", pattern: "'g'", isGuard: true),
            Rule(name: "never", pattern: "'g' []", condition: .native { _, _ in .boolean(false) }, label: "Z"),
        ]
        let all = try explain(rules, in: "a b c g a b")
        #expect(all.map(\.provenance.rule) == ["short", "long", "guard", "never"])
        #expect(all.allSatisfy { $0.nearMiss == nil && $0.provenance.phase == "p" })
        let long = all[1].matches[0]
        #expect(all[0].matches.map(\.outcome) == [.lost(to: long.match), .counts])
        #expect(long.outcome == .counts)
        #expect(long.beaten == [all[0].matches[0].match])
        #expect(all[2].matches.map(\.outcome) == [.isGuard])
        #expect(all[3].matches.map(\.outcome) == [.refused])
        #expect(try explain(rules, in: "a b", only: ["long"]).map(\.provenance.rule) == ["long"])
        #expect(try explain(rules, in: "").map(\.matches.count) == [0, 0, 0, 0])
    }

    @Test func scoresHaveTerms() throws {
        var rule = Rule(name: "r", pattern: "who:[] 'said' that:'that'? no:'not'?", score: 0.5, label: "X")
        rule.scoreTerms = [ScoreTerm(capture: "that", weight: 0.25), ScoreTerm(capture: "no", weight: -1)]
        let match = try explain([rule], in: "Ann said that")[0].matches[0]
        #expect(match.match.score == 0.75)
        #expect(match.terms.map(\.capture) == [nil, "that"])
        #expect(match.terms.map(\.weight) == [0.5, 0.25])
        #expect(match.match["who"] == [0..<1])
    }

    @Test func doesWhatTheStageDoes() throws {
        let phases = [
            Phase(name: "p", rules: [Rule(name: "a", pattern: "'a'", layer: "one", label: "A")]),
            Phase(name: "q", rules: [Rule(name: "b", pattern: "<one/> 'b'", label: "B")]),
        ]
        let stage = try PatternStage(phases: phases)
        var explained = try Document.whitespaceTokenized("a b")
        var processed = explained
        let all = try stage.explain(&explained)
        var instance = stage.makeInstance(for: Worker())
        try instance.process(&processed, StageContext(stage: "s"))
        #expect(all[1].matches.count == 1)
        #expect(explained.annotations == processed.annotations)
        #expect(explained.annotations.count == 2)
    }
}
