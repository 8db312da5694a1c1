import CPipelineLua

/// The names of the arguments that a host function takes in a table, ready for Lua.
package final class LuaNames {
    let pointers: UnsafeMutablePointer<UnsafePointer<CChar>>
    package let count: Int

    /// Names. An empty name is none.
    package init(_ names: [String]) {
        count = names.count
        pointers = .allocate(capacity: max(1, names.count))
        for (index, name) in names.enumerated() {
            let bytes = Array(name.utf8CString)
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
            copy.initialize(from: bytes, count: bytes.count)
            (pointers + index).initialize(to: UnsafePointer(copy))
        }
    }

    deinit {
        for index in 0..<count { pointers[index].deallocate() }
        pointers.deallocate()
    }
}

/// What a value is, told without reading it.
package enum LuaKind: UInt8, Sendable {
    case absent, boolean, integer, number, string, table, function, object, null, other
}

/// Several kinds of values.
package struct LuaKinds: OptionSet, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// All of some kinds.
    package init(of kinds: LuaKind...) { rawValue = kinds.reduce(0) { $0 | 1 << $1.rawValue } }

    /// All there are.
    package static let any = LuaKinds(rawValue: .max)

    @inline(__always)
    package func contains(_ kind: LuaKind) -> Bool { rawValue & 1 << kind.rawValue != 0 }
}

extension LuaFrame {
    /// What an argument is; integers and floats apart.
    package func kind(_ position: Int) -> LuaKind {
        let index = index(position)
        return switch type(position) {
        case LUA_TNONE, LUA_TNIL: .absent
        case LUA_TBOOLEAN: .boolean
        case LUA_TNUMBER: lua_isinteger(L, index) != 0 ? .integer : .number
        case LUA_TSTRING: .string
        case LUA_TTABLE: .table
        case LUA_TFUNCTION: .function
        default: LuaObject(L, index) != nil ? .object : cplua_is_null(L, index) ? .null : .other
        }
    }

    /// Puts the named fields of the table that is argument 1 in place of the arguments: the first name is argument 1.
    ///
    /// No metamethod runs and nothing is copied. Costs about 30 ns a name and an entry.
    /// - Returns: how many entries of the table have none of the names as key.
    /// - Precondition: argument 1 is a table.
    package mutating func spread(_ names: LuaNames) -> Int {
        let table = index(1)
        guard lua_checkstack(L, CInt(clamping: names.count + 20)) != 0 else {
            refusal = .tooManyResults
            return 0
        }
        let others = cplua_spread(L, table, names.pointers, CInt(clamping: names.count))
        spreadTable = table
        offset = top
        top += CInt(clamping: names.count)
        return Int(others)
    }

    /// The table whose fields have become the arguments; `nil` if none has.
    package var namedArguments: LuaReference? {
        guard spreadTable > 0 else { return nil }
        lua_pushvalue(L, spreadTable)
        return state.takeReference(L)
    }
}
