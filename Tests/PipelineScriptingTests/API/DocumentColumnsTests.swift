import PipelineCore
import PipelineLua
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("Columns of documents")
struct DocumentColumnsTests {
    /// One state sees documents that differ in all that is kept of them, each again and again.
    @Test func eachDocumentShowsItsOwnFields() throws {
        let state = try ScriptState(Script(path: "test.lua", catalog: .testing, settings: [:]))
        let source = """
            return function(doc)
              local seen = {}
              for _ = 1, 10 do
                seen[#seen + 1] = doc.id .. "|" .. doc.text .. "|" .. #doc.tokens .. "|" .. tostring(doc.meta.n)
              end
              for i = 2, #seen do assert(seen[i] == seen[1], seen[i]) end
              return seen[1]
            end
            """
        let function = try #require(
            try state.lua.call(try state.lua.load(Array(source.utf8), name: "t"), [])[0].function)
        for number in 0..<5 {
            let id = String(repeating: "id", count: number * 20)
            let text = String(repeating: "word ", count: number * 300)
            var document = try Document.whitespaceTokenized(text, id: id)
            document.metadata["n"] = .integer(Int64(number))
            let found = try state.lend(&document, to: Provenance(stage: "suite")) {
                try state.lua.call(function, [state.lua.makeObject(state.classes.document, 0)], results: 1)[0].text
            }
            #expect(found == "\(id)|\(text)|\(number * 300)|\(number)")
        }
    }
}
