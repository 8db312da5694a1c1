import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

/// Builds tables as a definition would give them.
private func table(_ items: [Setting] = [], _ fields: [String: Setting] = [:]) -> Setting {
    .table(Setting.Table(items: items, fields: fields))
}

private func stage(_ rules: Setting) throws -> PatternStage {
    let made = try PatternStage.component().make(from: Setting.Table(fields: ["rules": rules]))
    return try #require(made as? PatternStage)
}

@Suite struct RuleReaderTests {
    private func run(_ stage: PatternStage, _ text: String) throws -> Document {
        var document = try Document.whitespaceTokenized(text)
        var instance = stage.makeInstance(for: Worker())
        try instance.process(&document, StageContext(stage: stage.name))
        return document
    }

    private var rules: Setting {
        table(
            [
                table(
                    [
                        table(
                            [],
                            [
                                "name": .value("visit"), "pattern": .value("who:$NAME \"visited\" where:%places"),
                                "score": .value(1.5),
                                "emit": table(
                                    [
                                        table(
                                            [.value("where")],
                                            [
                                                "relation": .value("VISIT"), "visitor": .value("who"),
                                                "attributes": table(
                                                    [], ["kind": .value("trip"), "id": .value("$where.id")]),
                                            ]),
                                        table(
                                            [],
                                            [
                                                "label": .value("LOC"), "layer": .value("entities"),
                                                "span": .value("where"),
                                            ]),
                                    ]),
                            ])
                    ], ["phase": .value("visits"), "policy": .value("first"), "within": .value("sentence")])
            ],
            [
                "lists": table(
                    [], ["places": table([table([.value("New York")], ["id": .value("Q60")]), .value("Bonn")])]),
                "macros": table([], ["NAME": .value("[is_title]+")]),
            ])
    }

    @Test func aRuleFileIsRead() throws {
        let document = try run(try stage(rules), "Lena Orlova visited new york")
        let relation = try #require(document.relations.first)
        #expect(relation.arguments.map(\.name) == ["where", "visitor"])
        #expect(relation.attributes == ["kind": "trip", "id": "Q60", "confidence": 1.0])
        #expect(document.spans(in: "visits").map(\.description) == ["WHO(Lena Orlova)", "WHERE(new york)"])
        #expect(document.spans(in: "entities").map(\.description) == ["LOC(new york)"])
    }

    @Test func rulesComeWithoutANameOrAPhase() throws {
        let positional = try PatternStage.component().make(from: Setting.Table(items: [rules, rules]))
        var instance = try positional.makeInstance(for: Worker())
        var document = try Document.whitespaceTokenized("Ann visited Bonn")
        try instance.process(&document, StageContext(stage: "s"))
        #expect(document.relations.count == 2)
        let loose = table([table([], ["name": .value("b"), "pattern": .value("'b'"), "label": .value("B")])])
        #expect(try run(try stage(loose), "a b").spans(in: "extract.patterns").map(\.description) == ["B(b)"])
    }

