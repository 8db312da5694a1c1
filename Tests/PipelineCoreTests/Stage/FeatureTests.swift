import PipelineCore
import Testing

struct FeatureTests {
    @Test func namesWhatDocumentsHave() {
        #expect(Feature.column(.lemma) == "lemma")
        #expect(Feature.column(.custom("mood")) == "mood")
        #expect(Feature.layer("entities").description == "entities")
        #expect(Set([Feature.tokens, .sentences, .metadata, .relations, .scores]).count == 5)
        #expect(Feature.metadata == "meta")
    }
}
