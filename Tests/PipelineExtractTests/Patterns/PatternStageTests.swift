import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

@Suite struct PatternStageTests {
    func run(_ stage: PatternStage, _ document: Document, scripts: (any ScriptHost)? = nil) throws -> Document {
        var document = document
        let worker = Worker()
        worker.scripts = scripts
        var instance = stage.makeInstance(for: worker)
        try instance.process(&document, StageContext(stage: stage.name))
        return document
    }

    /// The rule file of the manual, with tags and entities set by hand.
    @Test func theRulesOfTheManual() throws {
        let head =
            "Sergei/PROPN Naryshkin/PROPN ,/PUNCT head/NOUN/head of/ADP the/DET SVR/PROPN ,/PUNCT warned/VERB/warn"
        var document = try Document.tagged(head + " that/SCONJ it/PRON would/AUX end/VERB ./PUNCT")
        let provenance = Provenance(stage: "test")
        let person = try document.annotate(tokens: 0..<2, layer: "entities", label: "PER", provenance: provenance)
        let service = try document.annotate(tokens: 6..<7, layer: "entities", label: "ORG", provenance: provenance)
        let stage = try PatternStage(
            sets: [
                RuleSet(
                    lists: ["say": PhraseList([("say", nil), ("warn", nil)], match: .lemma)],
                    macros: ["HEAD": #" [lemma = "head|chief"] "#],
                    phases: [
                        Phase(
                            name: "roles",
                            rules: [
                                Rule(
                                    name: "head-of",
                                    pattern: #" who:<PER/> "," role:($HEAD "of" "the"?) org:<ORG/> "#,
                                    emit: [
                                        .relation(
                                            label: "ROLE",
                                            arguments: [("person", "who"), ("role", "role"), ("organisation", "org")],
                                            attributes: ["of": "$org", "head": "$role.lemma", "price": "$$5", "n": 1])
                                    ], score: 0.8)
                            ]),
                        Phase(
                            name: "statements", policy: .best,
                            rules: [
                                Rule(
                                    name: "said-that",
                                    pattern: #"""
                                        source:(<PER/> | [upos="PRON"]) []*? cue:[lemma in %say] "that"?
                                        content:([]+?) (?= [is_punct] $ | $)
                                        """#,
                                    emit: [
                                        .relation(
                                            label: "STATEMENT",
                                            arguments: [("source", "source"), ("cue", "cue"), ("content", "content")])
                                    ])
                            ]),
                    ])
            ])
        #expect(stage.requires.map(\.rawValue) == ["entities", "lemma", "sentences", "tokens", "upos"])
        #expect(stage.assigns.map(\.rawValue) == ["relations", "roles", "statements"])
        #expect(stage.warnings.isEmpty)
        document = try run(stage, document)
        #expect(document.spans(in: "roles").map(\.description) == ["ROLE(head of the)"])
        #expect(
            document.spans(in: "statements").map(\.description) == ["CUE(warned)", "CONTENT(it would end)"])
        let role = try #require(document.relations.first)
        #expect(role.label == "ROLE")
        #expect(role["person"] == [person])
        #expect(role["organisation"] == [service])
        #expect(
            role.attributes == ["of": "SVR", "head": "head", "price": "$5", "n": 1, "confidence": 0.8])
        #expect(role.provenance.by == "roles/head-of")
        #expect(document.relations.last?["source"] == [person])
        #expect(document.relations.last?.provenance.by == "statements/said-that")
    }

    @Test func phasesSeeEarlierPhasesOnly() throws {
        let stage = try PatternStage(phases: [
            Phase(
                name: "one",
                rules: [
                    Rule(name: "a", pattern: #""a""#, emit: [.annotation(label: "A", layer: "entities")]),
                    Rule(name: "again", pattern: #"<A/> "b""#, label: "AGAIN"),
                ]),
            Phase(name: "two", rules: [Rule(name: "ab", pattern: #"<A/> "b""#, label: "AB")]),
        ])
        let document = try run(stage, try .whitespaceTokenized("x a b"))
        #expect(document.spans(in: "one").isEmpty)
        #expect(document.spans(in: "two").map(\.description) == ["AB(a b)"])
        #expect(stage.requires.contains("entities"))
        #expect(stage.assigns.map(\.rawValue) == ["entities", "one", "two"])
    }

    @Test func unitsThatOverlapGiveAMatchOnce() throws {
        var document = try Document.whitespaceTokenized("a b c")
        for run in [0..<3, 1..<2, 1..<3] {
            try document.annotate(tokens: run, layer: "quotes", label: "Q", provenance: Provenance(stage: "t"))
        }
        let stage = try PatternStage(phases: [
            Phase(
                name: "p", policy: .all, within: .layer("quotes"), rules: [Rule(name: "b", pattern: "'b'", label: "B")])
        ])
        #expect(stage.requires.map(\.rawValue) == ["quotes", "tokens"])
        #expect(try run(stage, document).annotations(in: "p").count == 1)
    }

    @Test func guardsCompeteAndMakeNothing() throws {
        let stage = try PatternStage(
            phases: [
                Phase(
                    name: "p",
                    rules: [
                        Rule(name: "not", pattern: #""white" "house""#, isGuard: true),
                        Rule(name: "house", pattern: #""house""#),
                    ])
            ], layer: "things", label: "HOUSE")
        let document = try run(stage, try .whitespaceTokenized("a white house and a house"))
        #expect(document.annotations(in: "things").map(\.tokens) == [5..<6])
    }

    @Test func conditionsFilterBeforeThePolicy() throws {
        let isOdd = MatchFunction.native { match, _ in .boolean(match.tokens.count % 2 == 1) }
        let stage = try PatternStage(phases: [
            Phase(
                name: "p",
                rules: [
                    Rule(name: "long", pattern: "[]{4}", condition: isOdd, label: "LONG"),
                    Rule(name: "short", pattern: "[]{3}", condition: isOdd, label: "SHORT"),
                ])
        ])
        let document = try run(stage, try .whitespaceTokenized("a b c d"))
        #expect(document.spans(in: "p").map(\.description) == ["SHORT(a b c)"])
    }

    @Test func functionsMakeWhatTheyLike() throws {
        let emission = Emission.function(
            .native { match, document in
                document.metadata["seen"] = .string(document.text[document.bytes(ofTokens: match.claim)])
                return .null
            })
        let stage = try PatternStage(phases: [
            Phase(name: "p", rules: [Rule(name: "f", pattern: #""b""#, emit: [emission])])
        ])
        let document = try run(stage, try .whitespaceTokenized("a b"))
        #expect(document.metadata["seen"] == "b")
    }

    /// Answers `odd` by whether the match has an odd number of tokens, and keeps what `keep` is given.
    private final class Host: ScriptHost {
        var kept: [Match] = []

        func call(_ function: ScriptFunction, match: Match, on document: inout Document, stage: String) -> Value {
            if function.path == "odd" { return .boolean(match.tokens.count % 2 == 1) }
            kept.append(match)
            document.warn("\(stage) kept a match")
            return .null
        }
    }

    @Test func scriptsJudgeAndUseMatches() throws {
        let rule = Setting.Table(fields: [
            "name": .value("r"), "pattern": .value("x:[is_alpha]+"),
            "where": .function(ScriptFunction(path: "odd", location: nil)),
            "emit": .function(ScriptFunction(path: "keep", location: nil)),
        ])
        let made = try PatternStage.component().make(from: Setting.Table(items: [.table(rule)]))
        let host = Host()
        let stage = try #require(made as? PatternStage)
        let document = try run(stage, try .whitespaceTokenized("a b c\nd e"), scripts: host)
        #expect(host.kept.map(\.tokens) == [0..<3])
        #expect(host.kept.first?["x"] == [0..<3])
        #expect(host.kept.first?.provenance.by == "extract.patterns/r")
        #expect(document.warnings == ["extract.patterns kept a match"])
    }

    @Test func aScriptWithoutAHostIsAnError() throws {
        var rule = Rule(name: "f", pattern: #""b""#, label: "B")
        rule.condition = .script(ScriptFunction(path: "p.f", location: nil))
        let stage = try PatternStage(phases: [Phase(name: "p", rules: [rule])])
        #expect(throws: PipelineError.self) { try run(stage, try .whitespaceTokenized("a b")) }
    }

    @Test func loopsGiveAnArgumentOfSeveralPieces() throws {
        let stage = try PatternStage(phases: [
            Phase(
                name: "p",
                rules: [
                    Rule(
                        name: "list", pattern: #"item:/x./ ("," item:/x./)+ none:"zz"?"#,
                        emit: [
                            .relation(label: "LIST", arguments: [("item", "item"), ("none", "none")]),
                            .relation(label: "AGAIN", arguments: [("item", "item")]),
                            .annotation(label: "ITEM", layer: "items", span: "item", attributes: ["t": "$item"]),
                        ])
                ])
        ])
        let document = try run(stage, try .whitespaceTokenized("a x1 , x2 , x3"))
        #expect(document.relations.map { $0["item"].count } == [3, 3])
        #expect(document.relations.first?["item"] == document.relations.last?["item"])
        #expect(document.relations.first?.arguments.map(\.name) == ["item"])
        #expect(document.spans(in: "p").map(\.description) == ["ITEM(x1)", "ITEM(x2)", "ITEM(x3)"])
        #expect(document.annotations(in: "items").first?.attributes["t"] == "x1 , x2 , x3")
    }

    /// Functions read a list of such a capture, also when it holds one run.
    @Test func capturesThatMayRepeatSaySo() throws {
        let matches = try found(
            #"one:"a" (many:"b" ","?)+ (x:"c" | x:"d") $TWICE z:"f"{1}"#, in: .whitespaceTokenized("a b c e e f"),
            macros: ["TWICE": #"y:"e" y:"e""#])
        #expect(matches.first?.captures.map(\.name) == ["one", "many", "x", "y", "z"])
        #expect(matches.first?.captures.map(\.isRepeated) == [false, true, false, true, false])
    }

    @Test func whatNoStageAssignsIsShownInThePattern() throws {
        let stage = try PatternStage(phases: [
            Phase(name: "p", rules: [Rule(name: "r", pattern: #""a" (x:[upos = "NOUN"] | <place/>)"#, label: "X")])
        ])
        let error = #expect(throws: PipelineError.self) {
            try DocumentPipeline([stage], provided: [.tokens, .sentences])
        }
        let notes = ([error].compactMap(\.self) + (error?.others ?? [])).flatMap(\.notes)
        #expect(Set(notes.map(\.message)) == ["'upos' is needed here", "'place' is needed here"])
        let columns = Set(notes.map { [$0.location.column ?? 0, $0.location.length] })
        #expect(columns == [[8, 15], [26, 8]])
    }

    @Test func phrasesHaveAnIdentity() throws {
        let set = RuleSet(
            lists: ["places": PhraseList([("new york", "Q60"), ("bonn", nil)])],
            phases: [
                Phase(
                    name: "p",
                    rules: [
                        Rule(
                            name: "in", pattern: #""in" at:%places"#,
                            emit: [
                                .annotation(label: "LOC", layer: "entities", span: "at", attributes: ["id": "$at.id"])
                            ])
                    ])
            ])
        let document = try run(try PatternStage(sets: [set]), try .whitespaceTokenized("in New York or in Bonn"))
        #expect(document.annotations.map { $0.attributes["id"] } == ["Q60", nil])
        #expect(document.spans(in: "entities").map(\.text) == ["New York", "Bonn"])
    }
}

@Suite struct TokenPatternTests {
    @Test func findsMatchesOneOff() throws {
        let pattern = try TokenPattern(#"who:[is_title]+ "said""#)
        let document = try Document.whitespaceTokenized("then Lena Orlova said no\nBut Ann said yes")
        #expect(try pattern.matches(in: document).map { $0["who"] } == [[1..<3], [5..<7]])
        #expect(pattern.requires.map(\.rawValue) == ["sentences", "tokens"])
        #expect(try pattern.matches(in: Document(id: "empty", text: "")).isEmpty)
    }

    @Test func compilesForOtherStages() throws {
        let compile = PatternSetMatcher.compiler()
        let table = Setting.Table(fields: [
            "lists": .table(
                Setting.Table(fields: ["war": .table(Setting.Table(items: [.value("clash"), .value("raid")]))])),
            "threshold": .value(3),
        ])
        let matcher = try compile(
            [
                PatternSource(name: "war", pattern: "%war", table: table),
                PatternSource(name: "long", pattern: "[]+", within: "document", table: table),
                PatternSource(name: "b", pattern: #""b""#, table: table),
            ], table, "score")
        var searcher = try matcher.makeSearcher()
        let matches = try searcher.matches(in: try .whitespaceTokenized("a raid\nb clash"))
        #expect(matches.map { $0.map(\.tokens) } == [[1..<2, 3..<4], [0..<4], [2..<3]])
        #expect(matches[0][0].provenance.rule == "war")
        #expect(matcher.warnings.count == 1)
    }
}
