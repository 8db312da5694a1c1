import PipelineCore
import Testing

struct PipelineErrorTests {
    private struct Odd: Error, CustomStringConvertible { let description = "odd thing" }

    @Test func describesPlaceAndMessage() {
        #expect(PipelineError(.stageFailed, "it broke").description == "it broke")
        let place = SourceLocation(file: "config.lua", line: 4)
        #expect(PipelineError(.stageFailed, "it broke", location: place).description == "config.lua:4: it broke")
    }

    @Test func isNamedOnce() {
        let place = SourceLocation(file: "a.lua", line: 1)
        let error = PipelineError(.scriptFailed, "m").at(stage: "inner", document: "d", location: place)
        let again = error.at(stage: "outer", document: "e", location: SourceLocation(file: "b.lua"))
        #expect(again.stage == "inner" && again.document == "d" && again.location == place)
    }

    @Test func takesOtherErrorsIn() {
        let wrapped = PipelineError(Odd(), code: .stageFailed)
        #expect(wrapped.code == .stageFailed && wrapped.message == "odd thing")
        let kept = PipelineError(PipelineError(.documentInvalid, "m"), code: .stageFailed)
        #expect(kept.code == .documentInvalid)
    }

    @Test func codesAreDistinct() {
        let codes: [PipelineError.Code] = [
            .fileUnreadable, .definitionInvalid, .patternInvalid, .requirementUnmet, .documentUnreadable,
            .documentInvalid, .scriptFailed, .stageFailed, .outputFailed,
        ]
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { $0.rawValue.split(separator: ".").count == 2 })
    }

    @Test func continuesASentence() {
        #expect("No such file".lowercasedFirst == "no such file")
        #expect("".lowercasedFirst.isEmpty)
        #expect("Äh".lowercasedFirst == "äh")
    }
}
