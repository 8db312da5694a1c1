import PipelineCore
import Testing

@Suite("tokenize.pattern")
struct PatternTokenizerStageTests {
    private func tokens(_ text: DocumentText, rest: Bool?) throws -> ([String], sentences: [UInt32]) {
        var fields: [String: Setting] = ["expression": .value(.string("x"))]
        if let rest { fields["rest"] = .value(.boolean(rest)) }
        let document = try run("tokenize.pattern", Setting.Table(fields: fields), on: text)
        return ((0..<document.tokens.count).map(document.tokenText), document.sentences.starts)
    }

    @Test func whatMatchesIsAToken() throws {
        let found = try tokens("axxb cx\nxx d", rest: nil)
        #expect(found.0 == ["a", "xx", "b", "c", "x", "xx", "d"])
        #expect(found.sentences == [0, 5])
    }

    @Test func theRestCanBeLeftOut() throws {
        let found = try tokens("axxb cx\n\nxx d", rest: false)
        #expect(found.0 == ["xx", "x", "xx"])
        #expect(found.sentences == [0, 2])
    }

    @Test func aWrongExpressionIsTold() throws {
        let table = Setting.Table(fields: ["expression": .value(.string("xy"))])
        let error = #expect(throws: PipelineError.self) { try run("tokenize.pattern", table, on: "a") }
        #expect(error?.message.contains("the expression is wrong: it is no letter") == true)
    }
}
