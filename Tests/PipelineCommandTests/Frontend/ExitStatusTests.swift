import PipelineCore
import Testing

@testable import PipelineCommand

typealias Status = PipelineCommand.ExitStatus

@Suite("Exit statuses")
struct ExitStatusTests {
    @Test(arguments: [
        (PipelineError.Code.definitionInvalid, Status.usage), (.patternInvalid, .usage),
        (.requirementUnmet, .usage),
        (.fileUnreadable, .usage), (.outputExists, .usage), (.resumeRefused, .resumeRefused), (.runLocked, .failure),
        (.outputFailed, .output), (.scriptFailed, .failure), (.stageFailed, .failure),
        (.documentUnreadable, .failure), (.documentInvalid, .failure), (.init(rawValue: "new.kind"), .failure),
    ])
    func anErrorHasAStatus(_ code: PipelineError.Code, _ status: Status) {
        #expect(Status(PipelineError(code, "")) == status)
    }

    @Test func theNumbersAreAPromise() {
        #expect(Status.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 129, 130, 143])
    }
}
