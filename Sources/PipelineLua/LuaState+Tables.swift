import CPipelineLua

/// Tables in place. All access is raw: no metamethod runs, so nothing here can fail except where it says so.
extension LuaState {
    /// A new table with the values at 1… and the named fields.
    package func makeTable(
        array: [LuaValue] = [], fields: KeyValuePairs<String, LuaValue> = [:], tag: LuaTag? = nil
    ) -> LuaReference {
        makeTable(array: array, pairs: fields.map { ($0.key, $0.value) }, tag: tag)
    }

    package func makeTable(
        array: [LuaValue] = [], pairs: [(String, LuaValue)], tag: LuaTag? = nil
    ) -> LuaReference {
        let L = ready()
        lua_createtable(L, CInt(clamping: array.count), CInt(clamping: pairs.count))
        for (position, value) in array.enumerated() {
            push(L, value)
            lua_rawseti(L, -2, lua_Integer(position + 1))
        }
        for (name, value) in pairs {
            setRawField(L, name, value)
        }
        if let tag {
            cplua_push_reference(L, tag.slot)
            lua_setmetatable(L, -2)
        }
        return takeReference(L)
    }

    /// The value of a named field, `.nil` if there is none.
    package func field(_ name: String, of table: LuaReference) -> LuaValue {
        let L = ready()
        cplua_push_reference(L, table.slot)
        LuaState.pushString(L, name)
        lua_rawget(L, -2)
        defer { lua_settop(L, -2) }
        return takeValue(L)
    }

    /// The value at an integer key, `.nil` if there is none.
    package func element(_ position: Int, of table: LuaReference) -> LuaValue {
        let L = ready()
        cplua_push_reference(L, table.slot)
        lua_rawgeti(L, -1, lua_Integer(position))
        defer { lua_settop(L, -2) }
        return takeValue(L)
    }

    /// The length as `#` gives it for a table without metamethods.
    package func length(of table: LuaReference) -> Int {
        let L = ready()
        cplua_push_reference(L, table.slot)
        defer { lua_settop(L, -2) }
        return Int(truncatingIfNeeded: lua_rawlen(L, -1))
    }

    package func setField(_ name: String, of table: LuaReference, to value: LuaValue) {
        let L = ready()
        cplua_push_reference(L, table.slot)
        setRawField(L, name, value)
        lua_settop(L, -2)
    }

    package func setElement(_ position: Int, of table: LuaReference, to value: LuaValue) {
        let L = ready()
        cplua_push_reference(L, table.slot)
        push(L, value)
        lua_rawseti(L, -2, lua_Integer(position))
        lua_settop(L, -2)
    }

    /// Visits every pair, in the table's own order, which differs from run to run.
    ///
    /// - Throws: What `body` throws; ``LuaError`` if `body` adds keys to the table, which ends the walk. About 100 ns a
    ///   pair.
    package func forEachPair(
        of table: LuaReference, _ body: (_ key: LuaValue, _ value: LuaValue) throws -> Void
    ) throws {
        let L = ready()
        let base = lua_gettop(L)
        defer { lua_settop(L, base) }
        cplua_push_reference(L, table.slot)
        lua_pushnil(L)
        while true {
            let status = cplua_next(L, base + 1)
            guard status == LUA_OK else { throw takeError(L, status) }
            guard lua_type(L, base + 2) != LUA_TNIL else { return }
            try body(value(L, base + 2), value(L, base + 3))
            lua_settop(L, base + 2)
        }
    }

    /// All pairs at once, in the table's own order.
    package func pairs(of table: LuaReference) throws -> [(key: LuaValue, value: LuaValue)] {
        var pairs: [(key: LuaValue, value: LuaValue)] = []
        try forEachPair(of: table) { pairs.append(($0, $1)) }
        return pairs
    }

    /// A number that two references share exactly if they mean the same table or function. Valid while one is held.
    package func identity(of reference: LuaReference) -> UInt {
        let L = ready()
        cplua_push_reference(L, reference.slot)
        defer { lua_settop(L, -2) }
        return UInt(bitPattern: lua_topointer(L, -1))
    }

    /// Sets a field of the table on top. Stack: 0.
    func setRawField(_ L: OpaquePointer, _ name: String, _ value: LuaValue) {
        LuaState.pushString(L, name)
        push(L, value)
        lua_rawset(L, -3)
    }
}
