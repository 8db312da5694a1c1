internal import PipelineCore
internal import PipelineLua

/// Runs a definition's file and builds what it describes.
struct DefinitionLoader {
    /// What a definition comes to.
    struct Loaded {
        var script: Script
        var outline: DefinitionOutline
        var stages: [any Stage]
        var plugins: [Plugin] = []
        /// Gets a worker ready for the functions of the definition; `nil` when there are none.
        var prepare: (@Sendable (Worker) throws -> Void)?
    }

    private static let keys = ScriptAPI.definition.fields.map(\.name)

    let script: Script
    let state: ScriptState
    let reader: SettingReader
    private let header: DefinitionHeader

    /// - Parameters:
    ///   - call: the function whose result the file returns.
    ///   - roots: further folders in which modules are looked for, relative to the file.
    init(
        path: String, catalog: Catalog, settings: [String: String], call: String = "define", roots: [String] = [],
        log: @escaping (LogEntry) -> Void
    ) throws {
        let file = try SourceFile(path: path)
        header = DefinitionHeader(file, call: call)
        script = Script(
            path: path, catalog: catalog, settings: settings, modules: try header.modules(of: file) + roots,
            capabilities: try header.capabilities(of: file), file: file)
        do {
            state = try ScriptState(script, log: .loading(log))
        } catch {
            throw PipelineError(script: error, code: .definitionInvalid)
        }
        reader = SettingReader(state: state)
    }

    /// - Throws: ``PipelineError``; mistakes in several stages come together.
    func load() throws -> Loaded {
        let file = try script.sources.file(script.path)
        let value = try run(file)
        let definition = ScriptCall(value, in: state)
        if let definition, definition.kind == "define", definition.argument.table == nil {
            throw PipelineError(
                .definitionInvalid, "a definition is a table, not \(Self.describe(definition.argument, in: state))",
                remedy: "return pipeline.define { … }", location: definition.location)
        }
        guard let call = definition, call.kind == "define", let table = call.argument.table else {
            throw PipelineError(
                .definitionInvalid, "\(script.path) returns \(Self.describe(value, in: state)), not a definition",
                remedy: "end the file with return pipeline.define { … }",
                location: definition?.location ?? SourceLocation(file: script.path))
        }
        try checkKeys(of: table, known: Self.keys, what: "a definition", at: call.location)
        try checkHeader(against: table, at: call.location)
        let path = FunctionPath(file: script.path).appending(.name("argument"))
        try readLimits(state.lua.field("limits", of: table), path: path.appending(.name("limits")), call)
        // Stages first: their mistakes come before those of readers and writers.
        let stages = try stages(
            state.lua.field("stages", of: table), path: path.appending(.name("stages")), call)
        let outline = DefinitionOutline(
            name: try name(state.lua.field("name", of: table), call) ?? Self.name(of: script.path), path: script.path,
            isIsolated: try isIsolated(state.lua.field("isolate", of: table), call),
            read: try endpoint(state.lua.field("read", of: table), family: "read", path: path, call),
            write: try endpoints(state.lua.field("write", of: table), path: path, call),
            deadLetters: try output("dead_letters", of: table, call),
            corpusSummary: try output("summary", of: table, call), catalog: script.catalog)
        var loaded = Loaded(script: script, outline: outline, stages: stages)
        loaded.plugins = state.plugins
        if reader.hasFunctions { loaded.prepare = { [script] worker in _ = try script.worker(for: worker).state } }
        return loaded
    }

    func run(_ file: SourceFile) throws -> LuaValue {
        do {
            return try state.lua.withLimits(Limits.ofLoading) { try state.result(of: file) }
        } catch {
            var error = PipelineError(script: error, code: .definitionInvalid)
                .at(location: SourceLocation(file: file.path))
            if error.remedy == nil, let name = error.undeclaredGlobal {
                error.remedy = remedy(forGlobal: name, in: file)
            }
            throw error
        }
    }

