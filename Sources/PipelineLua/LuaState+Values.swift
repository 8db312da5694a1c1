import CPipelineLua

/// The passage of values between the Lua stack and Swift. Each function states its stack effect.
extension LuaState {
    /// The running thread with room for the few values that one operation needs. Stack: 0.
    @inline(__always)
    func ready() -> OpaquePointer {
        link.releaseDeferred()
        let L = self.L
        require(L, 16)
        return L
    }

    /// Stack: 0.
    @inline(__always)
    func require(_ L: OpaquePointer, _ places: Int) {
        let room = lua_checkstack(L, CInt(clamping: places))
        precondition(room != 0, "the Lua stack cannot hold \(places) more values")
    }

    /// Stack: +1.
    func push(_ L: OpaquePointer, _ value: LuaValue) {
        switch value {
        case .nil: lua_pushnil(L)
        case .boolean(let value): lua_pushboolean(L, value ? 1 : 0)
        case .integer(let value): lua_pushinteger(L, value)
        case .number(let value): lua_pushnumber(L, value)
        case .string(let value): LuaState.pushString(L, value)
        case .bytes(let bytes): bytes.withUnsafeBytes { LuaState.pushBytes(L, $0) }
        case .table(let reference), .function(let reference), .other(let reference):
            precondition(reference.link === link, "the value belongs to another Lua state")
            cplua_push_reference(L, reference.slot)
        case .object(let object): cplua_push_copy(L, object.content)
        case .null: cplua_push_null(L)
        }
    }

    /// The value at a stack index. Stack: 0.
    func value(_ L: OpaquePointer, _ index: CInt) -> LuaValue {
        switch lua_type(L, index) {
        case LUA_TNONE, LUA_TNIL: return .nil
        case LUA_TBOOLEAN: return .boolean(lua_toboolean(L, index) != 0)
        case LUA_TNUMBER:
            return lua_isinteger(L, index) != 0
                ? .integer(lua_tointegerx(L, index, nil)) : .number(lua_tonumberx(L, index, nil))
        case LUA_TSTRING: return stringValue(L, index)
        case LUA_TTABLE: return .table(reference(L, index))
        case LUA_TFUNCTION: return .function(reference(L, index))
        default: return handleValue(L, index)
        }
    }

    private func stringValue(_ L: OpaquePointer, _ index: CInt) -> LuaValue {
        let bytes = LuaState.stringBytes(L, index)
        return String(validating: bytes, as: UTF8.self).map(LuaValue.string) ?? .bytes(Array(bytes))
    }

    private func handleValue(_ L: OpaquePointer, _ index: CInt) -> LuaValue {
        if let object = LuaObject(L, index), !cplua_is_owner(L, index) { return .object(object) }
        return cplua_is_null(L, index) ? .null : .other(reference(L, index))
    }

    /// Stack: 0.
    private func reference(_ L: OpaquePointer, _ index: CInt) -> LuaReference {
        require(L, 4)
        lua_pushvalue(L, index)
        return takeReference(L)
    }

    /// The name of the value's type as messages show it: the name of the class for an object.
    package func typeName(of reference: LuaReference) -> String {
        let L = ready()
        cplua_push_reference(L, reference.slot)
        defer { lua_settop(L, -2) }
        return String(cString: cplua_type_name(L, lua_gettop(L)))
    }

    /// Takes the value on top. Stack: -1.
    func takeReference(_ L: OpaquePointer) -> LuaReference {
        LuaReference(link: link, slot: cplua_reference(L))
    }

    /// Takes the value on top. Stack: -1.
    func takeValue(_ L: OpaquePointer) -> LuaValue {
        defer { lua_settop(L, -2) }
        return value(L, -1)
    }

    /// Takes that many values from the top, in the order in which they were pushed. Stack: -count.
    func takeValues(_ L: OpaquePointer, _ count: CInt) -> [LuaValue] {
        guard count > 0 else { return [] }
        defer { lua_settop(L, -count - 1) }
        let first = lua_gettop(L) - count + 1
        var values: [LuaValue] = []
        values.reserveCapacity(Int(count))
        for index in first..<(first + count) {
            values.append(value(L, index))
        }
        return values
    }

    /// Stack: +1.
    static func pushString(_ L: OpaquePointer, _ text: String) {
        var text = text
        text.withUTF8 { pushBytes(L, UnsafeRawBufferPointer($0)) }
    }

    /// Stack: +1.
    @inline(__always)
    static func pushBytes(_ L: OpaquePointer, _ bytes: UnsafeRawBufferPointer) {
        _ = lua_pushlstring(L, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    }

    /// The bytes of a string, alive as long as it stands on the stack. Stack: 0.
    ///
    /// Only for strings: on a number the call would convert it in place and might raise.
    @inline(__always)
    static func stringBytes(_ L: OpaquePointer, _ index: CInt) -> UnsafeBufferPointer<UInt8> {
        var count = 0
        let start = lua_tolstring(L, index, &count)
        return UnsafeBufferPointer(start: UnsafeRawPointer(start)?.assumingMemoryBound(to: UInt8.self), count: count)
    }
}
