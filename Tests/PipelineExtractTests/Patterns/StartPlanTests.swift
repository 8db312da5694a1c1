import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

@Suite struct StartPlanTests {
    private func compiledProgram(_ patterns: [String]) throws -> PhaseProgram {
        try compiled(patterns.enumerated().map { Rule(name: "r\($0)", pattern: $1, label: "X") }).program
    }

    /// The words by which rules are looked for.
    private func anchors(_ patterns: [String]) throws -> [String] {
        let program = try compiledProgram(patterns)
        var words = patterns.map { _ in "-" }
        for (test, anchors) in program.starts.anchorsByTest.enumerated() {
            for anchor in anchors { words[Int(anchor.rule)] = Self.word(program.tests[test], program) }
        }
        return words
    }

    private static func word(_ test: TestFormula, _ program: PhaseProgram) -> String {
        var found: [String] = []
        let evaluator = program.evaluators[0]
        test.forEachAtom { atom in found += ["a", "b", "c", "d"].filter { evaluator.atoms(of: $0).contains(atom) } }
        return found.joined()
    }

    @Test func theWordThatFewestRulesNameIsTheAnchor() throws {
        #expect(try anchors(["'a' 'b'", "'a' 'c'", "'a' 'a'"]) == ["b", "c", "a"])
        // Of several words at one place each counts.
        #expect(try anchors(["[text = 'a|b'] 'c'", "'a' 'd'", "'b' 'd'"]) == ["c", "a", "b"])
        #expect(try anchors(["[text = 'a'] [is_title]", "[is_title]+ []? 'b'"]) == ["a", "b"])
    }

    @Test func anchorsKnowWhatStandsBesideThem() throws {
        func anchor(_ pattern: String) throws -> StartPlan.Anchor {
            try #require(try compiledProgram([pattern]).starts.anchorsByTest.flatMap { $0 }.first)
        }
        let plain = try anchor("[is_title] 'a' [is_title]")
        #expect(plain.isComplete && plain.offset == 1)
        #expect([plain.support.nearest, plain.otherSupport.nearest] == [-1, 1])
        let gap = try anchor("'a' []{0,4} [is_title]")
        #expect(!gap.isComplete && gap.support.nearest == 1 && gap.support.furthest == 5)
        let walk = try anchor("[is_title]+ 'a'")
        #expect(walk.offset == -1 && walk.support.nearest == -1 && walk.support.furthest == -1)
        #expect(try anchor("'a' []* [is_title]").support.test == StartPlan.Anchor.none)
    }

    /// Anchors in one long unit cost no more than the unit is long, however many there are.
    @Test func walksFromManyAnchorsAreOne() throws {
        let document = try Document.whitespaceTokenized(String(repeating: "x a ", count: 20_000))
        #expect(try found("([] []*)? 'a' 'b'", in: document, within: .document).isEmpty)
        let matches = try found("([] [])+ 'a' 'x' $", in: document, within: .document)
        #expect(matches.isEmpty)
    }

    @Test func walksGoOverEdges() throws {
        var document = try Document.whitespaceTokenized("x y z a x a\ny a")
        for run in [0..<3, 1..<3, 4..<5] {
            try document.annotate(
                tokens: run, layer: "entities", label: "P", provenance: Provenance(stage: "t"))
        }
        #expect(try found("<P/> 'a'", in: document).map(\.tokens) == [0..<4, 4..<6])
        #expect(try found("'x'? <P/> 'a'", in: document).map(\.tokens) == [0..<4, 4..<6])
        #expect(try found("(<P/> | 'y') 'a'", in: document).map(\.tokens) == [0..<4, 4..<6, 6..<8])
    }
}
