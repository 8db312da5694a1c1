@testable import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

@Suite struct ExpressionStageTests {
    func run(_ stage: ExpressionStage, _ document: Document) throws -> Document {
        var document = document
        var instance = try stage.makeInstance(for: Worker())
        try instance.process(&document, StageContext(stage: stage.name))
        return document
    }

    func stage(_ expression: String, _ alignment: ExpressionStage.Alignment = .expand) throws -> ExpressionStage {
        try ExpressionStage(
            rules: [ExpressionStage.Rule(label: "X", expression: expression)], layer: "x", alignment: alignment)
    }

    @Test func namedGroupsBecomeAttributes() throws {
        let expression = #"(?<year>\d{4})-(?<month>\d\d)(?:-(?<day>\d\d))?"#
        let document = try run(try stage(expression), try .whitespaceTokenized("on 2024-03-01 and 2025-11 too"))
        #expect(document.spans(in: "x").map(\.text) == ["2024-03-01", "2025-11"])
        #expect(document.annotations[0].attributes == ["year": "2024", "month": "03", "day": "01"])
        #expect(document.annotations[1].attributes == ["year": "2025", "month": "11"])
        #expect(document.annotations[0].provenance.by == "extract.expressions/X")
    }

    @Test(arguments: [
        (ExpressionStage.Alignment.expand, ["(Köln)"]), (.strict, []), (.free, ["Köln"]),
    ])
    func matchesAgreeWithTokens(_ alignment: ExpressionStage.Alignment, _ expected: [String]) throws {
        let document = try run(try stage(#"\p{Lu}\w+"#, alignment), try .whitespaceTokenized("in (Köln) ."))
        #expect(document.spans(in: "x").map(\.text) == expected)
    }

    @Test(arguments: [
        ("b+c d+", ["ddd"]), ("bc (?=d)", []), (" ddd", ["ddd"]), ("c ddd e", ["ddd"]), ("bb", []),
        ("abbc ddd", ["abbc ddd"]),
    ])
    func matchesCanShrinkToTheTokensInThem(_ expression: String, _ expected: [String]) throws {
        let document = try run(try stage(expression, .contract), try .whitespaceTokenized("abbc ddd ef"))
        #expect(document.spans(in: "x").map(\.text) == expected)
    }

    @Test func timesAreToldByExpression() throws {
        let stage = try ExpressionStage(rules: [
            ExpressionStage.Rule(label: "N", expression: #"\d+"#, name: "number"),
            ExpressionStage.Rule(label: "W", expression: "x"),
        ])
        let (worker, work) = (Worker(), WorkProfile(Profiler(), worker: 0))
        worker.profile = work
        var instance = try stage.makeInstance(for: worker)
        for text in ["1 and 2", "3 x"] {
            var document = try Document.whitespaceTokenized(text)
            try instance.process(&document, StageContext(stage: stage.name))
        }
        #expect(work.parts.map(\.name) == ["extract.expressions/number", "extract.expressions/W"])
        #expect(work.parts.map(\.matches) == [3, 1] && work.parts.allSatisfy { $0.times.count == 2 })
    }

    @Test func manyExpressionsKeepTheirLabelsAndNames() throws {
        let stage = try ExpressionStage(
            rules: (0..<300).map { ExpressionStage.Rule(label: "L\($0)", expression: "w\($0)\\b", name: "n\($0)") },
            layer: "x")
        let document = try run(stage, try .whitespaceTokenized("w7 w299 w300 xw8"))
        #expect(document.spans(in: "x").map(\.description) == ["L7(w7)", "L299(w299)", "L8(xw8)"])
        #expect(
            document.annotations.map(\.provenance.by) == [
                "extract.expressions/n7", "extract.expressions/n8", "extract.expressions/n299",
            ])
    }

    @Test(arguments: [
        (#"\p{Lu}\p{Ll}+"#, ["Élan", "Ωμέγα"]), (#"\p{Greek}+"#, ["Ωμέγα"]), (#"\d+"#, ["٤٢"]), (#"\p{Sc}"#, ["€"]),
        (#"\bñ\w+"#, ["ñandú"]), (#"(?i)ÑAND\X"#, ["ñandú"]),
    ])
    func classesAreUnicodes(_ expression: String, _ expected: [String]) throws {
        let document = try run(try stage(expression, .free), try .whitespaceTokenized("Élan Ωμέγα ٤٢ € ñandú"))
        #expect(document.spans(in: "x").map(\.text) == expected)
    }

    @Test func worksWithoutTokens() throws {
        let document = try run(try stage("b+"), Document(id: "t", text: "abba b"))
        #expect(document.spans(in: "x").map(\.text) == ["bb", "b"])
    }

    @Test func emptyMatchesAreLeftOut() throws {
        let document = try run(try stage("b*"), Document(id: "t", text: "äbbäb"))
        #expect(document.spans(in: "x").map(\.text) == ["bb", "b"])
    }

    @Test func aRunawaySearchIsAnError() throws {
        let text = String(repeating: "a", count: 60)
        let message = diagnostics {
            _ = try run(try stage("(a+)+$"), Document(id: "t", text: DocumentText(text + "!")))
        }
        #expect(
            message == """
                error: a regular expression takes too long on this document: match limit exceeded (rule 'X')
                  help: avoid repetitions within repetitions, such as (a+)+
                """)
    }

    @Test func wrongExpressionsAreToldTogether() {
        let message = diagnostics {
            _ = try ExpressionStage(rules: [
                ExpressionStage.Rule(label: "A", expression: "a(b"),
                ExpressionStage.Rule(label: "B", expression: "[z-a]"),
            ])
        }
        #expect(
            message == """
                error: the expression of 'A' is wrong: missing closing parenthesis after 3 characters
                error: the expression of 'B' is wrong: range out of order in character class after 3 characters
                """)
    }

    @Test func theComponentReadsItsOptions() throws {
        let table = Setting.Table(
            items: [
                .table(Setting.Table(fields: ["label": .value("A"), "expression": .value("a+")])), .value("b+"),
            ], fields: ["label": .value("B"), "align": .value("free"), "layer": .value("x")])
        var instance = try ExpressionStage.component.make(from: table).makeInstance(for: Worker())
        var document = Document(id: "t", text: "aab")
        try instance.process(&document, StageContext(stage: "s"))
        #expect(document.spans(in: "x").map(\.description) == ["A(aa)", "B(b)"])
        #expect(
            diagnostics {
                _ = try ExpressionStage.component.make(from: Setting.Table(fields: ["expression": .value("a")]))
            }
                == "error: an expression needs a label\n  help: write label = \"…\"")
    }

    @Test func tokenExpressionsNeverRunAway() throws {
        let expression = try TokenExpression("(a+)+b", isCaseless: false)
        let matches = { (text: String) in
            var text = text
            return text.withUTF8 { expression.matches($0) }
        }
        #expect(matches("aaab"))
        #expect(!matches(String(repeating: "a", count: 1000)))
        #expect(!matches(""))
        #expect(throws: TokenExpression.Failure.self) { _ = try TokenExpression(#"(a)\1"#, isCaseless: false) }
    }
}
