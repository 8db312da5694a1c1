import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

@Suite struct PhraseStageTests {
    func run(_ stage: PhraseStage, _ document: Document) throws -> Document {
        var document = document
        var instance = stage.makeInstance(for: Worker())
        try instance.process(&document, StageContext(stage: stage.name))
        return document
    }

    @Test(arguments: [
        (PhraseList.Match.lower, ["new york city", "NEW YORK", "Straße"]), (.text, ["new york city"]),
    ])
    func theLongestPhraseCounts(_ match: PhraseList.Match, _ expected: [String]) throws {
        let list = PhraseList(
            [("new york", "Q60"), ("new york city", nil), ("york city hall", nil), ("STRASSE", nil), ("straße", "S")],
            match: match)
        let document = try run(
            PhraseStage(list: list, label: "LOC"),
            try .whitespaceTokenized("a new york city hall of NEW YORK and Straße"))
        #expect(document.spans(in: "entities").map(\.text) == expected)
        #expect(document.annotations.first?.attributes == [:])
    }

    @Test func identitiesAndLemmas() throws {
        let list = PhraseList([("head of state", "Q1")], match: .lemma)
        let stage = PhraseStage(list: list, label: "ROLE", layer: "roles", source: "roles.tsv")
        let document = try run(stage, try .tagged("heads/NOUN/head of/ADP/of states/NOUN/state"))
        #expect(document.spans(in: "roles").map(\.description) == ["ROLE(heads of states)"])
        #expect(document.annotations.first?.attributes == ["entity": "Q1"])
        #expect(document.annotations.first?.provenance.by == "extract.phrases/roles.tsv")
        #expect(stage.requires.map(\.rawValue) == ["tokens", "lemma"])
    }

    @Test func annotatedTokensAreLeftAlone() throws {
        let document = try Document.marked("[PER Paris Hilton] in Paris Texas")
        let list = PhraseList([("paris", nil), ("in paris texas", nil)], match: .lower)
        let skipped = try run(PhraseStage(list: list, label: "LOC"), document)
        #expect(skipped.spans(in: "entities").map(\.description) == ["PER(Paris Hilton)", "LOC(in Paris Texas)"])
        let kept = try run(PhraseStage(list: list, label: "LOC", overlap: .keep), document)
        #expect(kept.spans(in: "entities").map(\.label) == ["PER", "LOC", "LOC"])
    }

    @Test func agreesWithANaiveSearch() throws {
        var random = Seeded(7)
        for _ in 0..<300 {
            let words = ["a", "b", "c", "A"]
            let phrases = (0..<random.next(6)).map { _ in
                (0..<(1 + random.next(3))).map { _ in words[random.next(3)] }
            }
            let tokens = (0..<random.next(12)).map { _ in words[random.next(4)] }
            let list = PhraseList(phrases.map { ($0.joined(separator: " "), nil) }, match: .lower)
            let document = try Document.whitespaceTokenized(tokens.joined(separator: " "))
            let found = try run(PhraseStage(list: list, label: "X"), document).annotations.map(\.tokens)
            #expect(found == naive(phrases, tokens.map { $0.lowercased() }))
        }
    }

    private func naive(_ phrases: [[String]], _ tokens: [String]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = 0
        while start < tokens.count {
            let longest = phrases.filter { tokens[start...].starts(with: $0) }.map(\.count).max()
            if let longest { found.append(start..<start + longest) }
            start += longest ?? 1
        }
        return found
    }
}

/// A generator with a seed, so that a failure can be repeated (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func next(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
