internal import PipelineCore
internal import PipelineLua

/// Folds what the documents of a Lua stage returned and added. `merge` and `finish` run in a state of the run's own, which
/// is loaded and set up like those of the workers.
struct LuaAccumulator: StageAccumulator {
    private let stage: LuaStage
    private let worker: ScriptWorker
    private let provenance: Provenance
    private var totals: [SharedTotal]
    /// `nil` when no function has to run.
    private let ready: ReadyLuaStage?
    private var total: LuaValue = .nil

    /// - Throws: ``PipelineError`` when the definition does not load again, or `setup` fails.
    init(_ stage: LuaStage, worker: ScriptWorker) throws {
        self.stage = stage
        self.worker = worker
        provenance = Provenance(stage: stage.name, location: stage.location)
        totals = stage.shared.map(SharedTotal.init)
        let isScripted = stage.functions.merge != nil || stage.functions.finish != nil
        ready = isScripted ? try ReadyLuaStage(stage, worker: worker, number: 0) : nil
        if let ready, let initial = stage.initial { total = ready.state.openValue(initial) }
    }

    mutating func add(_ contribution: Contribution) throws {
        let content = contribution.value.object
        for (position, value) in (content?["shared"]?.array ?? []).enumerated() where totals.indices.contains(position)
        {
            totals[position].fold(value)
        }
        guard let part = content?["part"], let ready, let merge = ready.merge else { return }
        do {
            total = try worker.run(within: stage.limits.ofCorpus) { state in
                try state.lendNothing(to: provenance, document: contribution.document) {
                    try state.lua.call(merge, [total, state.luaValue(part)], results: 1)[0]
                }
            }
        } catch {
            throw PipelineError(script: error)
        }
        guard !total.isNil else {
            throw PipelineError(
                .scriptFailed, "merge returned nothing, so what was merged before is lost",
                remedy: "end it with return total", location: stage.location)
        }
    }

    func finish() throws -> Value {
        let shared = totals.map(\.result)
        guard let ready else { return named(shared) }
        do {
            return try worker.run(within: stage.limits.ofCorpus) { state in
                try state.lendNothing(to: provenance) { try finish(shared, ready) }
            }
        } catch {
            throw PipelineError(script: error).at(location: stage.location)
        }
    }

    private func finish(_ shared: [Value], _ ready: ReadyLuaStage) throws -> Value {
        let state = ready.state
        // A plain value and back, so that nothing can hang on more than what could be stored.
        let total = try state.value(from: self.total, at: "total")
        guard let finish = ready.finish else {
            return stage.shared.isEmpty ? total ?? .null : ["total": total ?? .null, "shared": named(shared)]
        }
        state.shared = SharedValues(stage.shared, of: stage.name, results: shared)
        let arguments = [total.map(state.luaValue) ?? .nil, state.lua.makeObject(state.classes.shared, 0)]
        let result = try state.lua.call(finish, arguments, results: 1)[0]
        guard let value = try state.value(from: result, at: "summary") else {
            throw PipelineError(
                .scriptFailed, "finish returned nothing, so there is no summary",
                remedy: "end it with return { … }, or with return pipeline.null")
        }
        return value
    }

    private func named(_ results: [Value]) -> Value {
        var object = Value.Object()
        for (declaration, result) in zip(stage.shared, results) { object[declaration.name] = result }
        return .object(object)
    }
}

extension ScriptState {
    /// The value in tables without a kind, so that an empty one may become a list or an object.
    fileprivate func openValue(_ value: Value) -> LuaValue {
        switch value {
        case .array(let array): .table(lua.makeTable(array: array.map(openValue)))
        case .object(let object): .table(lua.makeTable(pairs: object.entries.map { ($0.key, openValue($0.value)) }))
        default: luaValue(value)
        }
    }
}
