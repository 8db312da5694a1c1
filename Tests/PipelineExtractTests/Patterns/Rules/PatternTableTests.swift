import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

private func fields(_ fields: [String: Setting]) -> Setting { .table(Setting.Table(fields: fields)) }
private func list(_ items: Setting...) -> Setting { .table(Setting.Table(items: items)) }
private func words(_ words: String...) -> Setting { .table(Setting.Table(items: words.map { .value(.string($0)) })) }

/// Each table stands beside the text that means the same.
@Suite struct PatternTableTests {
    private static let pairs: [(text: String, table: Setting)] = [
        ("'said'", fields(["exact": .value("said")])),
        ("\"of the\"", list(.value("of the"))),
        (
            "\"the\"? \"head|chief\"",
            list(
                fields(["word": .value("the"), "times": .value("?")]), fields(["word": words("head", "chief")]))
        ),
        (
            "who:[is_title]+ \"said\"",
            list(
                fields(["test": fields(["is_title": .value(true)]), "times": .value("+"), "capture": .value("who")]),
                .value("said"))
        ),
        (
            "[]{1,2}? 'the'",
            list(
                fields(["test": fields([:]), "times": list(.value(1), .value(2)), "lazy": .value(true)]),
                fields(["exact": .value("the")]))
        ),
        (
            "/[a-z]+\\/x|s.*/i []",
            list(
                fields(["matches": .value("[a-z]+/x|s.*"), "ignore_case": .value(true)]), fields(["test": fields([:])]))
        ),
        (
            "(\"Ann\" | <PER/>) \"said\"",
            list(
                fields(["any_of": list(.value("Ann"), fields(["annotation": .value("PER")]))]), .value("said"))
        ),
        (
            "<entities label=\"PER\" id=\"Q1\"/>",
            fields([
                "annotation": .value("entities"), "where": fields(["label": .value("PER"), "id": .value("Q1")]),
            ])
        ),
        (
            "[in(PER) & length > 2 & length <= 5 & !is_digit & lower != \"said\"]",
            fields([
                "test": fields([
                    "within": .value("PER"), "length": fields(["above": .value(2), "at_most": .value(5)]),
                    "is_digit": .value(false), "lower": fields(["is_not": .value("said")]),
                ])
            ])
        ),
        (
            "[lower in {\"said\", \"head\"} | text ~ /A.*/ | !(is_title | is_lower)]",
            fields([
                "test": fields([
                    "any_of": list(
                        fields(["lower": words("said", "head")]), fields(["text": fields(["matches": .value("A.*")])]),
                        fields(["none_of": list(fields(["is_title": .value(true)]), fields(["is_lower": .value(true)]))]
                        ))
                ])
            ])
        ),
        (
            "%places (?= \"said\" | $)",
            list(
                fields(["list": .value("places")]),
                fields(["ahead": fields(["any_of": list(.value("said"), fields(["edge": .value("end")]))])]))
        ),
        (
            "^ [] (?<! \"said\") [] (?<= \"said\")",
            list(
                fields(["edge": .value("start")]), fields(["test": fields([:])]),
                fields(["not_behind": .value("said")]), fields(["test": fields([:])]),
                fields(["behind": .value("said")]))
        ),
        (
            "$NEAR(\"Ann\", x:\"head\") (?! [])",
            list(
                fields([
                    "macro": .value("NEAR"),
                    "with": list(.value("Ann"), list(fields(["word": .value("head"), "capture": .value("x")]))),
                ]), fields(["not_ahead": fields(["test": fields([:])])]))
        ),
        (
            "(\"the\" | \"said\"){2,}",
            fields([
                "group": list(fields(["any_of": list(.value("the"), .value("said"))])), "times": list(.value(2)),
            ])
        ),
        (
            "[lower in %places] []{2}",
            list(
                fields(["test": fields(["lower": fields(["in_list": .value("places")])])]),
                fields(["test": fields([:]), "times": .value(2)]))
        ),
    ]

