import CPipelineLua

/// Each push adds one result. None of them throws: if there is no room, the callback fails after it has returned.
extension LuaFrame {
    /// Lua grants a callback 20 places beyond its arguments; some are left for reading.
    private static var grantedPlaces: CInt { 12 }

    @inline(__always)
    mutating func reserve() -> Bool {
        pushed += 1
        return pushed <= Self.grantedPlaces || grow()
    }

    private mutating func grow() -> Bool {
        if refusal == nil, lua_checkstack(L, Self.grantedPlaces) != 0 { return true }
        pushed -= 1
        refusal = refusal ?? .tooManyResults
        return false
    }

    package mutating func pushNil() {
        if reserve() { lua_pushnil(L) }
    }

    package mutating func push(_ value: Bool) {
        if reserve() { lua_pushboolean(L, value ? 1 : 0) }
    }

    package mutating func push(_ value: Int) {
        if reserve() { lua_pushinteger(L, lua_Integer(value)) }
    }

    package mutating func push(_ value: Double) {
        if reserve() { lua_pushnumber(L, value) }
    }

    package mutating func push(_ value: String) {
        var value = value
        value.withUTF8 { push(utf8: $0) }
    }

    /// A string of any bytes. Lua copies it; short ones are interned.
    package mutating func push(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard canAfford(bytes.count), reserve() else { return }
        LuaState.pushBytes(L, UnsafeRawBufferPointer(bytes))
    }

    /// A string of any bytes. Lua copies it; short ones are interned.
    package mutating func push(utf8 bytes: Span<UInt8>) {
        guard canAfford(bytes.count), reserve() else { return }
        bytes.withUnsafeBytes { LuaState.pushBytes(L, $0) }
    }

    package mutating func push(_ value: LuaReference) {
        precondition(value.link === state.link, "the value belongs to another Lua state")
        if reserve() { cplua_push_reference(L, value.slot) }
    }

    package mutating func push(_ value: LuaValue) {
        if reserve() { state.push(L, value) }
    }

    /// A new object of the class, in the current generation.
    package mutating func push(_ type: LuaClass, _ a: Int, _ b: Int = 0) {
        if reserve() { cplua_push_object(L, type.content, Int64(a), Int64(b)) }
    }

    /// The object with which a method was called, so that calls can be chained.
    package mutating func push(_ object: LuaObject) {
        if reserve() { cplua_push_copy(L, object.content) }
    }

    /// Swift overdraws the limit by what it pushes; a big value must fit, or the limit would mean nothing.
    @inline(__always)
    private mutating func canAfford(_ count: Int) -> Bool {
        count < 65_536 || affordsLarge(count)
    }

    private mutating func affordsLarge(_ count: Int) -> Bool {
        if cplua_can_afford(L, count) { return true }
        refusal = .notEnoughMemory
        return false
    }
}
