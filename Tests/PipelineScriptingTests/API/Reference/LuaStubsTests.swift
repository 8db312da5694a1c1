import PipelineCore
import PipelineLua
import Testing

@testable import PipelineScripting

@Suite("Stubs for editors")
struct LuaStubsTests {
    private let schema = Schema(
        columns: ["tone"], attributes: ["big-money": ["amount": .number, "parts": .list]], arguments: ["MET": ["who"]])

    private func stubs() -> [Substring] {
        LuaStubs.text(of: ScriptAPI(catalog: .testing, schema: schema)).split(separator: "\n")
    }

    @Test func theyAreLua() throws {
        let text = stubs().joined(separator: "\n")
        let state = try LuaState()
        let result = try state.call(try state.load(Array(text.utf8), name: "stubs"), [], results: 1)[0]
        let module = try #require(result.table)
        for name in ["define", "array"] { #expect(state.field(name, of: module).function != nil) }
        for name in ["text", "json", "tokenize", "read"] { #expect(state.field(name, of: module).table != nil) }
    }

    @Test func everyTypeThatTheyNameIsDeclared() throws {
        let lines = stubs()
        let declared = Set(
            lines.compactMap { line in
                try? /---@(?:class|alias) ([\w.]+)/.prefixMatch(in: line).map { String($0.1) }
            })
        for line in lines where line.hasPrefix("---@") {
            for match in line.matches(of: /\bpipeline\.[A-Za-z][\w.]*/) {
                // A comment may name a module.
                guard match.0.dropFirst("pipeline.".count).contains(where: \.isUppercase) else { continue }
                #expect(declared.contains(String(match.0)), "\(line)")
            }
        }
    }

    @Test func everyMemberIsThere() {
        let lines = Set(stubs().map(String.init))
        for type in ScriptAPI.classes {
            #expect(lines.contains("---@class pipeline.\(type.name)"))
            for method in type.methods {
                #expect(lines.contains { $0.hasPrefix("function \(type.name):\(method.name)(") }, "\(method.name)")
            }
        }
    }

    @Test func whatStagesSayIsTyped() {
        let lines = stubs()
        for line in [
            "---@field tone string a column of a stage", "---@class pipeline.attributes.big_money",
            "---@field parts? pipeline.Value[]", "---@class pipeline.relation.MET: pipeline.Relation",
        ] {
            #expect(lines.contains(line[...]), "\(line)")
        }
        #expect(lines.contains { $0.contains("arguments: { layer: \"big-money\", label?: string }): pipeline.span") })
    }
}
