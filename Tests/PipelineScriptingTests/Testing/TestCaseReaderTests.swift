import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

struct TestCaseReaderTests {
    private func read(_ fields: [String: Setting]) throws -> TestCase {
        let reader = try TestCaseReader(.table(Setting.Table(fields: fields)), number: 1, in: Setting.Table())
        return try reader.testCase(TestCaseReader.Defaults(path: "t/names_test.lua")) { _ in
            throw PipelineError(.definitionInvalid, "there are no functions here")
        }
    }

    private func string(_ text: String) -> Setting { .value(.string(text)) }

    @Test func aCaseIsRead() throws {
        let test = try read([
            "name": string("A name, twice"), "text": string("[who:PER Lena]"), "golden": .value(.boolean(true)),
            "none": string("ORG"), "meta": .table(Setting.Table(fields: ["desk": string("world")])),
        ])
        #expect(test.document.id == "A name, twice" && test.marks.text == "Lena")
        #expect(test.golden == "t/names_test.golden/a-name--twice.txt")
        #expect(test.none == ["ORG"] && test.document.metadata["desk"]?.string == "world")
    }

    @Test func aCaseThatExpectsNothingIsAMistake() {
        let error = #expect(throws: PipelineError.self) {
            try read(["name": string("x"), "text": string("[=PER Lena]")])
        }
        #expect(error?.message == "case 'x': expects nothing")
        #expect(throws: PipelineError.self) { try read(["text": string("[PER Lena]")]) }
    }
}
