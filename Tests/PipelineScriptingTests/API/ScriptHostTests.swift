import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("Functions of rules")
struct ScriptHostTests {
    /// Calls the only function of a rule file with a hand-made match over the sample.
    private func call(_ body: String, _ document: inout Document) throws -> Value {
        let folder = try TemporaryFolder([
            "main.lua": "local pipeline = require 'pipeline'\nreturn { where = function(m, doc)\n\(body)\nend }"
        ])
        let path = folder.path("main.lua")
        let host = ScriptWorker(Script(path: path, catalog: .testing, settings: [:]))
        let function = ScriptFunction(
            path: FunctionPath(file: path).appending(.name("where")).text, location: SourceLocation(file: path, line: 2)
        )
        let match = Match(
            tokens: 0..<5, claim: 3..<5,
            captures: [.init(name: "who", runs: [0..<2]), .init(name: "parts", runs: [0..<1, 3..<5])],
            names: ["who", "whom", "parts"], score: 0.75,
            provenance: Provenance(
                stage: "extract.patterns", phase: "people", rule: "met", location: SourceLocation(file: path, line: 9)))
        let result: any ScriptHost = host
        return try result.call(function, match: match, on: &document, stage: "rules")
    }

    @Test(
        arguments: [
            ("return true", true), ("return nil", nil), ("", nil), ("return 1, 2", 1), ("return { 1, a = nil }", [1]),
            ("return m.score", 0.75), ("return m.rule", "met"), ("return m.text", "Léna Orlova met Karim Haddad"),
            ("return { m.first, m.last }", [1, 5]), ("return m.span.text", "Léna Orlova met Karim Haddad"),
            ("return m.who.text", "Léna Orlova"), ("return { m.who.first, m.who.last }", [1, 2]),
            ("return { #m.parts, m.parts[2].text }", [2, "Karim Haddad"]), ("return m.whom == nil", true),
            ("return doc.tokens[m.last].text", "Haddad"), ("return doc.meta.tags", ["a", "b"]),
            ("return pipeline.null", nil), ("return pipeline.array {}", []),
        ] as [(String, Value)])
    func aFunctionSeesTheMatchAndTheDocument(_ body: String, _ expected: Value) throws {
        var document = try Document.sample()
        #expect(try call(body, &document) == expected)
    }

    @Test func whatAFunctionAddsIsTheRules() throws {
        var document = try Document.sample()
        _ = try call(
            "local s = doc:annotate { label = 'X', span = m.who, layer = 'x' } doc:relate { label = 'R', a = s }",
            &document)
        let span = try #require(document.annotations(in: "x").first)
        #expect(span.provenance.by == "people/met")
        #expect(span.provenance.stage == "rules")
        #expect(span.provenance.location?.line == 9)
        #expect(document.relations.last?.provenance.by == "people/met")
    }

    @Test func anErrorNamesTheLineAndTheDocumentComesBack() throws {
        var document = try Document.sample()
        let error = try #require(throws: PipelineError.self) {
            try call("doc.meta.x = 1\nreturn m.who.txt", &document)
        }
        #expect(error.code == .scriptFailed)
        #expect(error.message == "span has no field 'txt'")
        #expect(error.remedy == "did you mean 'text'?")
        #expect(error.location?.line == 4)
        #expect(document.id == "a1" && document.tokens.count == 13)
    }

    @Test func aResultThatIsNoValueIsAnError() throws {
        var document = try Document.sample()
        let error = try #require(throws: PipelineError.self) { try call("return { a = m.who }", &document) }
        #expect(error.message == "the value.a is a span, not a plain value")
    }

    @Test func aStageCallsTheFunctionsOfARuleFile() throws {
        let folder = try TemporaryFolder([
            "main.lua": define("pipeline.tokenize.words {}, pipeline.extract.rules { 'rules.lua', name = 'r' },"),
            "rules.lua": """
            return require "pipeline".rules {
              { emit = function(m) return m.text end },
              { emit = function(m, doc) return doc.id .. m.first end },
            }
            """,
        ])
        var instance = try definition(folder).pipeline.makeInstance()
        let document = try #require(try instance.process(Document(id: "d", text: "one two")).first)
        #expect(document.metadata == ["r": ["one", "two", "d1", "d2"]])
    }

    /// Regression: `math.random` began anew at each match, so all matches of a document drew the same number.
    @Test func randomNumbersGoOnFromMatchToMatch() throws {
        let folder = try TemporaryFolder([
            "main.lua": define("pipeline.tokenize.words {}, pipeline.extract.rules { 'rules.lua', name = 'r' },"),
            "rules.lua": """
            return require "pipeline".rules { { emit = function() return math.random(1000000) end } }
            """,
        ])
        let pipeline = try definition(folder).pipeline
        func numbers(_ ids: [String]) throws -> [[Value]] {
            var instance = try pipeline.makeInstance()
            return try ids.map { id in
                try instance.process(Document(id: id, text: "a b c d")).first?.metadata["r"]?.array ?? []
            }
        }
        let first = try numbers(["x", "y"])
        #expect(Set(first[0]).count == 4 && Set(first[1]).count == 4 && first[0] != first[1])
        #expect(try numbers(["y", "x"]) == [first[1], first[0]])
    }
}