    private func remedy(forGlobal name: String, in file: SourceFile) -> String {
        if ["io", "os", "package", "debug", "dofile", "loadfile"].contains(name) {
            return "scripts have no '\(name)': pipeline.files and pipeline.env give what capabilities grant"
        }
        if name == ScriptAPI.pipeline.name { return "begin the file with local pipeline = require \"pipeline\"" }
        let tokens = LuaToken.all(in: file)
        let locals = tokens.indices.dropLast().compactMap { index -> String? in
            guard tokens[index] == .name("local"), case .name(let name) = tokens[index + 1] else { return nil }
            return name
        }
        return Suggestion.closest(to: name, among: Set(locals)).map { "did you mean '\($0)'?" }
            ?? "is it misspelt? A name is declared with local before it is used"
    }

    /// - Parameter known: the names that a table may hold; tests hold a list too.
    func checkKeys(of table: LuaReference, known: [String], what: String, at location: SourceLocation) throws {
        let hasList = what != "a definition"
        let names = try state.lua.pairs(of: table).compactMap { key, _ in
            hasList && key.exactInteger != nil
                ? nil : key.text ?? "[\(key.exactInteger.map(String.init) ?? key.typeName)]"
        }
        for name in names.sorted() where !known.contains(name) {
            throw PipelineError(
                .definitionInvalid, "\(what) has no key '\(name)'",
                remedy: Suggestion.remedy(for: name, among: known), location: place(ofKey: name, after: location))
        }
    }

    /// What was read from the text must be what the file then said.
    func checkHeader(against table: LuaReference, at location: SourceLocation) throws {
        for key in DefinitionHeader.keys {
            let value = state.lua.field(key, of: table)
            if value.isNil, header[key].isEmpty { continue }
            let strings = value.table.map { list in
                (0..<state.lua.length(of: list)).map { state.lua.element($0 + 1, of: list).text }
            }
            guard let strings, strings == header[key].map(Optional.some) else {
                throw PipelineError(
                    .definitionInvalid, "'\(key)' of the definition is not written out as a list of strings",
                    remedy: "it is read before the file runs: write \(key) = { \"…\" } in pipeline.define { … }",
                    location: place(ofKey: key, after: location))
            }
        }
    }

    /// A list has no names: what stands under one would never be looked at.
    private func checkPositions(of list: LuaReference, named name: String, _ definition: ScriptCall) throws {
        let names = try state.lua.pairs(of: list).compactMap(\.key.text).sorted()
        if let first = names.first {
            throw PipelineError(
                .definitionInvalid, "'\(name)' of the definition is a list, but one entry has the name '\(first)'",
                location: place(ofKey: first, after: definition.location))
        }
    }

    /// The line on which a key of the definition is written, found in the file from the call on.
    private func place(ofKey key: String, after location: SourceLocation) -> SourceLocation {
        guard let line = location.line, let map = script.sources.map(location.file) else { return location }
        return map.key(key, from: line) ?? location
    }

    static func describe(_ value: LuaValue, in state: ScriptState) -> String {
        if let call = ScriptCall(value, in: state) { return "the result of '\(call.kind)'" }
        if let tag = value.table.flatMap(state.lua.tag) { return "'\(tag.name)'" }
        return value.isNil ? "nothing" : "a \(value.typeName)"
    }

    private static func name(of path: String) -> String {
        let name = Path.name(of: path)
        return name.hasSuffix(".lua") ? String(name.dropLast(4)) : name
    }
}

// MARK: - Reading and writing

extension DefinitionLoader {
    private func endpoint(
        _ value: LuaValue, family: String, path: FunctionPath, _ definition: ScriptCall
    ) throws -> DefinitionOutline.Endpoint? {
        if value.isNil { return nil }
        guard let call = ScriptCall(value, in: state), call.kind.hasPrefix("\(family).") else {
            throw PipelineError(
                .definitionInvalid, "'\(family)' of the definition is \(Self.describe(value, in: state))",
                remedy: "say \(family) = pipeline.\(family).FORMAT \"…\"", location: definition.location)
        }
        let table = try reader.table(of: call, path: path.appending(.name(family)))
        return DefinitionOutline.Endpoint(format: String(call.kind.dropFirst(family.count + 1)), table: table)
    }

