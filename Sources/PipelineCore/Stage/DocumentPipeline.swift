/// Stages in order. A value: share it, and let each line of work make its own instance.
///
/// ```swift
/// let pipeline = try DocumentPipeline([EnglishTokenizerStage(), ShoutStage()])
/// var instance = try pipeline.makeInstance()
/// let documents = try instance.process(Document(id: "a1", text: "Hello!"))
/// ```
public struct DocumentPipeline: Sendable {
    /// The stages in order.
    public let stages: [any Stage]
    /// What the stages say of the columns, attributes and arguments that they assign.
    public let schema: Schema
    private let prepare: (@Sendable (Worker) throws -> Void)?

    /// Checks that every stage finds what it requires.
    ///
    /// - Parameters:
    ///   - provided: what documents have when they come in: for instance tokens, from a reader of annotated records.
    ///   - prepare: gets a worker ready before the stages make their instances for it.
    ///   - provider: the name of a stage that would assign a feature, for the message.
    /// - Throws: ``PipelineError`` with code `requirement.unmet`, one for each need that is not met; with code
    ///   `definition.invalid` when two stages say different things of an attribute.
    public init(
        _ stages: [any Stage], provided: [Feature] = [], prepare: (@Sendable (Worker) throws -> Void)? = nil,
        provider: (Feature) -> String? = { _ in nil }
    ) throws(PipelineError) {
        self.stages = stages
        self.prepare = prepare
        var assigned = Set(provided)
        assigned.insert(.metadata)
        var errors: [PipelineError] = []
        var schema = Schema()
        for (index, stage) in stages.enumerated() {
            for feature in stage.requires where !assigned.contains(feature) {
                let later = stages[(index + 1)...].first { $0.assigns.contains(feature) }
                errors.append(Self.unmet(feature, of: stage, later: later, provider: provider(feature)))
            }
            assigned.formUnion(stage.assigns)
            errors += schema.add(stage.schema).map {
                PipelineError(.definitionInvalid, $0, location: stage.location, stage: stage.name)
            }
        }
        self.schema = schema
        if var first = errors.first {
            first.others = Array(errors.dropFirst())
            throw first
        }
    }

    private static func unmet(
        _ feature: Feature, of stage: any Stage, later: (any Stage)?, provider: String?
    ) -> PipelineError {
        let remedy: String? =
            if let later {
                "move '\(later.name)', which assigns it, before '\(stage.name)'"
            } else {
                provider.map { "add '\($0)', which assigns it, before '\(stage.name)'" }
            }
        return PipelineError(
            .requirementUnmet, "'\(stage.name)' requires '\(feature)', which no earlier stage assigns", remedy: remedy,
            location: stage.location, stage: stage.name)
    }

    /// The stages made ready for one line of work.
    ///
    /// - Throws: what a stage throws when it gets ready, with the stage named.
    public func makeInstance(for worker: Worker = Worker()) throws -> PipelineInstance {
        try prepare?(worker)
        return PipelineInstance(
            try stages.map { stage in
                do {
                    return (stage, try stage.makeInstance(for: worker))
                } catch {
                    throw PipelineError(error, code: .stageFailed).at(stage: stage.name, location: stage.location)
                }
            }, worker)
    }
}

/// A pipeline made ready for one line of work.
public struct PipelineInstance {
    // Apart from the rest: who reads a neighbour of an instance while that works holds on to it, and it would be copied.
    private var instances: [any StageInstance]
    private let stages: [(context: StageContext, onError: ErrorPolicy)]
    private let worker: Worker
    /// Is told the position of each stage before it works on a document.
    var watch: ((Int) -> Void)?

    init(_ stages: [(stage: any Stage, instance: any StageInstance)], _ worker: Worker) {
        self.worker = worker
        instances = stages.map(\.instance)
        self.stages = stages.enumerated().map { position, part in
            (StageContext(stage: part.stage.name, position: position), part.stage.onError)
        }
    }

    /// Sends a document through all stages.
    ///
    /// - Returns: the document, dropped or not, and after it the documents that were derived from it, in order.
    /// - Throws: ``PipelineError`` that names stage and document, when a stage fails whose policy is neither to keep nor to
    ///   drop the document.
    public mutating func process(_ document: consuming Document) throws -> [Document] {
        try process(document, from: 0)
    }

    private mutating func process(_ document: consuming Document, from first: Int) throws -> [Document] {
        var document = document
        var descendants: [Document] = []
        for index in first..<max(first, stages.count) {
            try run(index, on: &document)
            for child in document.takeDerived() {
                descendants += try process(child, from: index + 1)
            }
            if document.isDropped { break }
        }
        return [document] + descendants
    }

    /// A stage that throws must leave no trace but what its policy says, so it works on a copy, which shares storage until
    /// it is changed.
    mutating func run(_ index: Int, on document: inout Document) throws {
        let before = document
        let context = stages[index].context
        watch?(index)
        worker.turn += 1
        do {
            try instances[index].process(&document, context)
        } catch {
            document = before
            var error = PipelineError(error, code: .stageFailed)
                .at(stage: context.stage, document: document.id)
            switch stages[index].onError {
            case .keep: document.keep(after: error)
            case .drop: document.drop(after: error)
            case .deadLetter: throw error
            case .fail:
                error.endsRun = true
                throw error
            }
        }
    }
}