    private func matches(_ pattern: Setting, _ document: Document) throws -> [String] {
        var reader = RuleReader { $0.split(separator: " ").map(String.init) }
        let rules = fields([
            "lists": fields(["places": words("Bonn", "New York")]),
            "macros": fields(["NEAR(a, b)": .value("$a []{0,3} $b")]),
        ]).table
        var set = reader.ruleSet(
            Setting.Table(
                items: [fields(["name": .value("r"), "pattern": pattern, "label": .value("X")])],
                fields: try #require(rules).fields), phaseName: "p")
        #expect(reader.errors.isEmpty)
        set.phases[0].policy = .all
        var compiler = RuleCompiler(stage: "t") { $0.split(separator: " ").map(String.init) }
        compiler.add(set)
        try compiler.check()
        let phase = compiler.phases[0]
        var values = TokenValues([phase.program])
        values.load(document)
        values.loadLayers(document)
        var matcher = PhaseMatcher(phase.program, values: values)
        return try matcher.matches(in: document, units: document.sentences.ranges, values).map {
            "\($0.tokens) \($0.runs.map { "\($0.capture) \($0.tokens)" })"
        }
    }

    @Test(arguments: pairs.indices)
    func tablesMatchWhatTextMatches(_ index: Int) throws {
        var document = try Document.whitespaceTokenized(
            "Ann said the head of the New York office said so\nBonn said the the said SAID x/x head\nAnn a b head")
        for (run, id) in [(0..<1, "Q1"), (19..<20, "Q2")] {
            try document.annotate(
                tokens: run, layer: "entities", label: "PER", attributes: ["id": .string(id)],
                provenance: Provenance(stage: "t"))
        }
        let expected = try matches(.value(.string(Self.pairs[index].text)), document)
        #expect(!expected.isEmpty)
        #expect(try matches(Self.pairs[index].table, document) == expected)
    }

    /// Nothing in a word is taken for a sign of the language.
    @Test func wordsAreQuoted() throws {
        var random = Seeded(9)
        let signs = Array("\"'\\|/$%[](){}<>?*+^~!&-=x")
        for _ in 0..<300 {
            let word = String((0..<1 + random.next(4)).map { _ in signs[random.next(signs.count)] })
            let document = try Document.whitespaceTokenized("a \(word) b")
            let expected = ["1..<2 []"]
            #expect(try matches(fields(["word": .value(.string(word))]), document) == expected, "\(word)")
            #expect(try matches(fields(["exact": .value(.string(word))]), document) == expected, "\(word)")
            #expect(try matches(fields(["test": fields(["text": .value(.string(word))])]), document) == expected)
            #expect(try matches(fields(["test": fields(["text": words(word)])]), document) == expected)
        }
    }

    @Test(arguments: [
        (fields(["wrod": .value("a")]), "an element of a pattern has no key 'wrod'"),
        (
            fields(["word": .value("a"), "exact": .value("b")]),
            "an element of a pattern says one thing, not word and exact"
        ),
        (list(.value(3)), "an element of a pattern is a string or a table, not "),
        (fields(["edge": .value("left")]), "'edge' is \"start\" or \"end\""),
        (fields(["list": .value("a b")]), "'a b' is no name, as 'list' takes one"),
        (fields(["test": fields(["x] [y": .value("a")])]), "'x] [y' is no name, as 'test' takes one"),
        (fields(["word": .value("a"), "times": .value("often")]), "'times' is a number"),
        (fields(["test": fields(["length": fields(["over": .value(3)])])]), "a comparison has no key 'over'"),
    ])
    func whatIsWrongIsSaid(_ pattern: Setting, _ message: String) {
        var reader = RuleReader { [$0] }
        _ = reader.ruleSet(
            Setting.Table(items: [fields(["name": .value("r"), "pattern": pattern])]), phaseName: "p")
        #expect(
            reader.errors.contains { $0.message.hasPrefix("rule 'r': " + message) }, "\(reader.errors.map(\.message))")
    }

    private func errors(of pattern: Setting) -> [String] {
        do {
            let table = Setting.Table(location: SourceLocation(file: "rules.lua", line: 7))
            _ = try PatternSetMatcher([PatternSource(name: "r", pattern: pattern, table: table)])
            return []
        } catch {
            return ([error] + error.others).map { "\($0.location?.file ?? "") \($0.location?.line ?? 0) \($0.message)" }
        }
    }

    /// What is found wrong later than in the table is still said of the table.
    @Test func messagesLeadToThePlaceInTheTable() {
        let test = fields(["test": fields(["lema": .value("say")])])
        let inner = fields(["any_of": list(.value("a"), list(.value("b"), test))])
        let found = errors(of: list(.value("x"), inner))
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("rules.lua 7 rule 'r': ") == true)
        #expect(found.first?.hasSuffix(", in pattern[2].any_of[2][2].test.lema") == true, "\(found)")
        #expect(
            errors(of: list(fields(["list": .value("nowhere"), "times": .value("+")])))
                == ["rules.lua 7 rule 'r': there is no list 'nowhere', in pattern[1].list"])
        #expect(
            errors(of: fields(["word": .value("a"), "times": .value("*")]))
                == ["rules.lua 7 rule 'r': the pattern can match no token at all, in pattern"])
        #expect(
            errors(of: fields(["test": fields(["length": fields(["over": .value(3)])])]))
                == ["rules.lua 7 rule 'r': a comparison has no key 'over', in pattern.test.length.over"])
    }

    @Test func aTableIsCompiledAsTheTextIs() throws {
        let document = try Document.whitespaceTokenized("a b a c")
        let tables: [Setting] = [.value("'a'"), .value(.array([.string("a")])), fields(["exact": .value("a")])]
        for table in tables {
            let matcher = try PatternSetMatcher([PatternSource(name: "r", pattern: table)])
            var searcher = matcher.makeSearcher()
            #expect(try searcher.matches(in: document)[0].map(\.tokens) == [0..<1, 2..<3])
        }
    }
}
