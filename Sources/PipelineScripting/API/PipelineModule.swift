internal import PipelineCore
internal import PipelineLua

/// `require "pipeline"`
enum PipelineModule {
    /// Names for the tables that a definition and its files return.
    enum Call: String, CaseIterable {
        case define, rules, weights, stage
    }

    static func make(_ state: ScriptState) -> LuaReference {
        let lua = state.lua
        var members: [(String, LuaValue)] = Call.allCases.map { call in
            (call.rawValue, .function(function(call.rawValue, in: state)))
        }
        let catalog = state.script.catalog
        members += namespaces(catalog.stages.names, in: state)
        members.append(("read", namespace("read", catalog.readers.names, in: state)))
        members.append(("write", namespace("write", catalog.writers.names, in: state)))
        members.append(("null", .null))
        members.append(("array", .function(kind("array", lua.arrayTag, in: state))))
        members.append(("object", .function(kind("object", lua.objectTag, in: state))))
        members.append(("settings", settings(state)))
        members.append(("text", .table(TextModule.make(state))))
        members.append(("json", .table(JSONModule.make(state))))
        return guarded("pipeline", members, what: "member", in: state)
    }

    /// A function that only notes what it was called with, and where.
    private static func function(_ kind: String, in state: ScriptState) -> LuaReference {
        state.lua.makeFunction(kind) { [unowned state] frame in
            let location = frame.location()
            let fields: [(String, LuaValue)] = [
                ("kind", .string(kind)), ("argument", frame.value(1)),
                ("file", .string(location?.file ?? state.script.path)), ("line", .integer(Int64(location?.line ?? 0))),
            ]
            frame.push(state.lua.makeTable(pairs: fields, tag: state.callTag))
        }
    }

    /// `pipeline.extract.patterns` and the like, from names such as `extract.patterns`.
    private static func namespaces(_ names: [String], in state: ScriptState) -> [(String, LuaValue)] {
        var families: [String: [String]] = [:]
        for name in names {
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            families[parts[0], default: []].append(parts[1])
        }
        return families.sorted { $0.key < $1.key }.map { ($0.key, namespace($0.key, $0.value, in: state)) }
    }

    private static func namespace(_ family: String, _ names: [String], in state: ScriptState) -> LuaValue {
        let members = names.map { name in
            (name, LuaValue.function(function("\(family).\(name)", in: state)))
        }
        let what = ["read": "reader", "write": "writer"][family] ?? "stage"
        return .table(guarded(family, members, what: what, in: state))
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
        return lua.makeTable(pairs: [], tag: front)
    }

    /// `pipeline.array { … }`, `pipeline.object { … }`: remembers the kind of a table that may be empty.
    private static func kind(_ name: String, _ tag: LuaTag, in state: ScriptState) -> LuaReference {
        state.lua.makeFunction(name) { [unowned state] frame in
            let table = frame.isAbsent(1) ? state.lua.makeTable() : try frame.table(1)
            state.lua.mark(table, as: tag)
            frame.push(table)
        }
    }

    /// `pipeline.settings`: what `--set` gave, by name; nil for what it did not.
    private static func settings(_ state: ScriptState) -> LuaValue {
        let values = state.script.settings.sorted { $0.key < $1.key }.map { ($0.key, LuaValue.string($0.value)) }
        return .table(state.lua.makeTable(pairs: values))
    }
}

/// `pipeline.text`
enum TextModule {
    static func make(_ state: ScriptState) -> LuaReference {
        let lua = state.lua
        let lower = lua.makeFunction("lower") { frame in frame.push(try frame.string(1).lowercased()) }
        let upper = lua.makeFunction("upper") { frame in frame.push(try frame.string(1).uppercased()) }
        let length = lua.makeFunction("length") { frame in frame.push(try frame.string(1).unicodeScalars.count) }
        let members = [("lower", lower), ("upper", upper), ("length", length)].map { ($0, LuaValue.function($1)) }
        return PipelineModule.guarded("text", members, what: "function", in: state)
    }
}

/// `pipeline.json`
enum JSONModule {
    static func make(_ state: ScriptState) -> LuaReference {
        let lua = state.lua
        let encode = lua.makeFunction("encode") { [unowned state] frame in
            frame.push((try state.value(from: frame.value(1)) ?? .null).json)
        }
        let decode = lua.makeFunction("decode") { [unowned state] frame in
            do {
                frame.push(state.luaValue(try JSONParser.parse(Array(try frame.string(1).utf8))))
            } catch let failure as JSONParser.Failure {
                throw PipelineError.script("not JSON: \(failure)")
            }
        }
        let members = [("encode", encode), ("decode", decode)].map { ($0, LuaValue.function($1)) }
        return PipelineModule.guarded("json", members, what: "function", in: state)
    }
}
