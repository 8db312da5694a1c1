internal import PipelineCore
internal import PipelineLua

/// `shared`, the second argument of `process` and `finish`.
enum SharedClass {
    static let expired = "shared values are there while their stage works"

    static func declaration(_ state: ScriptState) -> LuaClassDeclaration {
        var type = LuaClassDeclaration(ScriptAPI.shared, in: state)
        type.expiredMessage = expired
        type.getMissing = { [unowned state] frame, _, key in
            let position = try state.shared.position(of: key.text ?? key.typeName)
            if let results = state.shared.results {
                frame.push(state.luaValue(results[position]))
            } else {
                frame.push(state.classes.sharedValue, position)
            }
        }
        type.setMissing = { [unowned state] _, _, key in
            throw PipelineError.script(
                "'shared' cannot be changed", remedy: state.shared.usage(of: key.text ?? key.typeName))
        }
        return type
    }
}

/// `shared.people`; the object's first integer is its position among the declared ones.
enum SharedValueClass {
    private static var unreadable: PipelineError {
        .script("documents add to a shared value, and finish reads it")
    }

    static func declaration(_ state: ScriptState) -> LuaClassDeclaration {
        var type = LuaClassDeclaration(ScriptAPI.sharedValue, in: state)
        type.expiredMessage = SharedClass.expired
        type.text = { [unowned state] object in
            "\(state.shared[object.a].kind) '\(state.shared[object.a].name)'"
        }
        type.unknown = { field in
            PipelineError.script(
                "a shared value has no '\(field.key)': documents add to it, and finish reads it",
                remedy: Suggestion.closest(to: field.key, among: ["add"]).map { "did you mean '\($0)'?" })
        }
        type.length = { _ in throw unreadable }
        type.pairs = { _, _ in throw unreadable }
        return type
    }
}
