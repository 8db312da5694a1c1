import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

/// The order of rules decides nothing where priorities and scores are all different.
@Suite struct RuleOrderTests {
    @Test(arguments: Policy.allCases)
    func shuffledRulesMakeTheSame(_ policy: Policy) throws {
        var random = Seeded(23)
        for _ in 0..<8 {
            var maker = PatternMaker(random: random)
            var rules: [Rule] = []
            while rules.count < 12 {
                let pattern = maker.pattern().text
                let rule = Rule(
                    name: "r\(rules.count)", pattern: pattern, emit: [.annotation(label: "R\(rules.count)")],
                    score: 1 + 1 / Double(1 << rules.count), priority: rules.count)
                if (try? compiled([rule], lists: lists)) != nil { rules.append(rule) }
            }
            random = maker.random
            let words = (0..<80).map { _ in ["a", "b", "c", "d"][random.next(4)] + (random.next(15) == 0 ? "\n" : " ") }
            let expected = try run(rules, policy, words.joined())
            for _ in 0..<3 {
                for index in rules.indices.dropLast() {
                    rules.swapAt(index, index + random.next(rules.count - index))
                }
                #expect(try run(rules, policy, words.joined()) == expected)
            }
        }
    }

    private let lists = ["l": PhraseList([("a b", nil), ("a", nil), ("c a b", nil)])]

    private func run(_ rules: [Rule], _ policy: Policy, _ text: String) throws -> [String] {
        let set = RuleSet(lists: lists, phases: [Phase(name: "p", policy: policy, rules: rules)])
        let stage = try PatternStage(sets: [set])
        var document = try Document.whitespaceTokenized(text)
        try document.annotate(tokens: 3..<5, layer: "entities", label: "P", provenance: Provenance(stage: "t"))
        var instance = stage.makeInstance(for: Worker())
        try instance.process(&document, StageContext(stage: "s"))
        let made = document.annotations(in: "p").map { "\($0.id) \($0)" }
        // Of all that begin and end together the earlier rule's comes first.
        return policy == .all ? document.annotations(in: "p").map { "\($0.label) \($0.tokens)" }.sorted() : made
    }
}
