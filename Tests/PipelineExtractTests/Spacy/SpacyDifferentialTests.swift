import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The spans of spaCy 3.8 for made-up documents and random patterns. `Benchmarks/spacy.sh` makes others and names them in
/// `SPACY_CASES` and `SPACY_ATTRIBUTES`.
@Suite struct SpacyDifferentialTests {
    private static func path(_ variable: String, _ usual: String) -> String {
        getenv(variable).map { String(cString: $0) } ?? usual
    }

    @Test(arguments: ["all", "FIRST", "LONGEST", "span"])
    func theSpansAreThoseOfSpacy(_ mode: String) throws {
        let cases = try SpacyCase.all(in: Self.path("SPACY_CASES", "Benchmarks/spacy/cases.jsonl"))
        #expect(cases.count >= 100)
        for one in cases {
            let (found, expected) = (try one.run(mode), one.spans(mode))
            #expect(found == expected, "case \(one.line)")
        }
    }

    /// Where several labels match the same span spaCy's choice is left to chance; any of them will do. In spaCy an entity
    /// without an identity takes over the one of an entity that it overwrites; here it does not.
    @Test(arguments: ["entity", "overwrite"])
    func theEntitiesAreThoseOfSpacy(_ mode: String) throws {
        for one in try SpacyCase.all(in: Self.path("SPACY_CASES", "Benchmarks/spacy/cases.jsonl")) {
            let (found, expected) = (try one.run(mode), one.spans(mode))
            let choices = Dictionary(grouping: one.spans("span")) { $0.start..<$0.end }
            #expect(found.map { $0.start..<$0.end } == expected.map { $0.start..<$0.end }, "case \(one.line)")
            for (own, other) in zip(found, expected) where own != other {
                let tied = choices[own.start..<own.end] ?? []
                #expect(tied.contains(own), "case \(one.line)")
                #expect(tied.contains { $0.label == other.label }, "case \(one.line)")
            }
        }
    }

    @Test func theAttributesAreThoseOfSpacy() throws {
        let path = Self.path("SPACY_ATTRIBUTES", "Benchmarks/spacy/attributes.jsonl")
        for one in try SpacyCase.all(in: path) {
            let text = one.value["text"]?.string ?? ""
            let flags = LexicalAttributes.flags(text)
            let names = LexicalFlags.byName.filter { flags.contains($0.value) }.map { $0.key.uppercased() }
            #expect(names.sorted() == one.strings("flags").sorted(), "\(text)")
            #expect(LexicalAttributes.lower(text) == one.value["lower"]?.string)
            #expect(LexicalAttributes.shape(text) == one.value["shape"]?.string)
            #expect(Int64(LexicalAttributes.length(text)) == one.value["length"]?.integer)
        }
    }
}
