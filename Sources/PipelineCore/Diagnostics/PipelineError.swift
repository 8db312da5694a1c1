/// What went wrong, where, and what to do about it.
///
/// Errors never hold text of a document. Callers tell errors apart by ``code``; the wording may change.
public struct PipelineError: Error, Sendable {
    /// The kind of error. New kinds may be added at any time.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The part that failed and how, joined by a dot.
        public let rawValue: String

        /// A kind of error of your own.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A file could not be read.
        public static let fileUnreadable = Code(rawValue: "file.unreadable")
        /// A definition, rule file or list is wrong.
        public static let definitionInvalid = Code(rawValue: "definition.invalid")
        /// A pattern is wrong.
        public static let patternInvalid = Code(rawValue: "pattern.invalid")
        /// A stage needs what no earlier stage assigns.
        public static let requirementUnmet = Code(rawValue: "requirement.unmet")
        /// A document could not be read from its source.
        public static let documentUnreadable = Code(rawValue: "document.unreadable")
        /// A stage tried to give a document something that does not fit.
        public static let documentInvalid = Code(rawValue: "document.invalid")
        /// A script raised an error.
        public static let scriptFailed = Code(rawValue: "script.failed")
        /// A script ran for too long.
        public static let timeLimit = Code(rawValue: "limit.time")
        /// A script took too much memory.
        public static let memoryLimit = Code(rawValue: "limit.memory")
        /// A script made too much output.
        public static let outputLimit = Code(rawValue: "limit.output")
        /// A stage failed for another reason.
        public static let stageFailed = Code(rawValue: "stage.failed")
        /// An output could not be written.
        public static let outputFailed = Code(rawValue: "output.failed")
        /// An output is there already, and nobody said that it may be overwritten.
        public static let outputExists = Code(rawValue: "output.exists")
        /// A run cannot go on where an earlier one ended.
        public static let resumeRefused = Code(rawValue: "resume.refused")
        /// Another run is writing the same output.
        public static let runLocked = Code(rawValue: "run.locked")
        /// A document is larger than a run takes.
        public static let documentTooLarge = Code(rawValue: "document.too-large")
        /// A worker process could not be started.
        public static let workerUnavailable = Code(rawValue: "worker.unavailable")
        /// A worker process took too long and was killed.
        public static let workerTimeout = Code(rawValue: "worker.timeout")
        /// A worker process was killed by somebody else, such as a system that has run out of memory.
        public static let workerKilled = Code(rawValue: "worker.killed")
        /// A worker process crashed or gave up.
        public static let workerCrashed = Code(rawValue: "worker.crashed")
        /// A worker process said what none should say.
        public static let workerInvalid = Code(rawValue: "worker.invalid")
    }

    /// Another place that has to do with an error, and what is there.
    public struct Note: Sendable, Hashable {
        /// One line.
        public var message: String
        /// The other place.
        public var location: SourceLocation

        /// A note.
        public init(_ message: String, location: SourceLocation) {
            self.message = message
            self.location = location
        }
    }

    /// The kind of error.
    public var code: Code
    /// One line that says what is wrong.
    public var message: String
    /// What to do about it, if that is known.
    public var remedy: String?
    /// Where the cause is written.
    public var location: SourceLocation?
    /// The line at the location, when it cannot be read from the file again; empty when it must not be shown.
    public var excerpt: String?
    /// The stage that failed.
    public var stage: String?
    /// The document on which it failed.
    public var document: String?
    /// The calls that led there, innermost first.
    public var traceback: [String]
    /// Other places that have to do with it.
    public var notes: [Note] = []
    /// Other errors that were found in the same go.
    public var others: [PipelineError]
    /// Whether a run ends with it, because the stage that failed says so (``ErrorPolicy/fail``).
    public var endsRun = false

    /// An error.
    public init(
        _ code: Code, _ message: String, remedy: String? = nil, location: SourceLocation? = nil,
        excerpt: String? = nil, stage: String? = nil, document: String? = nil, traceback: [String] = [],
        others: [PipelineError] = []
    ) {
        self.code = code
        self.message = message
        self.remedy = remedy
        self.location = location
        self.excerpt = excerpt
        self.stage = stage
        self.document = document
        self.traceback = traceback
        self.others = others
    }

    /// The same error with stage and document named, where they were not yet.
    public func at(stage: String? = nil, document: String? = nil, location: SourceLocation? = nil) -> PipelineError {
        var error = self
        error.stage = error.stage ?? stage
        error.document = error.document ?? document
        error.location = error.location ?? location
        return error
    }

    /// Any error as a `PipelineError`; one that already is stays as it is.
    public init(_ error: any Error, code: Code) {
        self = error as? PipelineError ?? PipelineError(code, String(describing: error))
    }
}

extension PipelineError: CustomStringConvertible {
    /// `location: message`, without the excerpt.
    public var description: String {
        [location?.description, message].compactMap { $0 }.joined(separator: ": ")
    }
}

extension String {
    /// The text as it continues a sentence.
    package var lowercasedFirst: String {
        guard let first else { return self }
        return first.lowercased() + dropFirst()
    }
}
