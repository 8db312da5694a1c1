import CPipelineLua

/// A Swift function that scripts can call. What it pushes to the frame are its results; what it throws is raised.
package typealias LuaHostFunction = (inout LuaFrame) throws -> Void

extension LuaState {
    /// A Lua function over a Swift closure. The closure is released when Lua drops the function.
    ///
    /// - Parameter name: What messages about arguments call it.
    package func makeFunction(_ name: String, _ body: @escaping LuaHostFunction) -> LuaReference {
        let L = ready()
        let box = Unmanaged.passRetained(LuaFunctionBox(name, body) as AnyObject).toOpaque()
        cplua_push_function(L, box)
        return takeReference(L)
    }

    /// Gives a global to scripts, also after the globals were frozen.
    package func setGlobal(_ name: String, _ value: LuaValue) {
        let L = ready()
        cplua_push_globals(L)
        setRawField(L, name, value)
        lua_settop(L, -2)
    }

    /// The value of a global, `.nil` if there is none.
    package func global(_ name: String) -> LuaValue {
        let L = ready()
        cplua_push_globals(L)
        LuaState.pushString(L, name)
        lua_rawget(L, -2)
        defer { lua_settop(L, -2) }
        return takeValue(L)
    }

    /// The table of globals.
    package var globals: LuaReference {
        let L = ready()
        cplua_push_globals(L)
        return takeReference(L)
    }
}

/// What a host function or method points to from Lua.
class LuaNamedBox {
    let name: String

    init(_ name: String) {
        self.name = name
    }
}

final class LuaFunctionBox: LuaNamedBox {
    let body: LuaHostFunction

    init(_ name: String, _ body: @escaping LuaHostFunction) {
        self.body = body
        super.init(name)
    }
}

final class LuaMethodBox: LuaNamedBox {
    let body: LuaHostMethod

    init(_ name: String, _ body: @escaping LuaHostMethod) {
        self.body = body
        super.init(name)
    }
}
