import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

@Suite struct SpacyStageTests {
    private func run(_ stage: any Stage, _ document: Document) throws -> Document {
        var document = document
        var instance = try stage.makeInstance(for: Worker())
        try instance.process(&document, StageContext(stage: stage.name))
        return document
    }

    private func stage(_ fields: [String: Setting], in folder: String = ".") throws -> any Stage {
        try SpacyStage.component().make(from: Setting.Table(fields: fields, directory: folder))
    }

    @Test func patternsComeFromAFile() throws {
        let folder = try TemporaryFolder([
            "p.jsonl": """
            {"label": "ORG", "pattern": "Apple", "id": "apple"}

            {"label": "GPE", "pattern": [{"LOWER": "san"}, {"lower": {"IN": ["francisco", "jose"]}}]}
            """
        ])
        let stage = try stage(["patterns": .value("p.jsonl")], in: folder.path)
        let document = try run(stage, .whitespaceTokenized("Apple opened in San Jose"))
        #expect(document.spans(in: "entities").map(\.description) == ["ORG(Apple)", "GPE(San Jose)"])
        #expect(document.annotations.map(\.attributes) == [["entity": "apple"], [:]])
        #expect(document.annotations.map(\.provenance.by) == ["extract.spacy/p.jsonl:1", "extract.spacy/p.jsonl:3"])
        #expect(document.annotations.last?.provenance.location?.line == 3)
        let list = try folder.write(#"[{"label": "A", "pattern": "x"}, [{"TEXT": "y"}]]"#, to: "p.json")
        let bare = try SpacyStage(patterns: list, label: "B")
        let found = try run(bare, .whitespaceTokenized("x y"))
        #expect(found.spans(in: "entities").map(\.description) == ["A(x)", "B(y)"])
    }

    @Test func patternsStandInTheDefinition() throws {
        let token = Setting.value(.object(["LENGTH": .object([">=": 4]), "OP": "+"]))
        let pattern = Setting.table(Setting.Table(items: [token]))
        let fields: [String: Setting] = [
            "patterns": .table(Setting.Table(items: [pattern])), "label": .value("LONG"), "layer": .value("words"),
        ]
        let text = "many words of some length"
        let entities = try run(try stage(fields), .whitespaceTokenized(text))
        #expect(entities.spans(in: "words").map(\.text) == ["many words", "some length"])
        let first = try run(
            try stage(fields.merging(["greedy": .value("FIRST")]) { $1 }), .whitespaceTokenized(text))
        #expect(first.spans(in: "words").map(\.text) == ["many words", "some length"])
        let all = try run(try stage(fields.merging(["ruler": .value("span")]) { $1 }), .whitespaceTokenized(text))
        #expect(
            all.spans(in: "words").map(\.text) == [
                "many words", "many", "words", "some length", "some", "length",
            ])
    }

