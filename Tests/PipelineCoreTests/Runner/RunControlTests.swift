import Testing

@testable import PipelineCore

struct RunControlTests {
    @Test func remembersThatItWasAsked() {
        let control = RunControl()
        #expect(!control.isStopRequested)
        control.requestStop()
        control.requestStop()
        #expect(control.isStopRequested && control.wakeDescriptor >= 0)
    }
}
