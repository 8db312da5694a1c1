internal import PipelineCore
internal import PipelineLua

/// Turns what a Lua file returned into settings that hold no Lua.
///
/// A function becomes the path that leads to it, so that each worker finds its own copy.
final class SettingReader {
    private static let greatestDepth = 64

    private let state: ScriptState
    /// Whether a function was among what has been read, so that workers need a script state.
    private(set) var hasFunctions = false

    init(state: ScriptState) { self.state = state }

    /// The table that a call was given; one value becomes a table with one item, nothing an empty table.
    ///
    /// - Parameter path: leads to what the call returned.
    func table(of call: ScriptCall, path: FunctionPath) throws -> Setting.Table {
        let inner = path.appending(.name("argument"))
        let setting = try setting(call.argument, path: inner, location: call.location)
        var table: Setting.Table
        switch setting {
        case nil: table = Setting.Table()
        case .table(let given)? where ScriptCall(call.argument, in: state) == nil: table = given
        case let value?: table = Setting.Table(items: [value])
        }
        table.location = call.location
        table.directory = Path.directory(of: call.location.file)
        table.sourceMap = state.script.sources.map(call.location.file)
        return table
    }

    /// A value; `nil` for Lua's nil.
    ///
    /// - Parameter path: leads to the value.
    func setting(
        _ value: LuaValue, path: FunctionPath, location: SourceLocation, depth: Int = 0
    ) throws -> Setting? {
        switch value {
        case .nil: return nil
        case .function:
            hasFunctions = true
            return .function(ScriptFunction(path: path.text, location: location))
        case .table(let table):
            if let call = ScriptCall(value, in: state) { return .table(try self.table(of: call, path: path)) }
            guard depth < Self.greatestDepth else {
                throw PipelineError(
                    .definitionInvalid, "a table is nested too deep, or contains itself", location: location)
            }
            return .table(try content(of: table, path: path, location: location, depth: depth + 1))
        case .object, .other:
            throw PipelineError(
                .definitionInvalid, "a \(value.typeName) has no place in a definition", location: location)
        default:
            do {
                return try state.value(from: value, at: path.shown).map(Setting.value)
            } catch let error as PipelineError {
                throw PipelineError(.definitionInvalid, error.message, remedy: error.remedy, location: location)
            }
        }
    }

    private func content(
        of table: LuaReference, path: FunctionPath, location: SourceLocation, depth: Int
    ) throws -> Setting.Table {
        var result = Setting.Table(
            location: location, directory: Path.directory(of: location.file),
            sourceMap: state.script.sources.map(location.file))
        let count = state.lua.length(of: table)
        // Tables have no order; which of several mistakes is named must not depend on chance.
        let pairs = try state.lua.pairs(of: table).sorted { ($0.key.text ?? "") < ($1.key.text ?? "") }
        for (key, value) in pairs {
            if let name = key.text {
                let path = path.appending(.name(name))
                result.fields[name] = try setting(value, path: path, location: location, depth: depth)
            } else if let position = key.exactInteger, position >= 1, position <= count {
                continue
            } else {
                throw PipelineError(
                    .definitionInvalid, "a table has the key \(Self.shown(key)), which is neither a name nor in a list",
                    remedy: "is an entry of the list nil? A function that returns nothing gives nil",
                    location: location)
            }
        }
        for position in 0..<count {
            let value = state.lua.element(position + 1, of: table)
            let path = path.appending(.position(position + 1))
            guard let item = try setting(value, path: path, location: location, depth: depth) else {
                throw PipelineError(
                    .definitionInvalid, "entry \(position + 1) of a list is nil",
                    remedy: "a misspelt variable is nil, and so is the result of a function that returns nothing",
                    location: location)
            }
            result.items.append(item)
        }
        return result
    }

    private static func shown(_ key: LuaValue) -> String {
        key.exactInteger.map(String.init) ?? key.typeName
    }
}
