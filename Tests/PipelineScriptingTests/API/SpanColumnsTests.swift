import PipelineCore
import PipelineLua
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("Columns of spans")
struct SpanColumnsTests {
    /// Runs a body over a document, with `same(span, …)` that compares all fields of a span.
    private func run(_ body: String, on document: Document) throws -> Document {
        let state = try ScriptState(Script(path: "test.lua", catalog: .testing, settings: [:]))
        let source = """
            local function same(span, label, layer, text, first, last, start, stop, by)
              for _ = 1, 8 do
                assert(span.label == label, span.label)
                assert(span.layer == layer and span.text == text and span.first == first and span.last == last, text)
                assert(span.start == start and span.stop == stop and span.by == by, by)
              end
            end
            return function(doc) \(body) end
            """
        let function = try #require(
            try state.lua.call(try state.lua.load(Array(source.utf8), name: "t"), [])[0].function)
        var document = document
        try state.lend(&document, to: Provenance(stage: "suite")) {
            _ = try state.lua.call(function, [state.lua.makeObject(state.classes.document, 0)])
        }
        return document
    }

    @Test func fieldsStayRightWhereSpansComeAndGo() throws {
        let body = """
            local spans = doc:spans()
            same(spans[1], "PER", "entities", "Léna Orlova", 1, 2, 0, 11, "tag/names")
            same(spans[4], "SAY", "events", "said", 11, 11, 46, 50, "tag/names")
            doc:remove(spans[2])
            for _ = 1, 8 do assert(not pcall(function() return spans[2].label end)) end
            same(spans[3], "LOC", "entities", "Oslo", 7, 7, 32, 36, "tag/names")
            for i = 1, 13 do
              local new = doc:annotate { label = "N" .. i, layer = "new", first = i }
              assert(new.label == "N" .. i and new.first == i and new.layer == "new" and new.by == "suite")
              assert(spans[1].label == "PER")
            end
            local made = doc:spans { layer = "new" }
            for i, span in ipairs(made) do assert(span.label == "N" .. i and span.text == doc.tokens[i].text) end
            local sentence = doc.sentences[2]
            same(sentence, nil, nil, "They said no .", 10, 13, 41, 55, nil)
            assert(sentence == doc.sentences[2] and sentence ~= doc.sentences[1] and sentence ~= spans[1])
            local seen = { [sentence] = "s", [spans[1]] = "p" }
            for _ = 1, 8 do
              assert(spans[1].attributes == spans[1].attributes and spans[1].attributes ~= spans[3].attributes)
              spans[1].attributes.seen = (spans[1].attributes.seen or 0) + 1
              assert(spans[3].attributes.seen == nil and sentence.attributes == nil)
              assert(not pcall(function() return spans[2].attributes end))
            end
            assert(spans[1].attributes.seen == 8)
            assert(seen[doc.sentences[2]] == "s" and seen[doc:spans("PER")[1]] == "p")
            """
        #expect(try run(body, on: .sample()).annotations.count == 16)
    }

    @Test func longNamesAreRead() throws {
        var document = try Document.sample()
        let long = String(repeating: "é", count: 60)
        try document.annotate(
            tokens: 0..<13, layer: long, label: long + "!", provenance: Provenance(stage: long, rule: "r"))
        let body = """
            local span = doc:spans { layer = "\(long)" }[1]
            same(span, "\(long)!", "\(long)", "Léna Orlova met Karim Haddad in Oslo 👍 .\\nThey said no .", 1, 13, 0, 55,
              "\(long)/r")
            """
        _ = try run(body, on: document)
    }

    @Test func readingManyTimesTakesNoMemory() throws {
        let body = """
            local before = doc.meta.deep
            for _ = 1, 10000 do
              assert(doc.meta.deep == before and doc:spans()[1].attributes == doc:spans()[1].attributes)
            end
            """
        _ = try run(
            "for _ = 1, 20 do local x = doc.meta.deep.list[1].name end " + body.replacing("10000", with: "50"),
            on: .sample())
    }
}
