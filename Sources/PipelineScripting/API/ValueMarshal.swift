internal import PipelineCore
internal import PipelineLua

/// The passage of plain values between the pipeline and Lua. Exact in both directions: integers and floating-point
/// numbers stay apart, null is `pipeline.null`, an empty array and an empty object keep their kinds.
extension ScriptState {
    /// How deep a value may be nested that comes from Lua.
    static let greatestDepth = 64
    /// How many values it may hold. A table that stands in several places counts in each, and would grow without end.
    private static let greatestCount = 1_000_000

    /// The value for Lua. Objects and arrays are copied to tables that remember their kind.
    func luaValue(_ value: Value) -> LuaValue {
        switch value {
        case .null: return .null
        case .boolean(let boolean): return .boolean(boolean)
        case .integer(let integer): return .integer(integer)
        case .number(let number): return .number(number)
        case .string(let string): return .string(string)
        case .array(let array): return .table(lua.makeTable(array: array.map(luaValue), pairs: [], tag: lua.arrayTag))
        case .object(let object):
            let pairs = object.entries.map { ($0.key, luaValue($0.value)) }
            return .table(lua.makeTable(pairs: pairs, tag: lua.objectTag))
        }
    }

    /// The plain value of a Lua value; `nil` for Lua's nil.
    ///
    /// - Throws: ``PipelineError`` that names the path of what is not a plain value: a function, a NaN, a table in itself.
    func value(from value: LuaValue, at path: String = "the value") throws -> Value? {
        var room = Self.greatestCount
        return try self.value(from: value, path: path, inside: [], room: &room)
    }

    /// - Parameters:
    ///   - inside: the tables that hold the value, outermost first.
    ///   - room: how many values may still come.
    private func value(from value: LuaValue, path: String, inside: [UInt], room: inout Int) throws -> Value? {
        room -= 1
        guard room >= 0 else { throw PipelineError.script("there are more than \(Self.greatestCount) values") }
        switch value {
        case .nil: return nil
        case .null: return .null
        case .boolean(let boolean): return .boolean(boolean)
        case .integer(let integer): return .integer(integer)
        case .number(let number):
            guard number.isFinite else {
                throw PipelineError.script("\(path) is \(Self.shown(number)), which no output can hold")
            }
            return .number(number)
        case .string, .bytes: return .string(value.text ?? "")
        case .table(let table):
            let identity = lua.identity(of: table)
            guard !inside.contains(identity) else { throw PipelineError.script("\(path) contains itself") }
            guard inside.count < Self.greatestDepth else {
                throw PipelineError.script("\(path) is nested too deep")
            }
            return try tableValue(table, path: path, inside: inside + [identity], room: &room)
        case .object(let object) where object.isInstance(of: classes.value):
            try requireCurrent(object)
            return place(object.a).value(in: document) ?? .null
        case .object(let object):
            throw PipelineError.script("\(path) is a \(lua.type(of: object).name), not a plain value")
        case .function:
            throw PipelineError.script("\(path) is a function, not a plain value")
        case .other(let reference):
            throw PipelineError.script("\(path) is a \(lua.typeName(of: reference)), not a plain value")
        }
    }

    /// A number for a message. Whether a NaN has a sign depends on the processor.
    static func shown(_ number: Double) -> String { number.isNaN ? "nan" : "\(number)" }

    private func tableValue(_ table: LuaReference, path: String, inside: [UInt], room: inout Int) throws -> Value {
        let tag = lua.tag(of: table)
        let pairs = try lua.pairs(of: table)
        let count = lua.length(of: table)
        if tag != lua.objectTag, count > 0 || tag == lua.arrayTag, pairs.count == count {
            return .array(
                try (0..<count).map { index in
                    let element = lua.element(index + 1, of: table)
                    return try value(from: element, path: "\(path)[\(index + 1)]", inside: inside, room: &room) ?? .null
                })
        }
        let named = pairs.compactMap { key, value in key.text.map { (name: $0, value: value) } }
        if tag == lua.objectTag, named.count < pairs.count {
            throw PipelineError.script("\(path) has positions, so it is no object")
        }
        if tag == lua.arrayTag, !named.isEmpty { throw PipelineError.script("\(path) has names, so it is no list") }
        guard named.count == pairs.count else {
            throw PipelineError.script(
                named.isEmpty
                    ? "\(path) is a list with holes"
                    : "\(path) has both positions and names, so it is neither a list nor an object",
                remedy: named.isEmpty ? "use pipeline.null for what is missing in a list" : nil)
        }
        var object = Value.Object()
        // Tables have no order; the output must not depend on chance.
        for (name, item) in named.sorted(by: { $0.name < $1.name }) {
            object[name] = try value(from: item, path: "\(path).\(name)", inside: inside, room: &room)
        }
        return .object(object)
    }
}
