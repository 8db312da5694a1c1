import Testing

@testable import PipelineCore

struct CommitPolicyTests {
    @Test func isDueAfterTimeBytesOrDocuments() {
        var policy = CommitPolicy()
        policy.documents = 10
        func isDue(_ documents: Int, _ bytes: Int, _ elapsed: Duration, last: Duration = .zero) -> Bool {
            policy.isDue(documents: documents, bytes: bytes, elapsed: elapsed, last: last)
        }
        #expect(!isDue(1, 0, .milliseconds(999)) && isDue(1, 0, .seconds(1)))
        #expect(isDue(1, policy.bytes, .zero) && isDue(10, 0, .zero) && !isDue(9, policy.bytes - 1, .zero))
        #expect(!isDue(1, 0, .seconds(3), last: .milliseconds(200)), "a slow disk is asked less often")
        #expect(isDue(1, 0, .seconds(4), last: .milliseconds(200)))
    }
}