    private func endpoints(
        _ value: LuaValue, path: FunctionPath, _ definition: ScriptCall
    ) throws -> [DefinitionOutline.Endpoint] {
        guard ScriptCall(value, in: state) == nil, let list = value.table else {
            return try endpoint(value, family: "write", path: path, definition).map { [$0] } ?? []
        }
        try checkPositions(of: list, named: "write", definition)
        return try (0..<state.lua.length(of: list)).compactMap { index in
            try endpoint(state.lua.element(index + 1, of: list), family: "write", path: path, definition)
        }
    }

    private func name(_ value: LuaValue, _ definition: ScriptCall) throws -> String? {
        if value.isNil { return nil }
        guard let name = value.text else {
            throw PipelineError(
                .definitionInvalid, "'name' of the definition is a string, not a \(value.typeName)",
                location: definition.location)
        }
        return name
    }

    /// Before the stages, which begin with the limits of the definition.
    private func readLimits(_ value: LuaValue, path: FunctionPath, _ definition: ScriptCall) throws {
        let location = place(ofKey: "limits", after: definition.location)
        guard let setting = try reader.setting(value, path: path, location: location) else { return }
        script.limits = try Limits(setting, of: "the definition", over: Limits(), at: location)
    }

    private func isIsolated(_ value: LuaValue, _ definition: ScriptCall) throws -> Bool {
        let words = ["process", "none"]
        guard !value.isNil else { return false }
        guard let word = value.text, words.contains(word) else {
            let found = value.text.map { "\"\($0)\"" } ?? "a \(value.typeName)"
            throw PipelineError(
                .definitionInvalid, "'isolate' of the definition is \"process\" or \"none\", not \(found)",
                remedy: value.text.flatMap { Suggestion.remedy(for: $0, among: words) },
                location: place(ofKey: "isolate", after: definition.location))
        }
        return word == "process"
    }

    /// The path under a key that says where something is written.
    private func output(_ key: String, of table: LuaReference, _ definition: ScriptCall) throws -> String? {
        let value = state.lua.field(key, of: table)
        if value.isNil { return nil }
        guard let path = value.text else {
            throw PipelineError(
                .definitionInvalid, "'\(key)' of the definition is a path, not a \(value.typeName)",
                location: definition.location)
        }
        return Path.resolve(path, in: Path.directory(of: definition.location.file))
    }
}

// MARK: - Stages

extension DefinitionLoader {
    func stages(_ value: LuaValue, path: FunctionPath, _ definition: ScriptCall) throws -> [any Stage] {
        guard let list = value.table, !state.lua.hasMetatable(list) else {
            throw PipelineError(
                .definitionInvalid,
                "'stages' of the definition is \(Self.describe(value, in: state)), not a list of stages",
                location: definition.location)
        }
        var errors: [PipelineError] = []
        let stages = try flattened(list, path: path, number: "", definition, errors: &errors)
        if var first = errors.first {
            first.others += errors.dropFirst()
            throw first
        }
        return stages
    }

    /// A plugin may give several stages as a list, which stand in the definition in its place.
    private func flattened(
        _ list: LuaReference, path: FunctionPath, number: String, _ definition: ScriptCall,
        errors: inout [PipelineError]
    ) throws -> [any Stage] {
        guard path.keys.count < 16 else {
            throw PipelineError(
                .definitionInvalid, "'stages' of the definition is nested without end", location: definition.location)
        }
        try checkPositions(of: list, named: "stages", definition)
        var stages: [any Stage] = []
        for position in 1..<(state.lua.length(of: list) + 1) {
            let value = state.lua.element(position, of: list)
            let (path, number) = (path.appending(.position(position)), "\(number)\(position)")
            do {
                if let inner = value.table, !state.lua.hasMetatable(inner) {
                    stages += try flattened(inner, path: path, number: number + ".", definition, errors: &errors)
                } else {
                    stages.append(try stage(value, path: path, number: number, definition))
                }
            } catch {
                errors.append(PipelineError(error, code: .definitionInvalid))
            }
        }
        return stages
    }

