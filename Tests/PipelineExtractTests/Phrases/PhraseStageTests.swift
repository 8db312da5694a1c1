@testable import PipelineCore
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

    @Test(arguments: [("places.tsv", ["extract.phrases/places.tsv"]), (nil, [])])
    func timesAreToldByList(_ source: String?, _ names: [String]) throws {
        let stage = PhraseStage(list: PhraseList([("new york", nil)]), label: "LOC", source: source)
        let (worker, work) = (Worker(), WorkProfile(Profiler(), worker: 0))
        worker.profile = work
        var instance = stage.makeInstance(for: worker)
        var document = try Document.whitespaceTokenized("new york and new york")
        try instance.process(&document, StageContext(stage: stage.name))
        #expect(work.parts.map(\.name) == names && work.parts.allSatisfy { $0.matches == 2 && $0.times.count == 1 })
        #expect(document.annotations.count == 2)
    }

    @Test func annotatedTokensAreLeftAlone() throws {
        let document = try Document.marked("[PER Paris Hilton] in Paris Texas")
        let list = PhraseList([("paris", nil), ("in paris texas", nil)], match: .lower)
        let skipped = try run(PhraseStage(list: list, label: "LOC"), document)
        #expect(skipped.spans(in: "entities").map(\.description) == ["PER(Paris Hilton)", "LOC(in Paris Texas)"])
        let kept = try run(PhraseStage(list: list, label: "LOC", overlap: .keep), document)
        #expect(kept.spans(in: "entities").map(\.label) == ["PER", "LOC", "LOC"])
    }

    @Test func policiesDecideBetweenOverlaps() throws {
        let list = PhraseList(entries: ["a b", "b c d", "c", "d e"].map { PhraseEntry($0) })
        let document = try Document.whitespaceTokenized("a b c d e")
        let expected: [PhraseStage.Policy: [String]] = [
            .first: ["a b", "c", "d e"], .longest: ["b c d"], .all: ["a b", "b c d", "c", "d e"],
        ]
        for policy in PhraseStage.Policy.allCases {
            let found = try run(PhraseStage(list: list, label: "X", policy: policy), document)
            #expect(found.spans(in: "entities").map(\.text) == expected[policy], "\(policy)")
        }
    }

    @Test func entriesHaveIdentitiesLabelsAliasesAndAttributes() throws {
        let list = PhraseList(
            entries: [
                PhraseEntry("New York", aliases: ["NYC"], id: "Q60", attributes: ["kind": "city", "rank": 1]),
                PhraseEntry("York", label: "TOWN", attributes: ["kind": "town"]),
                PhraseEntry("York", id: "Q42462"), PhraseEntry("Big Ben", aliases: ["Elizabeth Tower"]),
            ], match: .text)
        let stage = PhraseStage(list: list, label: "LOC", policy: .all)
        let document = try run(stage, try .whitespaceTokenized("NYC and New York or York and Elizabeth Tower"))
        let found = document.annotations.map { "\($0.label) \(document.text[$0.bytes])" }
        #expect(
            found == [
                "LOC NYC", "LOC New York", "TOWN York", "LOC York", "TOWN York", "LOC York", "LOC Elizabeth Tower",
            ])
        #expect(document.annotations[0].attributes == ["entity": "Q60", "kind": "city", "rank": 1])
        #expect(document.annotations[2].attributes == ["kind": "town"])
        #expect(document.annotations[3].attributes == ["entity": "Q42462"])
        #expect(document.annotations[6].attributes == ["entity": "Big Ben"])
    }

    @Test func patternsSeeWhatEntriesHold() throws {
        let list = PhraseList(
            entries: [PhraseEntry("Čapek", id: "Q155855", label: "PER", attributes: ["born": 1890])], match: .folded)
        let rule = Rule(
            name: "born", pattern: #" who:%people "was" "born" "#,
            emit: [
                .annotation(
                    label: "BIRTH", attributes: ["id": "$who.id", "year": "$who.born", "kind": "$who.label"])
            ])
        let stage = try PatternStage(
            sets: [RuleSet(lists: ["people": list], phases: [Phase(name: "births", rules: [rule])])])
        var instance = stage.makeInstance(for: Worker())
        var document = try Document.whitespaceTokenized("CAPEK was born")
        try instance.process(&document, StageContext(stage: "s"))
        #expect(document.annotations.map(\.attributes) == [["id": "Q155855", "year": 1890, "kind": "PER"]])
    }

    @Test func wordsAreLookedUpAgainWhenTheirNumbersHaveChanged() throws {
        let list = PhraseList(entries: [PhraseEntry("beta")])
        let forms = TokenForms(maximumFootprint: 600)
        var finder = PhraseFinder(list, forms: forms)
        var random = SeededRandom(seed: 3)
        for number in 0..<50 {
            let others = (0..<20).map { _ in "w\(random.number(in: 0..<900))" }
            let document = try Document.whitespaceTokenized((others + ["beta"]).joined(separator: " "), id: "\(number)")
            #expect(finder.find(in: document).map(\.tokens) == [20..<21])
        }
        #expect(forms.generation > 0)
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
            let all = try run(PhraseStage(list: list, label: "X", policy: .all), document).annotations.map(\.tokens)
            #expect(all == everywhere(phrases, tokens.map { $0.lowercased() }))
        }
    }

    private func everywhere(_ phrases: [[String]], _ tokens: [String]) -> [Range<Int>] {
        tokens.indices.flatMap { start in
            phrases.filter { tokens[start...].starts(with: $0) }.map { start..<start + $0.count }
                .sorted { $0.upperBound < $1.upperBound }
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
