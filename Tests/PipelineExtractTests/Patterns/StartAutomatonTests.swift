import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

@Suite struct StartAutomatonTests {
    private func matcher(_ patterns: [String], footprint: Int = 1 << 20) throws -> (PhaseMatcher, TokenValues) {
        let phase = try compiled(patterns.enumerated().map { Rule(name: "r\($0)", pattern: $1, label: "X") })
        let values = TokenValues([phase.program])
        return (PhaseMatcher(phase.program, values: values, automatonFootprint: footprint), values)
    }

    private func run(
        _ matcher: inout PhaseMatcher, _ values: inout TokenValues, _ document: Document
    ) throws -> [String] {
        values.load(document)
        values.loadLayers(document)
        return try matcher.matches(in: document, units: document.sentences.ranges, values)
            .map { "\($0.rule) \($0.tokens)" }.sorted()
    }

    @Test func rulesWithoutAWordAndCrowdedOnesAreLeftToTheAutomaton() throws {
        func others(_ patterns: [String]) throws -> [Int] { try matcher(patterns).0.program.starts.others }
        #expect(try others(["'a' 'b'", "[] [is_title] 'b'", "x:([is_title & text = 'b'] []*)"]) == [])
        #expect(try others(["[is_title]+ 'b'", "'a'? 'b'", "<P/> 'b'", "[]{0,62} 'b'"]) == [])
        let wordless = ["[text != 'a']", "[is_title | text = 'a']", "'a'? 'b'?  []", "[]{0,64} 'b'"]
        #expect(try others(wordless) == [0, 1, 2, 3])
        #expect(try others((0..<65).map { "'a' [length > \($0)]" }).count == 65)
        #expect(try others((0..<65).map { "'a' []* [length > \($0)]" }) == [])
        #expect(try others((0..<65).map { "'a' 'b\($0)'" }) == [])
    }

    /// The number of rules decides neither how many states there are nor how long a state takes.
    @Test func whatIsNotInProgressIsInNoState() throws {
        let patterns = (0..<3000).map { "[is_title]+ [!(text != 'w\($0)')] [is_title]?" }
        var (matcher, values) = try matcher(patterns)
        let text = (0..<500).map { "Xx w\($0) Yy no no" }.joined(separator: " ")
        let found = try run(&matcher, &values, Document.whitespaceTokenized(text))
        #expect(found.count == 500)
        #expect(matcher.automaton.constructions < 3000)
        let before = matcher.automaton.constructions
        #expect(try run(&matcher, &values, Document.whitespaceTokenized(text)) == found)
        #expect(matcher.automaton.constructions == before)
    }

    @Test(arguments: [1, 2000, 20_000])
    func aBoundOnWhatIsKeptChangesNothing(_ footprint: Int) throws {
        let patterns = [
            "[] /a/+ <P/>", "<P/> 'c'?", "[text ~ /a|b/]+ $", "^ [] /b/", "([] <P/>)+", "('a' | 'b' 'c') []",
        ]
        var (small, values) = try matcher(patterns, footprint: footprint)
        var (large, _) = try matcher(patterns)
        var random = Seeded(5)
        for _ in 0..<50 {
            let words = (0..<60).map { _ in ["a", "b", "c"][random.next(3)] + (random.next(20) == 0 ? "\n" : " ") }
            var document = try Document.whitespaceTokenized(words.joined())
            for _ in 0..<10 {
                let start = random.next(50)
                try document.annotate(
                    tokens: start..<start + 1 + random.next(9), layer: "entities", label: "P",
                    provenance: Provenance(stage: "t"))
            }
            let found = try run(&small, &values, document)
            #expect(try run(&large, &values, document) == found)
        }
    }

    /// Rules of gaps alone may be in another state at each token. Then no more states are made than there is room for.
    @Test(arguments: [false, true])
    func aCacheThatDoesNotPayIsGivenUp(_ hasEdges: Bool) throws {
        let patterns = (1..<30).map { "[length = \($0 % 3 + 1)] []{\($0),60} [length > 2]" } + ["[] <P/> []{3}"]
        var (small, values) = try matcher(patterns, footprint: 40_000)
        var (large, _) = try matcher(patterns, footprint: 64 << 20)
        var random = Seeded(6)
        for _ in 0..<20 {
            let text = (0..<400).map { _ in String(repeating: "a", count: 1 + random.next(4)) }.joined(separator: " ")
            var document = try Document.whitespaceTokenized(text)
            for _ in 0..<(hasEdges ? 20 : 0) {
                let start = random.next(390)
                try document.annotate(
                    tokens: start..<start + 1 + random.next(9), layer: "entities", label: "P",
                    provenance: Provenance(stage: "t"))
            }
            let found = try run(&small, &values, document)
            #expect(!found.isEmpty)
            #expect(try run(&large, &values, document) == found)
        }
        // Short texts later on are gone over without the tables too, until enough have come.
        let before = small.automaton.constructions
        _ = try run(&small, &values, Document.whitespaceTokenized("a aa aaa a"))
        #expect(small.automaton.constructions == before)
        let long = try Document.whitespaceTokenized(String(repeating: "a ", count: StartAutomaton.looseLength))
        _ = try run(&small, &values, long)
        _ = try run(&small, &values, Document.whitespaceTokenized("a aa aaa a"))
        #expect(small.automaton.constructions > before)
    }

    @Test func edgesOfTheUnitAreKnown() throws {
        let (first, _) = try matcher(["^ []", "[] $", "[is_title]? ^ 'b'"])
        var (matcher, values) = (first, TokenValues([first.program]))
        #expect(
            try run(&matcher, &values, Document.whitespaceTokenized("a b\nb c d"))
                == ["0 0..<1", "0 2..<3", "1 1..<2", "1 4..<5", "2 2..<3"])
    }
}