    @Test func listsHaveManyForms() throws {
        let lists = table(
            [],
            [
                "a": table([.value("x"), .value("y")]),
                "b": table([], ["words": table([.value("Z")]), "match": .value("text")]),
                "c": .value("none.txt"),
            ])
        let rule = table([], ["name": .value("r"), "pattern": .value("%a | %b | %c | %d"), "label": .value("R")])
        let message = diagnostics { _ = try stage(table([rule], ["lists": lists])) }
        #expect(
            message == """
                none.txt: error: cannot read none.txt: no such file or directory
                pattern:1:16: error: rule 'r': there is no list 'd'
                 1 | %a | %b | %c | %d
                   |                ^^
                  help: did you mean 'a'?
                """)
    }

    @Test func everythingWrongIsToldInOneGo() {
        let wrong = table(
            [
                table(
                    [
                        table(
                            [],
                            [
                                "name": .value("one"), "patern": .value("x"), "pattern": .value("\"a"),
                                "emit": table([], ["lable": .value("X"), "label": .value("X")]),
                            ]),
                        table(
                            [],
                            [
                                "name": .value("two"), "pattern": .value("who:[]"), "claim": .value("whom"),
                                "emit": table([.value("cue")], ["relation": .value("R")]), "score": .value("high"),
                            ]),
                        table([], ["name": .value("three"), "pattern": .value("[]")]),
                    ], ["phase": .value("p"), "polcy": .value("longest"), "policy": .value("longst")])
            ], ["list": table()])
        let message = diagnostics { _ = try stage(wrong) }
        #expect(
            message == """
                error: a set of rules has no option 'list'
                  help: did you mean 'lists'?
                error: phase 'p' has no option 'polcy'
                  help: did you mean 'policy'?
                error: phase 'p' has no policy 'longst'
                  help: did you mean 'longest'?
                error: rule 'one' has no option 'patern'
                  help: did you mean 'pattern'?
                error: rule 'one': 'emit' has no option 'lable'
                  help: did you mean 'label'?
                error: 'score' is a number, not a string
                pattern:1:1: error: rule 'one': the string is not closed
                 1 | "a
                   | ^
                error: rule 'two' has no capture 'whom'
                  help: did you mean 'who'?
                error: rule 'two' has no capture 'cue'
                  help: there is 'who'
                error: rule 'three' makes nothing
                  help: write emit = { label = "…" } or guard = true
                """)
    }

    @Test func placesComeFromTheSourceMap() {
        let file = "rules.lua"
        let content = "return { name = 'r',\n  pattern = [[ \"a\" [lema = 'x'] ]] }"
        let pattern = " \"a\" [lema = 'x'] "
        let start = content.utf8.count - pattern.utf8.count - 4
        let map = SourceMap(
            file: SourceFile(path: file, bytes: Array(content.utf8)),
            literals: [SourceMap.Literal(content: pattern, bytes: start..<start + pattern.utf8.count, isVerbatim: true)]
        )
        let rule = Setting.Table(
            fields: ["name": .value("r"), "pattern": .value(.string(pattern)), "label": .value("X")],
            location: SourceLocation(file: file, line: 1), sourceMap: map)
        let error = #expect(throws: PipelineError.self) { _ = try stage(.table(Setting.Table(items: [.table(rule)]))) }
        #expect(error?.description == "rules.lua:2:21: rule 'r': there is no attribute 'lema'")
        #expect(error?.remedy == "did you mean 'lemma'?")
        #expect(error?.location?.length == 4)
        #expect(error?.excerpt == nil)
    }

    /// A table of a script knows where the call stands that it is handed to, and its strings tell the rest.
    @Test func eachRuleIsBlamedAtItsOwnLine() {
        let content = """
            return { -- 'one' may be a word of a list as well
            { name = 'one', pattern = '/a/', emit = { labl = 'X' } },
            { name = 'two', pattern = '/b/', emit = { labl = 'X' } },
            { pattern = '/c/', label = 'X' },
            { name = 'four', pattern = '/d/' },
            }
            """
        let quoted = content.split(separator: "'", omittingEmptySubsequences: false).enumerated()
        let literals = quoted.filter { $0.offset % 2 == 1 }.map { _, part in
            SourceMap.Literal(
                content: String(part),
                bytes: part.startIndex.utf16Offset(in: content)..<part.endIndex.utf16Offset(in: content),
                isVerbatim: true)
        }
        let map = SourceMap(file: SourceFile(path: "r.lua", bytes: Array(content.utf8)), literals: literals)
        let place = SourceLocation(file: "r.lua", line: 1)
        let wrong = Setting.table(Setting.Table(fields: ["labl": .value("X")], location: place, sourceMap: map))
        let set = Setting.Table(
            items: [
                table([], ["name": .value("one"), "pattern": .value("/a/"), "emit": wrong]),
                table([], ["name": .value("two"), "pattern": .value("/b/"), "emit": wrong]),
                table([], ["pattern": .value("/c/"), "label": .value("X")]),
                table([], ["name": .value("four"), "pattern": .value("/d/")]),
            ], location: place, sourceMap: map)
        let error = #expect(throws: PipelineError.self) { _ = try stage(.table(set)) }
        let errors = [error].compactMap(\.self) + (error?.others ?? [])
        let places = errors.map { "\($0.location?.line ?? 0): \($0.message)" }
        for expected in [
            "2: rule 'one': 'emit' has no option 'labl'", "3: rule 'two': 'emit' has no option 'labl'",
            "4: a rule needs a name: { name = \"said\", pattern = … }", "2: rule 'one': 'emit' needs a label",
            "5: rule 'four' makes nothing",
        ] {
            #expect(places.contains { $0.hasPrefix(expected) }, "\(expected) is not among \(places)")
        }
    }

    @Test func whatIsSuspiciousIsAWarning() throws {
        let phase = Phase(
            name: "p", within: .document,
            rules: [
                Rule(name: "a", pattern: #"x:[lower = "Foo"] []* "b""#, label: "A"),
                Rule(name: "b", pattern: #"x:[lower="Foo"]  []*   "b""#, emit: [.annotation(label: "B", span: "x")]),
            ])
        let set = RuleSet(lists: ["l": PhraseList([])], macros: ["M": "[]"], phases: [phase])
        let warnings = try PatternStage(sets: [set]).warnings
        #expect(
            warnings.map(\.message) == [
                "rule 'a': 'lower' is never \"Foo\", which has a capital letter",
                "rule 'a': the repetition may run over the whole document",
                "rule 'a': capture 'x' is not used",
                "rule 'b': 'lower' is never \"Foo\", which has a capital letter",
                "rule 'b': the pattern is that of rule 'a'",
                "rule 'b': the repetition may run over the whole document",
                "list 'l' is not used", "macro 'M' is not used",
            ])
        #expect(warnings[0].remedy == "write \"foo\", or compare 'text'")
    }

    @Test func capturesThatFunctionsCannotReadAsFieldsAreReported() throws {
        let always = MatchFunction.native { _, _ in .boolean(true) }
        let phase = Phase(
            name: "p",
            rules: [
                Rule(name: "a", pattern: "first:[] who:[]", condition: always, label: "A"),
                Rule(name: "b", pattern: #"text:[] "b""#, emit: [.annotation(label: "B", span: "text")]),
                Rule(name: "c", pattern: #"span:[] "c""#, emit: [.function(always)]),
            ])
        let warnings = try PatternStage(phases: [phase]).warnings
        #expect(
            warnings.map(\.message) == [
                "rule 'a': capture 'first' has the name of a field of the match",
                "rule 'c': capture 'span' has the name of a field of the match",
            ])
        #expect(warnings.first?.remedy == "functions read it as m.captures.first")
    }

    @Test func aStageSaysWhatArgumentsItsRelationsHave() throws {
        let rules = [
            Rule(
                name: "a", pattern: #"x:[] y:"a""#, emit: [.relation(label: "R", arguments: [("x", "x"), ("of", "y")])]),
            Rule(name: "b", pattern: #"x:[] "b""#, emit: [.relation(label: "R", arguments: [("z", "x")])]),
        ]
        #expect(
            try PatternStage(phases: [Phase(name: "p", rules: rules)]).schema
                == Schema(arguments: ["R": ["x", "of", "z"]]))
    }

    @Test func aMatchKnowsTheCapturesThatTookNoPart() throws {
        let document = try Document.whitespaceTokenized("a b")
        let match = try #require(try TokenPattern(#"x:"a" y:"c"?"#).matches(in: document).first)
        #expect(match.names == ["x", "y"])
        #expect(match.captures.map(\.name) == ["x"])
    }

    @Test func aScoreMayHaveTerms() throws {
        func rules(_ score: Setting) -> Setting {
            table([
                table(
                    [],
                    [
                        "name": .value("r"), "pattern": .value("'a' b:'b'? c:'c'?"), "label": .value("X"),
                        "score": score,
                    ])
            ])
        }
        let score = table([.value(0.5)], ["b": .value(0.25), "c": .value(-0.125)])
        let document = try run(try stage(rules(score)), "a b x a c x a")
        #expect(document.annotations.map { $0.attributes["confidence"] } == [0.75, 0.375, 0.5])
        #expect(diagnostics { _ = try stage(rules(table([], ["b": .value(1)]))) }.contains("begins with one number"))
        #expect(diagnostics { _ = try stage(rules(table([.value(1)], ["d": .value(1)]))) }.contains("no capture 'd'"))
        #expect(
            diagnostics { _ = try stage(rules(table([.value(1)], ["b": .value("x")]))) }
                .contains("what 'b' adds to the score is a number, not a string"))
    }
}
