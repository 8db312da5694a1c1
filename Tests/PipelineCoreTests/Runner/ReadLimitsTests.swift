import Testing

@testable import PipelineCore

struct ReadLimitsTests {
    @Test func whatIsTooLargeSaysSo() {
        let raw = ReadLimits(largest: 10).tooLarge(12, named: "a:3")
        #expect(raw.name == "a:3" && raw.size == 12 && raw.input == nil)
        let error = #expect(throws: PipelineError.self) { try raw.read() }
        #expect(error?.code == .documentTooLarge)
        #expect(error?.message == "the document has 12 bytes, more than the 10 that it may have")
    }

    @Test func aStopWakesWhoeverWaits() {
        let control = RunControl()
        let wake = control.wakeDescriptor
        #expect(wake >= 0 && control.wakeDescriptor == wake)
        #expect(!ReadWait(wake: wake).isOver)
        control.requestStop()
        #expect(ReadWait(wake: wake).isOver)
        #expect(control.isStopRequested)
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

private struct ReadWait {
    let isOver: Bool

    init(wake: Int32) {
        var waits = [pollfd(fd: wake, events: Int16(POLLIN), revents: 0)]
        isOver = poll(&waits, 1, 0) == 1
    }
}
