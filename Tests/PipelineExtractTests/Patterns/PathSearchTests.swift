import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

@Suite struct PathSearchTests {
    /// The steps that a search takes for all matches of a pattern in a document that is one unit.
    private func steps(_ pattern: String, claim: String?, words: Int) throws -> (steps: Int, matches: Int) {
        let text = (0..<words).map { ["a", "b", "c", "d"][$0 % 4] }.joined(separator: " ") + " z"
        let document = try Document.whitespaceTokenized(text)
        let phase = try compiled(pattern, claim: claim, within: .document)
        var values = TokenValues([phase.program])
        values.load(document)
        var matcher = PhaseMatcher(phase.program, values: values)
        let found = try matcher.matches(in: document, units: [0..<document.tokens.count], values)
        return (matcher.search.stepCount, found.count)
    }

    /// A short claim in a long context was gone through to the end of the context from each start.
    @Test(
        arguments: [
            ("x:'a' []* 'z'", "x"), ("x:'a' []*? 'z'", "x"), ("x:[] ([] | [] [])* 'z'", "x"),
            ("x:'a' ('b' | 'c' | 'd' | 'a')+ 'z'", "x"), ("x:'a' [text != 'q']* ('z' | 'y')", "x"),
            ("x:'a' ([]*)* 'z'", "x"), ("x:'a' ([]? []?)* 'z'", "x"), ("x:'a' []* 'y'", nil),
            ("([] []{0,20})+ 'y'", nil), ("x:[] []{0,64} 'z'?", "x"),
        ] as [(String, String?)])
    func twiceTheWordsAreTwiceTheSteps(_ pattern: String, _ claim: String?) throws {
        let once = try steps(pattern, claim: claim, words: 2000)
        let twice = try steps(pattern, claim: claim, words: 4000)
        #expect(twice.steps <= once.steps * 21 / 10, "\(once) and \(twice)")
        #expect(claim == nil || once.matches >= 500)
    }

    @Test func aMatchThatFollowsAnEarlierOneHasItsCaptures() throws {
        let document = try Document.whitespaceTokenized("a b a c a d z")
        let matches = try found("x:'a' [] (y:'a' [])* end:'z'", in: document, claim: "x")
        #expect(matches.map { $0["x"] } == [[0..<1], [2..<3], [4..<5]])
        #expect(matches.map { $0["y"] } == [[2..<3, 4..<5], [4..<5], []])
        #expect(matches.map { $0["end"] } == [[6..<7], [6..<7], [6..<7]])
    }
}
