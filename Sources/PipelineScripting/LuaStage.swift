internal import PipelineCore
internal import PipelineLua

/// `pipeline.stage { … }`: a stage that somebody wrote in Lua.
struct LuaStage: Stage {
    private static let keys = ScriptAPI.stage.fields.map(\.name)

    let name: String
    let requires: [Feature]
    let assigns: [Feature]
    let schema: Schema
    let location: SourceLocation?
    private let function: ScriptFunction
    private let script: Script

    /// - Throws: ``PipelineError`` for a key that a stage does not have or a value that does not fit.
    init(_ table: Setting.Table, location: SourceLocation, script: Script) throws {
        func invalid(_ message: String, remedy: String? = nil) -> PipelineError {
            PipelineError(.definitionInvalid, message, remedy: remedy, location: location)
        }
        for key in table.fields.keys.sorted() where !Self.keys.contains(key) {
            throw invalid("a stage has no key '\(key)'", remedy: Suggestion.remedy(for: key, among: Self.keys))
        }
        guard let name = table.fields["name"]?.string, !name.isEmpty else { throw invalid("a stage needs a name") }
        guard let function = table.fields["process"]?.function else {
            throw invalid("stage '\(name)' needs a function 'process'", remedy: "process = function(doc) … end")
        }
        func features(_ key: String) throws -> [Feature] {
            guard let setting = table.fields[key] else { return [] }
            let names = setting.string.map { [$0] } ?? setting.table?.items.compactMap(\.string)
            guard let names, setting.table.map({ $0.items.count == names.count && $0.fields.isEmpty }) ?? true else {
                throw invalid("'\(key)' of stage '\(name)' is a list of names, such as { \"tokens\", \"entities\" }")
            }
            return names.map(Feature.init(rawValue:))
        }
        guard table.items.isEmpty else {
            throw invalid("stage '\(name)' has an entry without a name", remedy: "process = function(doc) … end")
        }
        self.name = name
        self.function = function
        self.location = location
        self.script = script
        requires = try features("requires")
        schema = try StageSchemaReader(stage: name, location: location).schema(table)
        assigns = try features("assigns") + schema.features
    }

    func makeInstance(for worker: Worker) throws -> any StageInstance {
        let state = try script.state(for: worker)
        do {
            return LuaStageInstance(
                state: state, function: try state.function(function),
                provenance: Provenance(stage: name, location: location))
        } catch {
            throw PipelineError(script: error)
        }
    }
}

/// Runs a Lua stage in the state of its worker.
private struct LuaStageInstance: StageInstance {
    let state: ScriptState
    let function: LuaReference
    let provenance: Provenance

    func process(_ document: inout Document, _ context: StageContext) throws {
        do {
            _ = try state.lend(&document, to: provenance) {
                try state.lua.call(function, [state.lua.makeObject(state.classes.document, 0)], results: 0)
            }
        } catch {
            throw PipelineError(script: error)
        }
    }
}

extension Script {
    /// The state of a worker, made when a stage first asks for it.
    func state(for worker: Worker) throws -> ScriptState {
        let state = try worker.object(for: self) {
            do {
                return try ScriptState(self)
            } catch {
                throw PipelineError(script: error)
            }
        }
        worker.scripts = worker.scripts ?? state
        return state
    }
}
