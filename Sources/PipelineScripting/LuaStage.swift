internal import PipelineCore

/// `pipeline.stage { … }`: a stage that somebody wrote in Lua.
struct LuaStage: Stage {
    let name: String
    let requires: [Feature]
    let assigns: [Feature]
    let schema: Schema
    let location: SourceLocation?
    let onError: ErrorPolicy
    /// What it may use of a document.
    let limits: Limits
    /// What its documents add to.
    let shared: [SharedDeclaration]
    /// What `merge` begins with.
    let initial: Value?
    let functions: Functions
    private let script: Script

    /// The functions of the stage.
    struct Functions {
        /// Readies a script state, before its first document.
        var setup: ScriptFunction?
        /// Works on a document.
        var process: ScriptFunction
        /// Folds what `process` returned.
        var merge: ScriptFunction?
        /// Makes the summary.
        var finish: ScriptFunction?
    }

    /// - Throws: ``PipelineError`` for a key that a stage does not have or a value that does not fit.
    init(_ table: Setting.Table, location: SourceLocation, script: Script) throws {
        let keys = try LuaStageTable(table, location: location)
        name = keys.name
        self.location = location
        self.script = script
        functions = try keys.functions()
        requires = try keys.features("requires")
        schema = try StageSchemaReader(stage: name, location: location).schema(table)
        assigns = try keys.features("assigns") + schema.features
        shared = try keys.shared()
        initial = try keys.initial()
        onError = try keys.onError()
        limits = try keys.limits(over: script.limits)
        try keys.checkFolding(functions, shared)
    }

    /// Whether there is something to say of the corpus.
    var contributes: Bool { !shared.isEmpty || functions.merge != nil }

    func makeInstance(for worker: Worker) throws -> any StageInstance {
        try LuaStageInstance(self, worker: script.worker(for: worker), number: worker.index + 1)
    }

    func makeAccumulator(for worker: Worker) throws -> (any StageAccumulator)? {
        contributes ? try LuaAccumulator(self, worker: script.worker(for: worker)) : nil
    }
}
