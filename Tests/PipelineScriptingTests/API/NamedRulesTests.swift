import PipelineCore
import Testing

@testable import PipelineScripting

@Suite("Rules that scripts name")
struct NamedRulesTests {
    @Test func theStageAndTheRuleMakeTheName() {
        var rules = NamedRules()
        #expect(rules.provenance(ofRule: "said-that", in: Provenance(stage: "statements")).by == "statements/said-that")
    }

    @Test func aRuleOfOneStageIsOneObject() {
        var rules = NamedRules()
        let stage = Provenance(stage: "statements")
        let first = rules.provenance(ofRule: "a", in: stage)
        #expect(rules.provenance(ofRule: "a", in: stage) === first)
        #expect(rules.provenance(ofRule: "b", in: stage) != first)
    }

    @Test func anotherStageHasRulesOfItsOwn() {
        var rules = NamedRules()
        _ = rules.provenance(ofRule: "a", in: Provenance(stage: "first"))
        #expect(rules.provenance(ofRule: "a", in: Provenance(stage: "second")).by == "second/a")
    }

    @Test func namesWithoutEndAreNotKept() {
        var rules = NamedRules()
        let stage = Provenance(stage: "s")
        let first = rules.provenance(ofRule: "0", in: stage)
        for number in 1...1_000 { _ = rules.provenance(ofRule: "\(number)", in: stage) }
        #expect(rules.provenance(ofRule: "0", in: stage) !== first)
        #expect(rules.provenance(ofRule: "0", in: stage) == first)
    }
}
