import Pipeline
import PipelineCore

/// What the rules of a pipeline did with one document.
final class RuleTrace {
    /// What one stage did.
    struct Entry {
        let stage: PatternStage
        /// The document as it came to the stage.
        let before: Document
        /// One explanation a rule.
        let explanations: [RuleExplanation]
    }

    /// Hands the trace of a worker to whoever traces a pipeline; one for each.
    final class Key: Sendable {}

    /// The stages that have worked on the document, in order.
    fileprivate(set) var entries: [Entry] = []

    /// Begins with a new document.
    func begin() { entries = [] }

    /// The trace of a worker whose pipeline was traced with a key.
    static func of(_ worker: Worker, _ key: Key) -> RuleTrace { worker.object(for: key) { RuleTrace() } }
}

extension DocumentPipeline {
    /// The same pipeline, whose rules leave a trace with the worker.
    ///
    /// - Parameter nearMisses: whether rules without a match say how near they came, which costs most of the time.
    func traced(_ key: RuleTrace.Key, nearMisses: Bool = false) -> DocumentPipeline {
        replacing { stage in
            guard let stage = stage as? PatternStage else { return stage }
            return TracedStage(base: stage, key: key, nearMisses: nearMisses)
        }
    }
}

/// A stage of rules that leaves a trace.
private struct TracedStage: Stage {
    let base: PatternStage
    let key: RuleTrace.Key
    let nearMisses: Bool

    var name: String { base.name }
    var requires: [Feature] { base.requires }
    var assigns: [Feature] { base.assigns }
    var location: SourceLocation? { base.location }
    var warnings: [PipelineError] { base.warnings }
    var schema: Schema { base.schema }
    var onError: ErrorPolicy { base.onError }

    func makeInstance(for worker: Worker) -> any StageInstance {
        TracedInstance(stage: self, worker: worker, trace: RuleTrace.of(worker, key))
    }
}

private struct TracedInstance: StageInstance {
    let stage: TracedStage
    let worker: Worker
    let trace: RuleTrace

    func process(_ document: inout Document, _ context: StageContext) throws {
        let before = document
        let explanations = try stage.base.explain(&document, nearMisses: stage.nearMisses, for: worker)
        trace.entries.append(RuleTrace.Entry(stage: stage.base, before: before, explanations: explanations))
    }
}
