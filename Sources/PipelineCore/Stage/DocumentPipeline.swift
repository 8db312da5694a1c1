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
    ///   - stages: the stages, in their order.
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
            errors += Self.unmet(
                stage.requires.filter { !assigned.contains($0) }, of: stage, later: stages[(index + 1)...],
                provider: provider)
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

    /// One error for all that the same stage would assign.
    private static func unmet(
        _ features: [Feature], of stage: any Stage, later stages: ArraySlice<any Stage>, provider: (Feature) -> String?
    ) -> [PipelineError] {
        var groups: [(advice: String?, later: (any Stage)?, features: [Feature])] = []
        for feature in features {
            let later = stages.first { $0.assigns.contains(feature) }
            let advice = later.map { "move '\($0.name)'" } ?? provider(feature).map { "add '\($0)'" }
            if let index = groups.firstIndex(where: { $0.advice == advice && advice != nil }) {
                groups[index].features.append(feature)
            } else {
                groups.append((advice, later, [feature]))
            }
        }
        return groups.map { advice, later, features in
            let names = features.map { "'\($0)'" }
            let last = names.last ?? ""
            let list = names.count == 1 ? last : "\(names.dropLast().joined(separator: ", ")) and \(last)"
            let what = names.count == 1 ? "it" : "them"
            var error = PipelineError(
                .requirementUnmet, "'\(stage.name)' requires \(list), which no earlier stage assigns",
                remedy: advice.map { "\($0), which assigns \(what), before '\(stage.name)'" }, location: stage.location,
                stage: stage.name)
            error.notes = features.compactMap { feature in
                stage.place(requiring: feature).map { PipelineError.Note("'\(feature)' is needed here", location: $0) }
            }
            if let later, let place = later.location, place != stage.location {
                error.notes.append(PipelineError.Note("'\(later.name)' assigns \(what) here", location: place))
            }
            return error
        }
    }

    private init(_ stages: [any Stage], like other: DocumentPipeline) {
        self.stages = stages
        schema = other.schema
        prepare = other.prepare
    }

    /// The same pipeline with other stages in place of its own, which assign and require what those do.
    package func replacing(_ replacement: (any Stage) -> any Stage) -> DocumentPipeline {
        DocumentPipeline(stages.map(replacement), like: self)
    }

    /// The same pipeline with another stage behind the first that fits; before all others when none does.
    package func inserting(_ stage: any Stage, after fits: (any Stage) -> Bool) -> DocumentPipeline {
        var stages = self.stages
        stages.insert(stage, at: stages.firstIndex(where: fits).map { $0 + 1 } ?? 0)
        return DocumentPipeline(stages, like: self)
    }

    /// The stages made ready for one line of work.
    ///
    /// - Throws: what a stage throws when it gets ready, with the stage named.
    public func makeInstance(for worker: Worker = Worker()) throws -> PipelineInstance {
        try prepare?(worker)
        var places: [Int] = []
        let instances = try stages.map { stage in
            if let profile = worker.profile { places.append(profile.addPart(.stage, name: stage.name)) }
            do {
                return (stage, try stage.makeInstance(for: worker))
            } catch {
                throw PipelineError(error, code: .stageFailed).at(stage: stage.name, location: stage.location)
            }
        }
        return PipelineInstance(instances, worker, places: places)
    }
}

/// A pipeline made ready for one line of work.
public struct PipelineInstance {
    // Apart from the rest: who reads a neighbour of an instance while that works holds on to it, and it would be copied.
    private var instances: [any StageInstance]
    private let stages: [(context: StageContext, onError: ErrorPolicy)]
    private let worker: Worker
    /// The stages in the worker's profile.
    private let places: [Int]
    /// Is told the position of each stage before it works on a document.
    var watch: ((Int) -> Void)?

    init(
        _ stages: [(stage: any Stage, instance: any StageInstance)], _ worker: Worker, places: [Int] = []
    ) {
        self.worker = worker
        self.places = places
        instances = stages.map(\.instance)
        self.stages = stages.enumerated().map { position, part in
            (StageContext(stage: part.stage.name, position: position), part.stage.onError)
        }
    }

    /// Sends a document through all stages.
    ///
    /// - Returns: the document, dropped or not, and after it the documents that were derived from it, in order.
    /// - Throws: ``PipelineError`` that names stage and document, when a stage fails whose policy is neither to keep
    ///   nor to drop the document.
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

    /// A stage that throws must leave no trace but what its policy says, so it works on a copy, which shares storage
    /// until it is changed.
    mutating func run(_ index: Int, on document: inout Document) throws {
        let before = document
        let context = stages[index].context
        watch?(index)
        worker.turn += 1
        do {
            if let profile = worker.profile {
                try profile.measure(places[index]) { try instances[index].process(&document, context) }
            } else {
                try instances[index].process(&document, context)
            }
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
