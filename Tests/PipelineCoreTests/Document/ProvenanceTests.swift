import PipelineCore
import Testing

struct ProvenanceTests {
    @Test func namesItselfShortly() {
        #expect(Provenance(stage: "tag.english").by == "tag.english")
        #expect(Provenance(stage: "tag.english", rule: "entities").by == "tag.english/entities")
        #expect(Provenance(stage: "extract.patterns", phase: "statements", rule: "said").by == "statements/said")
        #expect(Provenance(stage: "extract.patterns", phase: "statements").by == "statements")
    }

    @Test func equalsByContent() {
        let place = SourceLocation(file: "rules.lua", line: 3)
        let one = Provenance(stage: "s", phase: "p", rule: "r", location: place)
        let same = Provenance(stage: "s", phase: "p", rule: "r", location: place)
        #expect(one == same)
        #expect(Set([one, same]).count == 1)
        #expect(one != Provenance(stage: "s", phase: "p", rule: "r"))
        #expect(one != Provenance(stage: "s", phase: "p", rule: "q", location: place))
    }
}
