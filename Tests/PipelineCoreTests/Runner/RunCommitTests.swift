import Testing

@testable import PipelineCore

struct RunCommitTests {
    @Test func comesBackAsItWas() throws {
        var commit = RunCommit(outputs: 3)
        #expect(commit.lengths == [0, 0, 0] && RunCommit(commit.value, outputs: 3) == commit)
        commit.documents = 7
        commit.lengths = [1, 2, 1 << 40]
        commit.isEnd = true
        commit.position = InputPosition(file: 1, offset: 2, count: 3, documents: 4)
        (commit.summary.read, commit.summary.written, commit.summary.dropped, commit.summary.kept) = (7, 6, 5, 4)
        (commit.summary.failed, commit.summary.repaired, commit.summary.bytes) = (3, 2, 1 << 50)
        (commit.summary.inputBytes, commit.summary.summarized) = (99, 1)
        (commit.summary.resumed, commit.summary.resumedBytes) = (7, 99)
        #expect(RunCommit(commit.value, outputs: 3) == commit)
    }

    @Test(
        arguments: [
            nil, 1, [:], ["documents": -1, "lengths": [0], "counts": [:], "end": false],
            ["documents": 1, "lengths": [0, 0], "counts": [:], "end": false],
            ["documents": 1, "lengths": ["a"], "counts": [:], "end": false],
            ["documents": 1, "lengths": [0], "counts": [:]],
        ] as [Value])
    func whatIsNoneIsNone(_ value: Value) { #expect(RunCommit(value, outputs: 1) == nil) }
}
