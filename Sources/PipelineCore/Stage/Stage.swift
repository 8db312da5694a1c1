/// A step of a pipeline: document in, document out.
///
/// A stage is a value that all workers share. What it needs for itself while it works (buffers, caches, a script state)
/// lives in a ``StageInstance``, one a worker. A stage that needs nothing of the kind is its own instance:
///
/// ```swift
/// struct ShoutStage: Stage, StageInstance {
///     let name = "shout"
///     let assigns: [Feature] = [.metadata]
///
///     func process(_ document: inout Document, _ context: StageContext) {
///         document.metadata["shouts"] = .boolean(document.text.bytes.contains(UInt8(ascii: "!")))
///     }
/// }
/// ```
public protocol Stage: Sendable {
    /// The name in messages and provenance.
    var name: String { get }
    /// What a document must have before the stage can work. Checked before any document is read.
    var requires: [Feature] { get }
    /// What a document has once the stage has worked.
    var assigns: [Feature] { get }
    /// Where the stage is written in a definition, if it is.
    var location: SourceLocation? { get }
    /// What is suspicious but not wrong in what it was made from, for whoever checks a definition.
    var warnings: [PipelineError] { get }
    /// What it says of the columns, attributes and arguments that it assigns.
    var schema: Schema { get }
    /// What becomes of a document on which it fails.
    var onError: ErrorPolicy { get }

    /// What in it requires a feature, if it knows: a pattern with a test of a column.
    func place(requiring feature: Feature) -> SourceLocation?

    /// The instance that one worker uses for all its documents.
    func makeInstance(for worker: Worker) throws -> any StageInstance

    /// Whether its instances contribute to a summary of the corpus.
    var contributes: Bool { get }

    /// What folds the contributions of its instances over a whole run; `nil` for a stage that looks at one document at
    /// a time. The worker is one of the run's own, which gets no documents.
    func makeAccumulator(for worker: Worker) throws -> (any StageAccumulator)?
}

extension Stage {
    /// Nothing.
    public var requires: [Feature] { [] }
    /// Nothing.
    public var assigns: [Feature] { [] }
    /// Nowhere: the stage was made in Swift.
    public var location: SourceLocation? { nil }
    /// What is suspicious but not wrong in what it was made from.
    public var warnings: [PipelineError] { [] }
    /// Nothing.
    public var schema: Schema { Schema() }
    /// It does not know.
    public func place(requiring feature: Feature) -> SourceLocation? { nil }
    /// The document becomes a dead letter.
    public var onError: ErrorPolicy { .deadLetter }

    /// It looks at one document at a time.
    public var contributes: Bool { false }

    /// None.
    public func makeAccumulator(for worker: Worker) throws -> (any StageAccumulator)? { nil }
}

extension Stage where Self: StageInstance {
    /// The stage itself, which holds no state.
    public func makeInstance(for worker: Worker) -> any StageInstance { self }
}

/// The working half of a ``Stage``. Used by one worker at a time.
public protocol StageInstance {
    /// Works on a document.
    ///
    /// - Throws: any error. The document is then as it was before, whatever had been changed; ``Stage/onError`` says
    ///   what becomes of it.
    mutating func process(_ document: inout Document, _ context: StageContext) throws
}

/// What a stage may know of the run while it works on a document.
public struct StageContext: Sendable {
    /// The stage's name.
    public let stage: String
    /// The stage's position in the pipeline, counted from 0.
    public let position: Int

    /// A context.
    public init(stage: String, position: Int = 0) {
        self.stage = stage
        self.position = position
    }
}

/// One of the concurrent lines of work of a run. It lends stage instances what they share, such as a script state.
///
/// Never leaves the line of work that made it.
public final class Worker {
    /// Which one it is, counted from 0.
    public let index: Int
    /// Runs the functions of the definition; `nil` in a pipeline that was built without one.
    public var scripts: (any ScriptHost)?
    /// How often a stage has begun with a document: what functions use during one turn counts together.
    public internal(set) var turn: UInt64 = 0
    /// Takes what stages want somebody to read while the run goes on.
    public let log: WorkerLog
    /// Measures what the worker does; `nil` in a run that nobody asked about.
    package internal(set) var profile: WorkProfile?
    private var shared: [ObjectIdentifier: AnyObject] = [:]

    /// A worker.
    public init(index: Int = 0, logLevel: LogLevel = .info) {
        self.index = index
        log = WorkerLog(level: logLevel)
    }

    /// The object that this worker keeps for an owner, made when it is first asked for.
    ///
    /// - Parameters:
    ///   - owner: an object that all workers share, such as a loaded definition.
    ///   - make: makes the object.
    public func object<Object: AnyObject>(for owner: AnyObject, make: () throws -> Object) rethrows -> Object {
        if let object = shared[ObjectIdentifier(owner)] as? Object { return object }
        let object = try make()
        shared[ObjectIdentifier(owner)] = object
        return object
    }
}

@available(*, unavailable)
extension Worker: Sendable {}
