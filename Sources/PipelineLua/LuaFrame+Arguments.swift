import CPipelineLua

/// Arguments are counted from 1, as messages show them; in a method the object does not count. The throwing readers
/// fail with ``LuaArgumentError``; none of them converts between strings and numbers.
extension LuaFrame {
    /// How many arguments came.
    package var argumentCount: Int { Int(max(top - offset, 0)) }

    @inline(__always)
    func index(_ position: Int) -> CInt {
        let index = CInt(truncatingIfNeeded: position) + offset
        // Above the arguments stand the results; they must not pass for arguments.
        return index <= top ? index : top + 1_000_000
    }

    @inline(__always)
    func type(_ position: Int) -> CInt {
        let index = CInt(truncatingIfNeeded: position) + offset
        return index <= top ? lua_type(L, index) : LUA_TNONE
    }

    /// Whether the argument is absent or nil.
    package func isAbsent(_ position: Int) -> Bool { type(position) <= LUA_TNIL }

    package func boolean(_ position: Int) throws -> Bool {
        guard type(position) == LUA_TBOOLEAN else { throw mismatch(position, expected: "boolean") }
        return lua_toboolean(L, index(position)) != 0
    }

    /// An integer, or a float without fraction.
    package func integer(_ position: Int) throws -> Int {
        guard type(position) == LUA_TNUMBER else { throw mismatch(position, expected: "integer") }
        var isInteger: CInt = 0
        let value = lua_tointegerx(L, index(position), &isInteger)
        guard isInteger != 0 else { throw badArgument(position, "number has no integer representation") }
        return Int(value)
    }

    package func number(_ position: Int) throws -> Double {
        guard type(position) == LUA_TNUMBER else { throw mismatch(position, expected: "number") }
        return lua_tonumberx(L, index(position), nil)
    }

    /// The text of a string argument, with invalid UTF-8 repaired.
    package func string(_ position: Int) throws -> String {
        try withBytes(position) { String(decoding: $0, as: UTF8.self) }
    }

    /// Lends the bytes of a string argument without a copy.
    package func withBytes<Result>(
        _ position: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) throws -> Result {
        guard type(position) == LUA_TSTRING else { throw mismatch(position, expected: "string") }
        return try body(LuaState.stringBytes(L, index(position)))
    }

    package func table(_ position: Int) throws -> LuaReference {
        try reference(position, type: LUA_TTABLE, expected: "table")
    }

    package func function(_ position: Int) throws -> LuaReference {
        try reference(position, type: LUA_TFUNCTION, expected: "function")
    }

    /// An object of the class that is still alive.
    package func object(_ position: Int, of type: LuaClass) throws -> LuaObject {
        guard let object = LuaObject(L, index(position)), object.classID == type.id else {
            throw mismatch(position, expected: type.name)
        }
        guard state.isCurrent(object) else { throw badArgument(position, type.expiredMessage) }
        return object
    }

    /// An object of any class, which may have expired; `nil` for any other value.
    package func object(_ position: Int) -> LuaObject? { LuaObject(L, index(position)) }

    /// Any value, nil for an absent one.
    package func value(_ position: Int) -> LuaValue {
        state.value(L, index(position))
    }

    /// All arguments. Costs an array; prefer the single readers in hot code.
    package var arguments: [LuaValue] {
        var values: [LuaValue] = []
        for position in 0..<argumentCount {
            values.append(value(position + 1))
        }
        return values
    }

    private func reference(_ position: Int, type expectedType: CInt, expected: String) throws -> LuaReference {
        guard type(position) == expectedType else { throw mismatch(position, expected: expected) }
        lua_pushvalue(L, index(position))
        return state.takeReference(L)
    }
}

extension LuaFrame {
    /// `nil` if the argument is absent or nil, an error if it has another type.
    package func optionalString(_ position: Int) throws -> String? {
        isAbsent(position) ? nil : try string(position)
    }
}

extension LuaFrame {
    /// The name of an argument's type as messages show it: "nil", "no value", or the class of an object.
    package func typeName(_ position: Int) -> String {
        String(cString: cplua_type_name(L, index(position)))
    }

    /// An error about one argument, to be thrown by the callback.
    package func badArgument(_ position: Int, _ problem: String) -> LuaArgumentError {
        LuaArgumentError(position: isAssignment ? 0 : position, function: functionName, problem: problem)
    }

    package func mismatch(_ position: Int, expected: String) -> LuaArgumentError {
        badArgument(position, "\(expected) expected, got \(typeName(position))")
    }
}
