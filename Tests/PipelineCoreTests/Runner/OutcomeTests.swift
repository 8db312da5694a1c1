@testable import PipelineCore
import PipelineTestSupport
import Testing

struct OutcomeTests {
    private let bytes: [UInt8] = [0x61, 0xFF, 0x62]

    @Test func readingCountsWhatWasRead() throws {
        var outcome = Outcome(writers: 1)
        let raw = RawDocument(name: "a.txt") { [bytes] in Document(id: "a", text: DocumentText(bytes)) }
        #expect(outcome.read(raw)?.id == "a")
        #expect(outcome.bytes == 5 && outcome.isRepaired && outcome.error == nil)
    }

    @Test func readingThatFailsIsTheOutcome() {
        var outcome = Outcome(writers: 1)
        #expect(outcome.read(RawDocument(name: "a.txt") { throw CancellationError() }) == nil)
        #expect(outcome.error?.code == .documentUnreadable && outcome.deadLetter != nil && outcome.bytes == 0)
    }

    @Test func afterAFailureNothingIsWritten() {
        var outcome = Outcome(writers: 2)
        outcome.records = [[1], [2]]
        (outcome.written, outcome.dropped) = (1, 1)
        outcome.fail(PipelineError(.stageFailed, "no"), raw: RawDocument(name: "a") { Document(id: "a", text: "") })
        #expect(outcome.records == [[], []] && outcome.written == 0 && outcome.dropped == 0)
    }
}
