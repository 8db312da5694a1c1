import CPipelineLua

/// A use of a global that no one has declared, after the globals were frozen.
package struct LuaGlobalError: Error, Hashable, Sendable, CustomStringConvertible {
    package var name: String
    package var isAssignment: Bool
    /// A name that was perhaps meant.
    package var suggestion: String?

    package var description: String {
        let hint = suggestion.map { "; did you mean '\($0)'?" } ?? ""
        return isAssignment
            ? "assignment to undeclared global '\(name)'; declare it local" : "undeclared global '\(name)'\(hint)"
    }
}

extension LuaState {
    /// Makes reading or assigning an undeclared global an error at the script's line.
    ///
    /// Existing globals can still be assigned, and `rawset(_G, …)` still adds one: it is the deliberate way, and it stays
    /// within this state. The host adds globals with ``setGlobal(_:_:)``.
    /// - Parameter suggestion: A name close to the one that was read, for the message.
    package func freezeGlobals(suggestion: @escaping (String) -> String? = { _ in nil }) {
        let read = makeFunction("__index") { frame in
            let name = frame.value(2).text ?? frame.typeName(2)
            throw LuaGlobalError(name: name, isAssignment: false, suggestion: suggestion(name))
        }
        let write = makeFunction("__newindex") { frame in
            throw LuaGlobalError(name: frame.value(2).text ?? frame.typeName(2), isAssignment: true)
        }
        let guardTable = makeTable(fields: [
            "__index": .function(read), "__newindex": .function(write), "__metatable": .boolean(false),
        ])
        let L = ready()
        cplua_push_globals(L)
        cplua_push_reference(L, guardTable.slot)
        lua_setmetatable(L, -2)
        lua_settop(L, -2)
    }

    /// Restarts `math.random`, so that what a document draws does not depend on the documents before it.
    ///
    /// The order of `pairs` cannot be had the same way: Lua 5.4 salts the hash of strings in each state from the clock
    /// and from addresses, and offers no way to choose the salt. Code that needs an order sorts its keys.
    package func seedRandom(_ seed: UInt64) {
        let L = ready()
        let status = cplua_seed_random(L, seed)
        if status != LUA_OK { lua_settop(L, -2) }
    }
}
