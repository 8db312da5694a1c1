/// What becomes of a document on which a stage fails. In each case what the stage had changed is undone.
public enum ErrorPolicy: String, Sendable, Hashable, CaseIterable {
    /// The run ends with the error.
    case fail
    /// The document goes on without the stage, with a warning.
    case keep
    /// The document is dropped, with a warning; the error is the reason.
    case drop
    /// The document becomes a dead letter, and the run goes on.
    case deadLetter = "dead-letter"
}

extension Document {
    /// Notes that a stage failed and that the document goes on without it.
    mutating func keep(after error: PipelineError) {
        isKept = true
        warn("stage '\(error.stage ?? "")' failed and is left out: \(error)")
    }

    /// Drops the document because a stage failed.
    mutating func drop(after error: PipelineError) {
        let reason = "stage '\(error.stage ?? "")' failed: \(error)"
        drop(reason: reason)
        warn("dropped, because \(reason)")
    }
}
