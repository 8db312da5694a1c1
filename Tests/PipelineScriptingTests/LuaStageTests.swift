import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("Stages in Lua")
struct LuaStageTests {
    /// Loads a definition whose last stage has the given body, after one that cuts words.
    private func load(_ body: String, before: String = "") throws -> (TemporaryFolder, Definition) {
        let folder = try TemporaryFolder([
            "main.lua": """
            local pipeline = require "pipeline"
            \(before)
            return pipeline.define { stages = {
              pipeline.tokenize.words {},
              pipeline.stage { name = "desk", process = function(doc)
                \(body)
              end },
            } }
            """
        ])
        return (folder, try definition(folder))
    }

    @Test(arguments: [
        (
            "return doc.tokens[1].lema",
            """
            main.lua:6: error: token has no field 'lema' (stage desk, document d1)
             6 |     return doc.tokens[1].lema
              help: did you mean 'lemma'?
            """
        ),
        (
            "doc:annotat {}",
            """
            main.lua:6: error: document has no field 'annotat' (stage desk, document d1)
             6 |     doc:annotat {}
              help: did you mean 'annotate'?
            """
        ),
        (
            "doc:annotate { lable = 'X', first = 1 }",
            """
            main.lua:6: error: annotate has no argument 'lable' (stage desk, document d1)
             6 |     doc:annotate { lable = 'X', first = 1 }
              help: did you mean 'label'?
            """
        ),
        (
            "doc.meta.list = { 1, nil, 3 }",
            """
            main.lua:6: error: list is a list with holes (stage desk, document d1)
             6 |     doc.meta.list = { 1, nil, 3 }
              help: use pipeline.null for what is missing in a list
            """
        ),
        (
            "doc:relate { label = 'R', a = doc.tokens[1] }",
            """
            main.lua:6: error: relate: 'a' is a span of the document, not a token (stage desk, document d1)
             6 |     doc:relate { label = 'R', a = doc.tokens[1] }
              help: annotate a run of tokens before it is an argument
            """
        ),
        (
            "doc:find 'x'",
            """
            main.lua:6: error: patterns are not available here (stage desk, document d1)
             6 |     doc:find 'x'
            """
        ),
        (
            "doc.meta.list = {} doc.meta.list[1] = 'x'",
            """
            main.lua:6: error: the key does not fit: what is there is object (stage desk, document d1)
             6 |     doc.meta.list = {} doc.meta.list[1] = 'x'
              help: a list that is empty at first is pipeline.array {}
            """
        ),
        (
            "local list = { function() error 'so' end } list[1]()",
            """
            main.lua:6: error: so (stage desk, document d1)
             6 |     local list = { function() error 'so' end } list[1]()
                at main.lua:6
                at main.lua:6
            """
        ),
        (
            "error 'so'",
            """
            main.lua:6: error: so (stage desk, document d1)
             6 |     error 'so'
            """
        ),
        (
            "error { message = 'so', code = 1 }",
            """
            main.lua:6: error: so (stage desk, document d1)
             6 |     error { message = 'so', code = 1 }
            """
        ),
        (
            "local function inner() error('so', 2) end\ninner()",
            """
            main.lua:7: error: so (stage desk, document d1)
             7 | inner()
                at main.lua:6 in function 'inner'
                at main.lua:7
            """
        ),
        (
            "coroutine.wrap(function() return doc.txt end)()",
            """
            main.lua:6: error: document has no field 'txt' (stage desk, document d1)
             6 |     coroutine.wrap(function() return doc.txt end)()
              help: did you mean 'text'?
            """
        ),
    ])
    func anErrorNamesLineStageAndDocument(_ body: String, _ message: String) throws {
        let (folder, definition) = try load(body)
        var instance = try definition.pipeline.makeInstance()
        let error = try #require(throws: PipelineError.self) {
            try instance.process(Document(id: "d1", text: "one two"))
        }
        #expect(shown(error, in: folder) == message)
        #expect(error.code == .scriptFailed)
    }

    /// The pipeline works on a copy, so the document that was handed over is as it was, and the next one starts afresh.
    @Test func aStageThatRaisesLeavesTheDocumentAsItWas() throws {
        let folder = try TemporaryFolder([
            "main.lua": define(
                """
                pipeline.stage { name = "changes", process = function(doc)
                  doc.meta.changed, doc.language, doc.tokens[1].lemma = true, "de", "x"
                  doc:annotate { label = "X", first = 1 }
                  doc:remove(doc:spans("PER")[1])
                  doc:score { name = "s", value = 1 }
                  doc:warn "odd"
                  doc:derive { text = "child" }
                  doc:drop "no"
                  if doc.id == "bad" then error "late" end
                end },
                """)
        ])
        let sample = try Document.sample(id: "bad")
        var instance = try definition(folder).pipeline.makeInstance()
        for _ in 0..<2 {
            #expect(throws: PipelineError.self) { try instance.process(sample) }
            #expect(sample.metadata["changed"] == nil && sample.language == "en" && sample.warnings.isEmpty)
            #expect(sample.annotations.count == 4 && sample.relations.count == 1 && sample.scores.isEmpty)
            #expect(sample.value(of: .lemma, at: 0) == nil && !sample.isDropped)

            let good = try instance.process(try .sample(id: "good"))
            #expect(good.map(\.id) == ["good", "good#1"])
            #expect(good[0].metadata["changed"] == true && good[0].warnings == ["odd"])
            #expect(good[0].dropReason == "no" && good[0].relations.isEmpty)
            #expect(good[0].annotations.map(\.id.number) == [1, 2, 3, 4])
        }
    }

    /// What a script keeps from one document is dead when the next one comes, however it is used then.
    @Test(arguments: [
        ("doc", "kept.id"), ("doc.meta", "kept.x"), ("doc.meta", "#kept"), ("doc.tokens", "#kept"),
        ("doc.tokens[1]", "kept.text"), ("doc:annotate { label = 'X', first = 1 }", "kept.text"),
        ("doc.sentences[1]", "kept.text"), ("doc:find('one')", "kept()"), ("doc:match('one')", "kept.text"),
        ("doc.meta", "pipeline.json.encode(kept)"), ("doc.meta.list", "(function() doc.meta.x = kept end)()"),
        ("doc:annotate { label = 'X', first = 1 }", "doc:relate { label = 'R', a = kept }"),
        ("doc:annotate { label = 'X', first = 1 }", "doc:annotate { label = 'R', span = kept }"),
        ("doc.sentences[1]", "doc:annotate { label = 'R', span = kept }"),
        ("doc.sentences[1]", "doc:score { name = 's', value = 1, span = kept }"),
        ("doc:annotate { label = 'X', first = 1 }", "doc:remove(kept)"),
        ("doc:relate { label = 'R', a = doc:annotate { label = 'X', first = 1 } }", "doc:remove(kept)"),
        ("doc:relate { label = 'R', a = doc:annotate { label = 'X', first = 1 } }", "kept.a"),
        ("doc.annotate", "kept(old, { label = 'X', first = 1 })"),
    ])
    func aProxyIsDeadAfterItsStage(_ kept: String, _ use: String) throws {
        var catalog = Catalog.testing
        catalog.patterns = { patterns, _, _ in try PhraseMatcher(patterns) }
        let folder = try TemporaryFolder([
            "main.lua": """
            local pipeline = require "pipeline"
            local kept, old
            return pipeline.define { stages = {
              pipeline.tokenize.words {},
              pipeline.stage { name = "keep", process = function(doc)
                if not kept then kept, old = \(kept), doc return end
                local result = \(use)
              end },
            } }
            """
        ])
        var instance = try definition(folder, catalog: catalog).pipeline.makeInstance()
        let metadata: Value.Object = ["list": [1]]
        _ = try instance.process(Document(id: "1", metadata: metadata, text: "one two three one"))
        let error = try #require(throws: PipelineError.self) {
            try instance.process(Document(id: "2", metadata: metadata, text: "one"))
        }
        #expect(error.message.contains("document is no longer available"), "\(error)")
        #expect(error.location?.line == 7)
    }

    /// Regression: the order of a table's keys differs from state to state, and so did the mistake that was named.
    @Test func ofSeveralMistakesTheSameOneIsNamed() throws {
        let (_, loaded) = try load("doc:annotate { z = 1, b = 2, m = 3, label = 'X', first = 1, c = 4 }")
        for _ in 0..<10 {
            var instance = try loaded.pipeline.makeInstance()
            let error = try #require(throws: PipelineError.self) { try instance.process(Document(id: "a", text: "")) }
            #expect(error.message == "annotate has no argument 'b'")
            let folder = try TemporaryFolder([
                "main.lua": define(
                    "pipeline.tokenize.words { z = coroutine.create(error), b = 1/0, a = 0/0, m = 1/0 },")
            ])
            let mistake = try #require(throws: PipelineError.self) { try definition(folder) }
            #expect(mistake.message == "'a' is nan, which no output can hold")
        }
    }

    @Test func randomNumbersDependOnTheDocumentAlone() throws {
        let (_, definition) = try load("doc.meta.n = { math.random(1000000), math.random(1000000), math.random() }")
        func numbers(_ ids: String...) throws -> [Value?] {
            var instance = try definition.pipeline.makeInstance()
            return try ids.map { try instance.process(Document(id: $0, text: "")).first?.metadata["n"] }
        }
        let first = try numbers("a", "b", "c")
        #expect(try numbers("c", "a", "a", "b") == [first[2], first[0], first[0], first[1]])
        #expect(Set(first).count == 3)
    }

    @Test func eachWorkerHasItsOwnState() throws {
        let (_, definition) = try load("count = count + 1 doc.meta.count = count", before: "rawset(_G, 'count', 0)")
        var first = try definition.pipeline.makeInstance(for: Worker(index: 0))
        var second = try definition.pipeline.makeInstance(for: Worker(index: 1))
        let counts = try [
            first.process(Document(id: "1", text: "")), first.process(Document(id: "2", text: "")),
            second.process(Document(id: "3", text: "")), first.process(Document(id: "4", text: "")),
        ].map { $0.first?.metadata["count"] }
        #expect(counts == [1, 2, 1, 3])
    }

    @Test func stagesOfAWorkerShareAState() throws {
        let folder = try TemporaryFolder([
            "main.lua": define(
                """
                pipeline.stage { name = "a", process = function() require("shared").n = 5 end },
                pipeline.stage { name = "b", process = function(doc) doc.meta.n = require("shared").n end },
                """),
            "shared.lua": "return {}",
        ])
        var instance = try definition(folder).pipeline.makeInstance()
        #expect(try instance.process(Document(id: "1", text: "")).first?.metadata == ["n": 5])
    }
}
