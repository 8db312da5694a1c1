import Testing

@testable import PipelineCore

struct SchemaTests {
    private struct DeclaringStage: Stage, StageInstance {
        let name: String
        let schema: Schema

        func process(_ document: inout Document, _ context: StageContext) {}
    }

    @Test func whatSeveralStagesSayComesTogether() {
        var schema = Schema(columns: ["a"], attributes: ["money": ["amount": .number]], arguments: ["R": ["x"]])
        let other = Schema(
            columns: ["b"], attributes: ["money": ["unit": .string], "dates": [:]], arguments: ["R": ["y"], "S": ["z"]])
        #expect(schema.add(other) == [])
        #expect(schema.columns == ["a", "b"])
        #expect(schema.attributes["money"] == ["amount": .number, "unit": .string])
        #expect(schema.arguments == ["R": ["x", "y"], "S": ["z"]])
    }

    @Test func kindsThatDisagreeAreNamed() {
        var schema = Schema(attributes: ["money": ["amount": .number]])
        #expect(
            schema.add(Schema(attributes: ["money": ["amount": .string]])) == [
                "attribute 'amount' of layer 'money' is 'string' here and 'number' in an earlier stage"
            ])
        #expect(schema.attributes["money"] == ["amount": .number])
    }

    private static let admitted: [(Schema.Kind, Value)] = [
        (.string, "x"), (.integer, 1), (.number, 1), (.number, 1.5), (.boolean, true), (.list, [1]),
        (.table, ["a": 1]), (.any, [1]), (.any, 1.5), (.string, nil), (.table, nil),
    ]

    @Test func aKindAdmits() {
        for (kind, value) in Self.admitted { #expect(kind.admits(value), "\(kind) \(value)") }
    }

    private static let refused: [(Schema.Kind, Value)] = [
        (.string, 1), (.integer, 1.5), (.number, "1"), (.boolean, 0), (.list, ["a": 1]), (.table, [1]), (.list, "x"),
    ]

    @Test func aKindRefuses() {
        for (kind, value) in Self.refused { #expect(!kind.admits(value), "\(kind) \(value)") }
    }

    @Test func aPipelineKnowsWhatItsStagesSay() throws {
        let pipeline = try DocumentPipeline([
            DeclaringStage(name: "a", schema: Schema(columns: ["tone"])),
            DeclaringStage(name: "b", schema: Schema(arguments: ["R": ["x"]])),
        ])
        #expect(pipeline.schema == Schema(columns: ["tone"], arguments: ["R": ["x"]]))
    }

    @Test func stagesThatDisagreeMakeNoPipeline() {
        let error = #expect(throws: PipelineError.self) {
            try DocumentPipeline([
                DeclaringStage(name: "a", schema: Schema(attributes: ["money": ["amount": .number]])),
                DeclaringStage(name: "b", schema: Schema(attributes: ["money": ["amount": .list]])),
            ])
        }
        #expect(error?.code == .definitionInvalid)
        #expect(error?.stage == "b")
        #expect(
            error?.message == "attribute 'amount' of layer 'money' is 'list' here and 'number' in an earlier stage")
    }
}
