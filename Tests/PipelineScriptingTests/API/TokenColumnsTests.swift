import PipelineCore
import PipelineLua
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("Columns of tokens")
struct TokenColumnsTests {
    private static let columns = ["norm", "lemma", "upos", "xpos", "feats"]
    private static let fields =
        ["text", "lower", "shape", "length", "start", "stop", "sentence", "index"] + columns
        + LexicalFlags.byName.keys.sorted()

    /// A field as the document itself has it.
    private func expected(_ field: String, _ token: Int, _ document: Document, _ offsets: OffsetMap) -> Value {
        let text = document.tokenText(token)
        switch field {
        case "text": return .string(text)
        case "lower": return .string(text.lowercased())
        case "shape": return .string(LexicalAttributes.shape(text))
        case "length": return .integer(Int64(text.unicodeScalars.count))
        case "start": return .integer(Int64(offsets.offset(ofByte: document.tokens[token].lowerBound)))
        case "stop": return .integer(Int64(offsets.offset(ofByte: document.tokens[token].upperBound)))
        case "sentence": return .integer(Int64(document.sentences.index(ofToken: token) + 1))
        case "index": return .integer(Int64(token + 1))
        case "norm": return .string(document.value(of: .norm, at: token) ?? text.lowercased())
        default:
            if let flag = LexicalFlags.byName[field] { return .boolean(LexicalAttributes.flags(text).contains(flag)) }
            return .string(document.value(of: TokenColumn(field), at: token) ?? "")
        }
    }

    private func randomDocument(_ generator: inout SeededRandom, id: String) throws -> Document {
        let words = [
            "the", "The", "Ünïcode", "👍🏽", "12,000", "don't", "ΣΑΣ", "a", ".", "(", "München",
            String(repeating: "long", count: 15), String(repeating: "É", count: 30), "x@y.org", "\u{0}", "ﬁ",
        ]
        let count = [0, 1, 3, 40, 300, 700].randomElement(using: &generator) ?? 0
        let text = (0..<count).map { _ in words.randomElement(using: &generator) ?? "" }
            .enumerated().map { $1 + ($0 % 9 == 8 ? "\n" : " ") }.joined()
        var document = try Document.whitespaceTokenized(text, id: id)
        for column in Self.columns where count > 0 && Bool.random(using: &generator) {
            for _ in 0..<Int.random(in: 0...count, using: &generator) {
                let token = Int.random(in: 0..<count, using: &generator)
                document.assign(words.randomElement(using: &generator) ?? "", to: TokenColumn(column), at: token)
            }
        }
        return document
    }

    /// Whatever is read and assigned in whatever order, a script reads what the document has; several documents in turn.
    @Test(arguments: 0..<12) func aScriptReadsWhatTheDocumentHas(_ seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        let state = try ScriptState(Script(path: "test.lua", catalog: .testing, settings: [:]))
        let body = """
            return function(doc, operations)
              local tokens, out, count = doc.tokens, {}, 0
              assert(tokens[#tokens + 1] == nil)
              for token, field, value in operations:gmatch "(%d+) ([%a_]+) (%S*)\\n" do
                if value ~= "" then tokens[tonumber(token)][field] = value end
                count = count + 1
                if count % 7 == 0 then
                  out[count] = doc:column(field)[tonumber(token)]
                else
                  out[count] = tokens[tonumber(token)][field]
                end
              end
              return out
            end
            """
        let function = try #require(try state.lua.call(try state.lua.load(Array(body.utf8), name: "t"), [])[0].function)
        for number in 0..<4 {
            var document = try randomDocument(&generator, id: "d\(number)")
            let count = document.tokens.count
            guard count > 0 else { continue }
            var operations = ""
            var wanted: [(String, Value)] = []
            var copy = document
            let offsets = OffsetMap(document.text)
            let favourites = Self.fields.shuffled(using: &generator).prefix(6)
            for _ in 0..<500 {
                let token = Int.random(in: 0..<count, using: &generator)
                var field = favourites.randomElement(using: &generator) ?? "text"
                var value = ""
                if Int.random(in: 0..<20, using: &generator) == 0 {
                    field = Self.columns.randomElement(using: &generator) ?? "lemma"
                    value =
                        ["x", "new\(token)", String(repeating: "y", count: 50)].randomElement(using: &generator) ?? ""
                    copy.assign(value, to: TokenColumn(field), at: token)
                }
                operations += "\(token + 1) \(field) \(value)\n"
                wanted.append(("\(field) of \(token + 1)", expected(field, token, copy, offsets)))
            }
            let result = try state.lend(&document, to: Provenance(stage: "s")) {
                let arguments: [LuaValue] = [state.lua.makeObject(state.classes.document, 0), .string(operations)]
                return try state.value(from: try state.lua.call(function, arguments)[0])
            }
            let found = try #require(result?.array)
            #expect(found.count == wanted.count)
            for (value, (name, wanted)) in zip(found, wanted) { try #require(value == wanted, "seed \(seed): \(name)") }
        }
    }

    /// What a form is known for is worked out once a worker; after the strings were dropped it is worked out anew.
    @Test func manyDocumentsWithManyWords() throws {
        let state = try ScriptState(Script(path: "test.lua", catalog: .testing, settings: [:]))
        let body = """
            return function(doc)
              local wrong = 0
              for i, t in ipairs(doc.tokens) do
                if t.lower ~= t.text:lower() or t.shape ~= (t.text:gsub("%l+", "xxxx"):gsub("%d+", "dddd")) then
                  wrong = wrong + 1
                end
                if t.is_title then wrong = wrong + 1 end
              end
              return wrong
            end
            """
        let function = try #require(try state.lua.call(try state.lua.load(Array(body.utf8), name: "t"), [])[0].function)
        for number in 0..<12 {
            let text = (0..<2000).map { "word\(number * 2000 + $0 + 1000) " }.joined()
            var document = try Document.whitespaceTokenized(text, id: "d")
            let wrong = try state.lend(&document, to: Provenance(stage: "s")) {
                try state.lua.call(function, [state.lua.makeObject(state.classes.document, 0)])[0].exactInteger
            }
            #expect(wrong == 0, "document \(number)")
        }
    }
}
