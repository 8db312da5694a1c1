internal import PipelineCore
internal import PipelineLua

extension ScriptState {
    /// `require`: `pipeline` is built in; anything else is a Lua file beside the file that asks, in the definition's
    /// `modules`, or a plugin. Never `LUA_PATH`, never C.
    func makeRequire() -> LuaReference {
        let builtIn = PipelineModule.make(self)
        return lua.makeFunction("require") { [unowned self] frame in
            let name = try frame.string(1)
            if name == "pipeline" { return frame.push(builtIn) }
            let file = try module(name, requiredBy: frame.location()?.file ?? script.path)
            let plugin = try plugin(of: file)
            let value = try result(of: file)
            if let plugin { try checkStages(of: plugin, in: value) }
            frame.push(value.isNil ? .boolean(true) : value)
        }
    }

    private func module(_ name: String, requiredBy caller: String) throws -> SourceFile {
        switch script.sources.module(name, requiredBy: caller) {
        case .found(let file): return file
        case .missing(let tried):
            throw PipelineError(
                .definitionInvalid, "there is no module '\(name)'",
                remedy: "looked for " + tried.joined(separator: ", "))
        case .refused:
            throw PipelineError(
                .definitionInvalid, "there is no module '\(name)'",
                remedy:
                    "a module name is words joined by dots; for other folders say modules = { \"…\" } in the definition"
            )
        }
    }

    /// The plugin whose file it is, checked; `nil` for any other file.
    private func plugin(of file: SourceFile) throws -> Plugin? {
        guard Path.name(of: file.path) == ScriptSources.pluginFile else { return nil }
        let folder = Path.directory(of: file.path)
        if let known = plugins.first(where: { $0.path == folder }) { return known }
        let plugin = try script.sources.plugin(in: folder)
        let grants = script.grants
        let missing = try plugin.capabilities.map { try Capability($0) }
            .filter { needed in !grants.capabilities.contains { $0.covers(needed) } }
        if let first = missing.first {
            var all = grants
            all.capabilities += missing.dropLast()
            throw PipelineError(
                .definitionInvalid, "plugin '\(plugin.name)' needs the capability '\(first)'",
                remedy: all.refusal("", needs: missing[missing.count - 1]).remedy)
        }
        add(plugin)
        return plugin
    }

    /// A plugin is its one stage, or a table with a function for each.
    private func checkStages(of plugin: Plugin, in value: LuaValue) throws {
        if value.function != nil, plugin.stages.count <= 1 { return }
        for stage in plugin.stages {
            guard let table = value.table, lua.field(stage, of: table).function != nil else {
                throw PipelineError(
                    .definitionInvalid, "plugin '\(plugin.name)' has no stage '\(stage)', which its manifest names",
                    remedy: plugin.stages.count == 1
                        ? "return a function of the options" : "return a table with a function for each stage")
            }
        }
    }
}
