import CPipelineLua

extension LuaState {
    /// Compiles a chunk and runs nothing of it.
    ///
    /// A byte order mark and a first line that begins with `#` are skipped. Bytecode is refused.
    /// - Parameter name: What messages and locations call the chunk, usually its path: `rules/money.lua`.
    /// - Throws: ``LuaError`` of kind `syntax` with the location and the token, or `memory`.
    package func load(_ source: some Collection<UInt8>, name: String) throws(LuaError) -> LuaReference {
        let bytes = Self.withoutPrelude(Array(source))
        let L = ready()
        chunkNames[Self.shortName(name)] = name
        let status = bytes.withUnsafeBytes { buffer in
            cplua_load(L, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, "@" + name)
        }
        guard status == LUA_OK else { throw takeLoadError(L, status, name: name) }
        return takeReference(L)
    }

    package func load(_ source: String, name: String) throws(LuaError) -> LuaReference {
        try load(source.utf8, name: name)
    }

    /// Calls a function of the script or of the host.
    ///
    /// - Parameter results: How many results to give, padded with nil; `nil` for all.
    /// - Throws: ``LuaError`` with location, traceback and, where Swift code threw, the original error.
    @discardableResult
    package func call(
        _ function: LuaReference, _ arguments: [LuaValue] = [], results: Int? = nil
    ) throws(LuaError) -> [LuaValue] {
        let L = ready()
        let base = lua_gettop(L)
        require(L, arguments.count + (results ?? 0) + 8)
        cplua_push_reference(L, function.slot)
        for argument in arguments {
            push(L, argument)
        }
        pendingTrace.removeAll(keepingCapacity: true)
        let status = cplua_invoke(L, CInt(arguments.count), results.map(CInt.init) ?? LUA_MULTRET)
        guard status == LUA_OK else { throw takeError(L, status) }
        return takeValues(L, lua_gettop(L) - base)
    }

    /// The text of any value as `tostring` gives it in scripts.
    ///
    /// - Throws: ``LuaError`` if a `__tostring` of the script fails.
    package func text(of value: LuaValue) throws(LuaError) -> String {
        let L = ready()
        push(L, value)
        pendingTrace.removeAll(keepingCapacity: true)
        let status = cplua_to_text(L)
        guard status == LUA_OK else { throw takeError(L, status) }
        defer { lua_settop(L, -2) }
        return String(decoding: LuaState.stringBytes(L, -1), as: UTF8.self)
    }

    /// Lua finds neither a byte order mark nor a `#!` line acceptable in memory, only in files. The line break stays,
    /// so that line numbers hold.
    private static func withoutPrelude(_ source: [UInt8]) -> ArraySlice<UInt8> {
        var rest = source[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        if rest.first == UInt8(ascii: "#") { rest = rest.drop { $0 != UInt8(ascii: "\n") } }
        return rest
    }

    /// The name as Lua shows it in messages: the end of it if it is long.
    static func shortName(_ name: String) -> String {
        let room = Int(LUA_IDSIZE) - 1
        guard name.utf8.count > room else { return name }
        return "..." + String(decoding: name.utf8.suffix(room - 3), as: UTF8.self)
    }
}
