import CPipelineLua

/// A mark on a table that says what the table is: an array, an object, a stage.
///
/// It is a metatable that scripts can neither read nor replace, so the mark cannot be forged.
package struct LuaTag: Hashable, Sendable {
    package let name: String
    let identity: UInt
    let slot: CInt

    static let none = LuaTag(name: "", identity: 0, slot: 0)
}

extension LuaState {
    /// A new kind of mark. It lives as long as the state.
    ///
    /// - Parameter name: What messages call such a table, as in "attempt to call a stage value".
    package func makeTag(_ name: String) -> LuaTag {
        let L = ready()
        lua_createtable(L, 0, 2)
        setRawField(L, "__name", .string(name))
        setRawField(L, "__metatable", .boolean(false))
        let identity = UInt(bitPattern: lua_topointer(L, -1))
        let tag = LuaTag(name: name, identity: identity, slot: cplua_reference(L))
        tags[identity] = tag
        return tag
    }

    /// Gives a host function to a mark as a metamethod, such as `__call` or `__tostring`.
    package func setMetamethod(_ name: String, of tag: LuaTag, _ function: LuaReference) {
        precondition(name != "__gc", "finalizers are not available")
        let L = ready()
        cplua_push_reference(L, tag.slot)
        setRawField(L, name, .function(function))
        lua_settop(L, -2)
    }

    /// Marks the table, replacing any other mark or metatable.
    package func mark(_ table: LuaReference, as tag: LuaTag) {
        let L = ready()
        cplua_push_reference(L, table.slot)
        cplua_push_reference(L, tag.slot)
        lua_setmetatable(L, -2)
        lua_settop(L, -2)
    }

    /// The mark of the table, `nil` if it has none or a metatable of the script.
    package func tag(of table: LuaReference) -> LuaTag? {
        let L = ready()
        cplua_push_reference(L, table.slot)
        defer { lua_settop(L, -2) }
        guard lua_getmetatable(L, -1) != 0 else { return nil }
        defer { lua_settop(L, -2) }
        return tags[UInt(bitPattern: lua_topointer(L, -1))]
    }

    /// Whether the table has any metatable, of the host or of the script.
    package func hasMetatable(_ table: LuaReference) -> Bool {
        let L = ready()
        cplua_push_reference(L, table.slot)
        guard lua_getmetatable(L, -1) != 0 else {
            lua_settop(L, -2)
            return false
        }
        lua_settop(L, -3)
        return true
    }
}
