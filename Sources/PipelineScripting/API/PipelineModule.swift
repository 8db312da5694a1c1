internal import PipelineCore
internal import PipelineLua

/// `require "pipeline"`
enum PipelineModule {
    /// The module with all that is in it.
    static func make(_ state: ScriptState) -> LuaReference { make(ScriptAPI.pipeline, in: state) }

    private static func make(_ module: APIModule, in state: ScriptState) -> LuaReference {
        var members: [(String, LuaValue)] = module.functions.map { function in
            (function.name, .function(bind(function, in: state)))
        }
        members += module.constants.map { ($0.field.name, $0.make(state)) }
        for inner in state.script.builtIn where inner.parent == module.name {
            members.append((inner.lastName, .table(make(inner, in: state))))
        }
        return guarded(module.lastName, members, what: module.noun, in: state)
    }

    private static func bind(_ function: APIFunction, in state: ScriptState) -> LuaReference {
        state.lua.makeFunction(function.name, BoundFunction(function, in: state).function)
    }

    /// A table whose unknown fields are errors with a suggestion.
    static func guarded(
        _ name: String, _ members: [(String, LuaValue)], what: String, in state: ScriptState
    ) -> LuaReference {
        let lua = state.lua
        let known = members.map(\.0)
        let tag = lua.makeTag(name)
        let unknown = lua.makeFunction("__index") { frame in
            let key = frame.value(2).text ?? frame.typeName(2)
            throw PipelineError(
                .definitionInvalid, "there is no \(what) '\(name).\(key)'",
                remedy: Suggestion.remedy(for: key, among: known))
        }
        let locked = lua.makeFunction("__newindex") { _ in
            throw PipelineError(.definitionInvalid, "'\(name)' cannot be changed")
        }
        lua.setMetamethod("__index", of: tag, unknown)
        // Lua asks `__newindex` for absent keys only, so what scripts see is an empty table before the members.
        let front = lua.makeTag(name)
        lua.setMetamethod("__index", of: front, lua.makeTable(pairs: members, tag: tag))
        lua.setMetamethod("__newindex", of: front, locked)
        let called = lua.makeFunction("__call") { _ in
            throw PipelineError(
                .definitionInvalid, "'\(name)' is no function: it holds each \(what) by name",
                remedy: Suggestion.remedy(for: "", among: known))
        }
        lua.setMetamethod("__call", of: front, called)
        return lua.makeTable(pairs: [], tag: front)
    }
}
