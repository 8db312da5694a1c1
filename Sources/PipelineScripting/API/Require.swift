internal import PipelineCore
internal import PipelineLua

extension ScriptState {
    /// `require`: `pipeline` is built in; anything else is a Lua file beside the file that asks, or a plugin. Never
    /// `LUA_PATH`, never C.
    func makeRequire() -> LuaReference {
        let builtIn = PipelineModule.make(self)
        return lua.makeFunction("require") { [unowned self] frame in
            let name = try frame.string(1)
            if name == "pipeline" { return frame.push(builtIn) }
            let caller = frame.location()?.file ?? script.path
            let (file, tried) = script.sources.module(name, requiredBy: caller)
            guard let file else {
                throw PipelineError(
                    .definitionInvalid, "there is no module '\(name)'",
                    remedy: tried.isEmpty ? nil : "looked for " + tried.joined(separator: ", "))
            }
            let value = try result(of: file)
            frame.push(value.isNil ? .boolean(true) : value)
        }
    }
}
