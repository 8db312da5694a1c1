/// What whoever reads keeps to while a run is going on. A reader takes it when it is opened.
package struct ReadLimits: Sendable {
    /// The limits of the run whose reader is being opened.
    @TaskLocal package static var current = ReadLimits()

    /// How many bytes a document may have: more of one need not be held.
    package var largest = Int.max
    /// Ends a wait for input that may never come.
    package var control: RunControl?

    package init(largest: Int = .max, control: RunControl? = nil) {
        self.largest = largest
        self.control = control
    }

    /// A document that is too large to be held, of which no more than its size is known.
    package func tooLarge(_ size: Int, named name: String) -> RawDocument {
        RawDocument(name: name, size: size) { throw error(size) }
    }

    /// - Parameter size: how many bytes there are, at least.
    package func error(_ size: Int) -> PipelineError {
        PipelineError(
            .documentTooLarge, "the document has \(size) bytes, more than the \(largest) that it may have",
            remedy: "split it, or let documents be larger with --max-document")
    }
}