    @Test func entitiesThatAreThereStayUnlessTheyAreOverwritten() throws {
        let folder = try TemporaryFolder(["p.jsonl": #"{"label": "ORG", "pattern": "acme corp"}"#])
        let document = try Document.marked("[PER acme] corp and acme corp")
        let fields: [String: Setting] = ["patterns": .value("p.jsonl")]
        let kept = try run(try stage(fields, in: folder.path), document)
        #expect(kept.spans(in: "entities").map(\.description) == ["PER(acme)", "ORG(acme corp)"])
        let overwritten = try run(
            try stage(fields.merging(["overwrite": .value(true)]) { $1 }, in: folder.path), document)
        #expect(overwritten.spans(in: "entities").map(\.description) == ["ORG(acme corp)", "ORG(acme corp)"])
        let lower = try run(
            try stage(fields.merging(["phrase_matcher_attr": .value("LOWER")]) { $1 }, in: folder.path),
            .whitespaceTokenized("ACME Corp"))
        #expect(lower.spans(in: "entities").map(\.text) == ["ACME Corp"])
    }

    @Test func whatPatternsLookAtIsRequired() throws {
        let folder = try TemporaryFolder([
            "p.jsonl": """
            [{"POS": "NOUN"}, {"IS_SENT_START": true}, {"ENT_IOB": "B"}, {"_": {"kind": "u"}}]
            """
        ])
        let stage = try SpacyStage(patterns: folder.path("p.jsonl"), label: "X")
        #expect(stage.requires.map(\.rawValue) == ["entities", "kind", "sentences", "tokens", "upos"])
    }

    @Test(arguments: [
        (#"[{"LOWER": "a"}"#, "p.jsonl:1:16: error: ',' or ']' was expected"),
        (#"5"#, "p.jsonl:1: error: a pattern is a dictionary with 'label' and 'pattern', not a integer"),
        (#"{"label": "X"}"#, "p.jsonl:1: error: the pattern has no key 'pattern'"),
        (#"{"label": "X", "pattern": []}"#, "p.jsonl:1: error: the pattern has no token"),
        (#"{"label": "X", "pattern": " "}"#, "p.jsonl:1: error: the phrase has no word"),
        (#"{"pattern": "x"}"#, "p.jsonl:1: error: the pattern has no label"),
        (#"{"label": "X", "patern": "x"}"#, "p.jsonl:1: error: a pattern has no key 'patern'"),
        (
            #"{"label": "X", "pattern": [{}, {"LOWR": "x"}]}"#,
            "p.jsonl:1: error: token 2: token patterns have no attribute 'LOWR'"
        ),
        (
            #"{"label": "X", "pattern": [{"DEP": "nsubj"}]}"#,
            "p.jsonl:1: error: token 1: 'DEP' is not there: it needs a dependency parser"
        ),
        (
            #"{"label": "X", "pattern": [{"LOWER": {"INN": ["a"]}}]}"#,
            "p.jsonl:1: error: token 1: 'LOWER' has no predicate 'INN'"
        ),
        (
            #"{"label": "X", "pattern": [{"LOWER": {"IN": "a"}}]}"#,
            "p.jsonl:1: error: token 1: 'IN' of 'LOWER' is a list of strings"
        ),
        (
            #"{"label": "X", "pattern": [{"LOWER": {"REGEX": "(a"}}]}"#,
            "p.jsonl:1: error: token 1: the regular expression cannot be read: missing closing parenthesis"
        ),
        (#"{"label": "X", "pattern": [{"OP": "{3,2}"}]}"#, "p.jsonl:1: error: token 1: there is no operator '{3,2}'"),
        (
            #"{"label": "X", "pattern": [{"IS_ALPHA": "yes"}]}"#,
            "p.jsonl:1: error: token 1: 'IS_ALPHA' is true or false, not a string"
        ),
        (
            #"{"label": "X", "pattern": [{"LENGTH": {"REGEX": "1"}}]}"#,
            "p.jsonl:1: error: token 1: 'LENGTH' has no predicate 'REGEX'"
        ),
        (
            #"{"label": "X", "pattern": [{"OP": "{20000}"}]}"#,
            "p.jsonl:1: error: token 1: the operator '{20000}' counts"
        ),
    ])
    func mistakesAreShownWithTheirLine(_ line: String, _ message: String) throws {
        let folder = try TemporaryFolder(["p.jsonl": line])
        let text = diagnostics { _ = try SpacyStage(patterns: folder.path("p.jsonl")) }
        #expect(folder.relative(text).hasPrefix(message), "\(text)")
    }

    @Test func optionsThatContradictEachOtherAreErrors() throws {
        let folder = try TemporaryFolder(["p.jsonl": #"{"label": "X", "pattern": "x"}"#])
        let both = diagnostics {
            _ = try stage(
                ["patterns": .value("p.jsonl"), "greedy": .value("FIRST"), "ruler": .value("span")], in: folder.path)
        }
        #expect(both.contains("'greedy' and 'ruler' contradict each other"))
        let overwrite = diagnostics {
            _ = try stage(
                ["patterns": .value("p.jsonl"), "overwrite": .value(true), "ruler": .value("span")], in: folder.path)
        }
        #expect(overwrite.contains("only the entity ruler overwrites annotations"))
    }

    @Test func patternsThatNeverMatchAreWarnings() throws {
        let folder = try TemporaryFolder([
            "p.jsonl": #"{"label": "X", "pattern": [{"LOWER": "New"}, {"ORTH": {"IN": ["new york", "x"]}}]}"#
        ])
        let stage = try SpacyStage(patterns: folder.path("p.jsonl"))
        #expect(
            stage.warnings.map(\.message) == [
                "'LOWER' never is 'New', which is not in lower case",
                "'ORTH' never is 'new york': a token holds no blank beside other characters",
            ])
    }

    @Test func everyWayToMatchIsFound() throws {
        let folder = try TemporaryFolder(["p.jsonl": #"{"label": "X", "pattern": [{"OP": "+"}]}"#])
        let stage = try SpacyStage(patterns: folder.path("p.jsonl"), ruler: .span)
        let text = String(repeating: "a ", count: 200)
        #expect(try run(stage, .whitespaceTokenized(text)).annotations.count == 200 * 201 / 2)
    }
}
