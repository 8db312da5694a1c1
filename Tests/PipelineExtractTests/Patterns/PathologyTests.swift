import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

/// Patterns on which a backtracker does not come back.
@Suite struct PathologyTests {
    private static let optional = String(repeating: "[]? ", count: 20)

    @Test(arguments: [
        "'profit' " + optional + "'zz'", "'profit' []{0,64} 'zz'", "(([]+)+)+ 'zz'", "([]* []*)* 'zz'",
        "(?<= ('a'|'b'|[])+ 'zz') []", "x:([]+ (?! ([]+)+ 'zz')) 'zz'", "(<P/> | [])+ 'zz'", "([] | [] [])* 'zz'",
    ])
    func failingSearchesAreLinear(_ pattern: String) throws {
        var document = try Document.whitespaceTokenized(
            (0..<3000).map { $0 % 7 == 0 ? "profit" : "w\($0 % 5)" }.joined(separator: " "))
        for start in stride(from: 0, to: 2900, by: 3) {
            try document.annotate(
                tokens: start..<start + 4, layer: "entities", label: "P", provenance: Provenance(stage: "t"))
        }
        #expect(try found(pattern, in: document).isEmpty)
    }

    @Test func longMatchesDoNotExhaustTheStack() throws {
        let document = try Document.whitespaceTokenized(String(repeating: "a ", count: 100_000) + "b")
        let match = try #require(try found("x:('a' | 'c')+ 'b'", in: document).first)
        #expect(match.tokens == 0..<100_001)
        #expect(try found("([])+ (?<= 'b') $", in: document).count == 1)
    }

    @Test func aUnitThatIsTooLongForItsRuleIsAnError() throws {
        var search = PathSearch(looks: [])
        search.begin(0..<1_000_000)
        #expect(throws: PathSearch.UnitTooLong.self) {
            try search.begin(Program(entry: 0, end: 1, markCount: 1000))
        }
    }

    /// What was learnt of numbers must go when the tables go.
    @Test func tablesAreForgottenWhenTheyGrow() throws {
        let lists = ["l": PhraseList([("x y", nil)])]
        let phase = try compiled("[norm = 'x'] [is_alpha] | %l", lists: lists)
        var values = TokenValues(
            TokenValues([phase.program]).sources, forms: TokenForms(maximumFootprint: 100), maximumFootprint: 100)
        var matcher = PhaseMatcher(phase.program, values: values)
        for round in 0..<20 {
            let words = (0..<round).map { "w\(round)_\($0)" }
            let document = try Document.whitespaceTokenized((words + ["X", "y"]).joined(separator: " "))
            values.load(document)
            let found = try matcher.matches(in: document, units: document.sentences.ranges, values)
            #expect(found.map(\.tokens) == [round..<round + 2])
        }
        #expect(values.generation > 5)
    }

    @Test func tenThousandRulesFindTheirWords() throws {
        let rules = (0..<10_000).map { Rule(name: "r\($0)", pattern: "'w\($0)' 'v\($0)'", label: "R\($0)") }
        let stage = try PatternStage(phases: [Phase(name: "p", rules: rules)])
        var document = try Document.whitespaceTokenized("w1 v2 w77 v77 w9999 v9999 w3")
        var instance = stage.makeInstance(for: Worker())
        try instance.process(&document, StageContext(stage: "s"))
        #expect(document.spans(in: "p").map(\.description) == ["R77(w77 v77)", "R9999(w9999 v9999)"])
    }
}
