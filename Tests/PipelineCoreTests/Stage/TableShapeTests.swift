import PipelineCore
import Testing

struct TableShapeTests {
    @Test func namesAreThoseOfTheKeys() {
        let shape = TableShape(
            "Rule", "a rule", keys: [Option("name", .string, "the name"), Option("emit", .shape("Emission"), "what")])
        #expect(shape.names == ["name", "emit"])
        #expect(shape.items == nil && shape.others == nil)
    }

    @Test func aComponentNamesItsShapes() {
        let shape = TableShape("Rules", "rules")
        let component = Component(name: "extract.patterns", summary: "finds", shapes: [shape]) { _ in 1 }
        #expect(component.shapes == [shape])
    }

    @Test(arguments: [
        (Option.Kind.shape("Rule"), "a table"), (.list(.shape("Rule")), "a table"),
        (.either([.string, .shape("Rule")]), "a string or a table"),
    ])
    func aShapeAsAnOptionIsChecked(_ kind: Option.Kind, _ expected: String) throws {
        let component = Component(name: "c", summary: "c", options: [Option("rule", kind, "a rule")]) { _ in 1 }
        #expect(try component.make(from: Setting.Table(fields: ["rule": .table(Setting.Table())])) == 1)
        let error = #expect(throws: PipelineError.self) {
            try component.make(from: Setting.Table(fields: ["rule": .value(.integer(5))]))
        }
        #expect(error?.message == "c: option 'rule' takes \(expected), not integer")
    }
}
