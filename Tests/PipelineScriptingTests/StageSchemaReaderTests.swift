import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("What a stage in Lua says of what it assigns")
struct StageSchemaReaderTests {
    private func folder(_ keys: String, _ process: String, after: String = "") throws -> TemporaryFolder {
        try TemporaryFolder([
            "main.lua": define(
                """
                pipeline.tokenize.words {},
                pipeline.stage { name = "first", \(keys), process = function(doc)
                  \(process)
                end },
                \(after)
                """)
        ])
    }

    private func run(_ folder: TemporaryFolder) throws -> Document {
        var instance = try definition(folder).pipeline.makeInstance()
        return try instance.process(Document(id: "d1", text: "Ann met Bob ."))[0]
    }

    private func message(_ keys: String, _ process: String = "") throws -> String {
        let folder = try folder(keys, process)
        let error = #expect(throws: (any Error).self) { try run(folder) }
        return error.map { shown($0, in: folder) } ?? ""
    }

    @Test func aColumnIsAFieldOfTokens() throws {
        let document = try run(
            folder(
                "columns = { 'tone' }", "doc.tokens[2].tone = 'warm'",
                after: """
                    pipeline.stage { name = "second", requires = { "tone" }, process = function(doc)
                      doc.meta.tones = { doc.tokens[1].tone, doc.tokens[2].tone }
                      doc.meta.column = doc:column "tone"
                    end },
                    """))
        #expect(document.metadata["tones"] == ["", "warm"])
        #expect(document.metadata["column"] == ["", "warm", "", ""])
        #expect(document.value(of: .custom("tone"), at: 1) == "warm")
    }

    @Test(arguments: [
        ("return doc.tokens[1].tne", "token has no field 'tne'", "did you mean 'tone'?"),
        ("doc.tokens[1].ton = 'x'", "token has no field 'ton'", "did you mean 'tone'?"),
        ("doc.tokens[1].tone = 5", "bad value for 'tone' (string expected, got number)", nil),
        ("doc:column 'tome'", "tokens have no column 'tome'", "did you mean 'tone'?"),
    ])
    func aMisspeltColumnIsAnError(_ process: String, _ expected: String, _ remedy: String?) throws {
        let message = try message("columns = 'tone'", process)
        #expect(message.contains("error: \(expected)"), "\(message)")
        if let remedy { #expect(message.contains(remedy), "\(message)") }
    }

    @Test func aColumnOfTheInputCanBeRead() throws {
        let folder = try TemporaryFolder([
            "main.lua": define(
                """
                pipeline.stage { name = "s", process = function(doc)
                  doc.meta.tone = doc.tokens[1].tone
                  doc.meta.good = pcall(function() doc.tokens[1].tone = "x" end)
                end }
                """)
        ])
        var instance = try definition(folder).pipeline.makeInstance()
        var document = try Document.whitespaceTokenized("Ann")
        document.assign("warm", to: .custom("tone"), at: 0)
        #expect(try instance.process(document)[0].metadata == ["tone": "warm", "good": false])
    }

    private static let money = "attributes = { money = { amount = 'number', unit = 'string' } }"

    @Test func attributesOfTheDeclaredKindsAreTaken() throws {
        let document = try run(
            folder(
                Self.money,
                """
                local span = doc:annotate { label = "M", layer = "money", first = 1, attributes = { amount = 5 } }
                span.attributes.unit = "EUR"
                span.attributes.amount = 1.5
                doc.meta.unit = span.attributes.unit
                span.attributes.unit = nil
                doc.meta.none = span.attributes.unit == nil
                doc:annotate { label = "X", first = 1, attributes = { anything = true } }
                """, after: "pipeline.stage { name = 'b', requires = { 'money' }, process = function() end }"))
        #expect(document.annotations[0].attributes == ["amount": 1.5])
        #expect(document.metadata == ["unit": "EUR", "none": true])
    }

    @Test(arguments: [
        ("attributes = { amout = 5 }", "layer 'money' has no attribute 'amout'\n  help: did you mean 'amount'?"),
        ("attributes = { amount = '5' }", "attribute 'amount' of layer 'money' is a number, not a string"),
    ])
    func aWrongAttributeIsAnError(_ attributes: String, _ expected: String) throws {
        let text = try message(Self.money, "doc:annotate { label = 'M', layer = 'money', first = 1, \(attributes) }")
        #expect(text.contains(expected.prefix { $0 != "\n" }), "\(text)")
        #expect(expected.contains("\n") == text.contains("did you mean 'amount'?"), "\(text)")
    }

    @Test(arguments: [
        ("span.attributes.amout = 5", "layer 'money' has no attribute 'amout'"),
        ("span.attributes.amount = {}", "attribute 'amount' of layer 'money' is a number, not an object"),
        ("span.attributes = { unit = 5 }", "attribute 'unit' of layer 'money' is a string, not"),
        ("return span.attributes.amout", "layer 'money' has no attribute 'amout'"),
    ])
    func aWrongChangeIsAnError(_ code: String, _ expected: String) throws {
        let text = try message(
            Self.money, "local span = doc:annotate { label = 'M', layer = 'money', first = 1 } \(code)")
        #expect(text.contains(expected), "\(text)")
    }

    @Test func argumentsStandInTheOrderThatIsDeclared() throws {
        let document = try run(
            folder(
                "arguments = { MET = { 'who', 'place' } }",
                """
                local span = doc:annotate { label = "PER", first = 1 }
                doc:relate { label = "MET", place = span, who = span, about = span }
                """))
        #expect(document.relations[0].arguments.map(\.name) == ["who", "place", "about"])
    }

    @Test func anArgumentThatIsDeclaredMayBeAbsent() throws {
        let document = try run(
            folder(
                "arguments = { MET = { 'who', 'place' } }",
                """
                local who = doc:annotate { label = "PER", first = 1 }
                local met = doc:relate { label = "MET", who = who }
                doc.meta.absent = met.place == nil
                """))
        #expect(document.metadata["absent"] == true)
    }

    @Test(arguments: [
        ("columns = { 5 }", "'columns' of stage 'first' is a list of names, such as { \"tone\" }"),
        ("columns = { 'lemma' }", "column 'lemma' of stage 'first' has the name of a field that every token has"),
        ("attributes = { 'money' }", "'attributes' of stage 'first' is a table of names, such as"),
        ("attributes = { money = 'x' }", "the attributes of 'money' in stage 'first' are a table of names"),
        ("attributes = { money = { a = 'nmber' } }", "attribute 'a' of 'money' in stage 'first' has no type 'nmber'"),
        ("attributes = { money = { a = 5 } }", "attribute 'a' of 'money' in stage 'first' has no type"),
        ("arguments = { MET = {} , R = 5 }", "the arguments of 'R' in stage 'first' are a list of names"),
    ])
    func aWrongDeclarationIsAnError(_ keys: String, _ expected: String) throws {
        let text = try message(keys)
        #expect(text.contains("main.lua:4: error: \(expected)"), "\(text)")
    }
}
