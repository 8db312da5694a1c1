/// How often a run makes sure of what it has written. A crash costs at most the work since the last time.
package struct CommitPolicy: Sendable {
    /// After so many bytes of output.
    package var bytes = 64 << 20
    /// After so many documents, for tests.
    package var documents = Int.max
    /// After so much time.
    package var time = Duration.seconds(1)
    /// The least time between two commits is this many times what the last one took, so that a slow disk costs a run no
    /// more than this part of its time.
    package var share = 20

    package init() {}

    /// Whether it is time for a commit.
    func isDue(documents: Int, bytes: Int, elapsed: Duration, last: Duration) -> Bool {
        if documents >= self.documents || bytes >= self.bytes { return true }
        return elapsed >= max(time, last * share)
    }
}