    private func stage(
        _ value: LuaValue, path: FunctionPath, number: String, _ definition: ScriptCall
    ) throws -> any Stage {
        guard let call = ScriptCall(value, in: state) else {
            let isFunction = value.function != nil
            throw PipelineError(
                .definitionInvalid,
                "stage \(number) of the definition is \(Self.describe(value, in: state)), not a stage",
                remedy: isFunction
                    ? "write pipeline.stage { name = \"…\", process = function(doc) … end }; what is named is called: "
                        + "require \"name\" {}"
                    : value.isNil
                        ? "a misspelt variable is nil, and so is the result of a function that returns nothing" : nil,
                location: definition.location)
        }
        let table = try reader.table(of: call, path: path)
        do {
            if call.kind == "stage" {
                return try LuaStage(table, location: call.location, script: script)
            }
            return try stage(call.kind, table, argument: call.argument, call)
        } catch {
            throw PipelineError(error, code: .definitionInvalid).at(location: call.location)
        }
    }

    /// A stage of the catalog.
    ///
    /// - Parameter argument: what it was called with, nil for a table that no script wrote.
    func stage(
        _ kind: String, _ table: Setting.Table, argument: LuaValue, _ call: ScriptCall
    ) throws -> any Stage {
        guard let component = script.catalog.stages[kind] else {
            throw PipelineError(.definitionInvalid, "'\(kind)' is no stage", location: call.location)
        }
        var table = table
        try loadScripts(in: &table, of: component, argument: argument)
        do {
            return try component.make(from: table)
        } catch let error as PipelineError where error.code == .fileUnreadable {
            let named = (table.items + table.fields.values).compactMap(\.string).map {
                Path.resolve($0, in: table.directory)
            }
            guard let path = named.first(where: { error.message.contains(" \($0):") }) else { throw error }
            throw missing(error, path: path, table)
        }
    }

    /// A file that is not there, at the place that names it, with the file that was perhaps meant.
    private func missing(_ error: PipelineError, path: String, _ table: Setting.Table) -> PipelineError {
        let name = Path.name(of: path)
        let near = Suggestion.closest(to: name, among: FolderListing.names(in: Path.directory(of: path)))
        return PipelineError(
            error.code, error.message,
            remedy: near.map { "did you mean '\($0)'?" } ?? "paths are relative to the file that names them",
            location: place(of: path, table))
    }

    /// Puts what rule files return in place of their paths. One file, or one `pipeline.rules { … }`, is the option itself;
    /// several stand in a list.
    private func loadScripts(
        in table: inout Setting.Table, of component: Component<any Stage>, argument: LuaValue
    ) throws {
        for option in component.options where option.kind == .script {
            if let path = table.fields[option.name]?.string {
                table.fields[option.name] = .table(try scriptTable(path, table, component.name))
            }
            guard option.name == component.positional else { continue }
            let isOne =
                table.items.count == 1 && (table.items[0].string != nil || ScriptCall(argument, in: state) != nil)
            for (index, item) in table.items.enumerated() {
                guard let path = item.string else { continue }
                table.items[index] = .table(try scriptTable(path, table, component.name))
            }
            if isOne, table.fields[option.name] == nil { table.fields[option.name] = table.items.removeFirst() }
        }
    }

    private func scriptTable(_ path: String, _ table: Setting.Table, _ component: String) throws -> Setting.Table {
        let path = Path.resolve(path, in: table.directory)
        let file: SourceFile
        do {
            file = try script.sources.file(path)
        } catch {
            throw missing(error, path: path, table)
        }
        let value = try run(file)
        guard let call = ScriptCall(value, in: state) else {
            throw PipelineError(
                .definitionInvalid, "\(path) returns \(Self.describe(value, in: state)), not what \(component) takes",
                remedy: "end the file with return pipeline.rules { … } or return pipeline.weights { … }",
                location: SourceLocation(file: path))
        }
        return try reader.table(of: call, path: FunctionPath(file: path))
    }

    /// Where a path is written, or the call that it is an argument of.
    private func place(of path: String, _ table: Setting.Table) -> SourceLocation? {
        guard let map = table.sourceMap, let literal = map.literal(Self.relative(path, to: table.directory)) else {
            return table.location
        }
        return map.location(in: literal)
    }

    private static func relative(_ path: String, to directory: String) -> String {
        path.hasPrefix("\(directory)/") ? String(path.dropFirst(directory.count + 1)) : path
    }
}
