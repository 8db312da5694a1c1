package import PipelineCore

/// Something that a test case expected and did not find, or found and did not expect.
package struct TestFinding: Sendable {
    /// A part of the text with what is there.
    package struct Place: Sendable {
        /// The bytes of the text.
        package var bytes: Range<Int>
        /// What to write behind the carets.
        package var caption: String
        /// Who made it, for what was found.
        package var provenance: Provenance?
    }

    /// One line that says what is wrong.
    package var message: String
    /// What had to be there.
    package var expected: Place?
    /// What is there.
    package var found: Place?
    /// The label of what is missing, for whoever looks for the rule that should have made it.
    package var missing: String?
    /// Further lines: arguments that differ, a difference between files.
    package var details: [String] = []
    /// Where an error arose.
    package var error: PipelineError?
}

extension TestFinding {
    /// A finding without a place.
    package init(message: String, details: [String] = []) {
        self.message = message
        self.details = details
    }

    init(_ message: String, details: [String] = []) { self.init(message: message, details: details) }

    init(error: PipelineError) {
        self.init(message: error.message)
        self.error = error
    }
}
