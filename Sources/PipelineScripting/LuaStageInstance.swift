internal import PipelineCore
internal import PipelineLua

/// Runs a Lua stage in the state of its worker.
final class LuaStageInstance: StageInstance {
    private let stage: LuaStage
    private let worker: ScriptWorker
    private let number: Int
    private let provenance: Provenance
    private var ready: ReadyLuaStage

    /// - Parameter number: what `setup` reads as `context.worker`.
    /// - Throws: ``PipelineError`` when the definition does not load again, or `setup` fails.
    init(_ stage: LuaStage, worker: ScriptWorker, number: Int) throws {
        self.stage = stage
        self.worker = worker
        self.number = number
        provenance = Provenance(stage: stage.name, location: stage.location)
        ready = try ReadyLuaStage(stage, worker: worker, number: number)
    }

    func process(_ document: inout Document, _ context: StageContext) throws {
        if ready.generation != worker.generation {
            ready = try ReadyLuaStage(stage, worker: worker, number: number)
        }
        do {
            try worker.run(within: stage.limits.ofDocument) { state in try work(on: &document, context, in: state) }
        } catch {
            throw PipelineError(script: error)
        }
    }

    private func work(on document: inout Document, _ context: StageContext, in state: ScriptState) throws {
        state.shared = SharedValues(stage.shared, of: stage.name)
        let part = try state.lend(&document, to: provenance) {
            let arguments = [
                state.lua.makeObject(state.classes.document, 0), state.lua.makeObject(state.classes.shared, 0),
            ]
            let result = try state.lua.call(ready.process, arguments, results: 1)[0]
            return result.isNil ? nil : try takePart(result, in: state)
        }
        guard stage.contributes else { return }
        var contribution = Value.Object()
        if !stage.shared.isEmpty { contribution["shared"] = .array(state.shared.contents) }
        contribution["part"] = part
        document.contribute(.object(contribution), as: context)
    }

    /// What `process` returned, for `merge`.
    private func takePart(_ result: LuaValue, in state: ScriptState) throws -> Value? {
        guard stage.functions.merge != nil else {
            throw PipelineError(
                .scriptFailed, "process returned a \(result.typeName), and the stage has no merge that takes it",
                remedy: "return nothing, or add merge = function(total, part) … return total end",
                location: stage.location)
        }
        return try state.value(from: result, at: "part")
    }
}

/// A Lua stage in a state that `setup` has made ready.
struct ReadyLuaStage {
    let generation: Int
    let state: ScriptState
    let process: LuaReference
    let merge: LuaReference?
    let finish: LuaReference?

    /// - Throws: ``PipelineError`` when the definition does not load again, or `setup` fails.
    init(_ stage: LuaStage, worker: ScriptWorker, number: Int) throws {
        do {
            generation = worker.generation
            let state = try worker.state
            self.state = state
            (process, merge, finish) = try worker.run(within: Limits.ofLoading) { state in
                let functions = stage.functions
                return (
                    try state.function(functions.process), try functions.merge.map(state.function),
                    try functions.finish.map(state.function)
                )
            }
            try worker.run(within: stage.limits.ofDocument) { try Self.setUp(stage, number, in: $0) }
        } catch {
            throw PipelineError(script: error)
        }
    }

    private static func setUp(_ stage: LuaStage, _ number: Int, in state: ScriptState) throws {
        guard let setup = try stage.functions.setup.map(state.function) else { return }
        let fields: [(String, LuaValue)] = [("stage", .string(stage.name)), ("worker", .integer(Int64(number)))]
        let context = PipelineModule.guarded("context", fields, what: "field", in: state)
        try state.lendNothing(to: Provenance(stage: stage.name, location: stage.location)) {
            _ = try state.lua.call(setup, [.table(context)], results: 0)
        }
    }
}

extension ScriptState {
    /// Runs a function that works on no document, with random numbers that are the same in every state.
    ///
    /// - Parameter document: the name of the document that is the occasion.
    func lendNothing<Result>(
        to provenance: Provenance, document: String = "", _ body: () throws -> Result
    ) throws -> Result {
        var nothing = Document(id: document, text: "")
        return try lend(&nothing, to: provenance, body)
    }
}
