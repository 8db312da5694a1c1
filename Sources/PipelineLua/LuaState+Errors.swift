import CPipelineLua

/// How errors cross: Swift errors travel through Lua inside an error value, Lua errors become ``LuaError``.
extension LuaState {
    /// Turns what a callback threw into the error value that C will raise. Stack: +1.
    static func pushFailure(_ L: OpaquePointer, _ thrown: any Error) {
        let state = Unmanaged<LuaState>.fromOpaque(cplua_context(L)).takeUnretainedValue()
        state.require(L, 4)
        let error = state.wrapped(thrown, L)
        let box = Unmanaged.passRetained(LuaErrorBox(error)).toOpaque()
        var text = error.description
        text.withUTF8 { bytes in
            let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
            cplua_push_failure(L, box, start, bytes.count)
        }
    }

    /// An error that comes from a deeper call keeps its own place; any other belongs to the line that called.
    private func wrapped(_ thrown: any Error, _ L: OpaquePointer) -> LuaError {
        if let error = thrown as? LuaError, error.location != nil { return error }
        let location = LuaState.scriptLocation(L, level: 1)
        if var error = thrown as? LuaError {
            error.location = location
            return error
        }
        return LuaError(.host, "\(thrown)", at: location, underlying: thrown)
    }

    /// Collects the script's call levels while they still stand. Runs no code of the script, pushes nothing.
    func callLevels(_ L: OpaquePointer) -> [LuaTraceEntry] {
        var levels: [LuaTraceEntry] = []
        var place = cplua_location()
        var depth: CInt = 0
        while levels.count < Self.traceLimit, cplua_locate(L, depth, &place) {
            depth += 1
            guard place.line > 0 else { continue }
            let name = place.is_main ? "main chunk" : place.name.map { String(cString: $0) }
            levels.append(
                LuaTraceEntry(location: LuaLocation(file: place.file, line: Int(place.line)), function: name))
        }
        return levels
    }

    /// An endless recursion has 200,000 levels; the first ones tell the story.
    private static var traceLimit: Int { 32 }

    /// The error on top of the stack. Stack: -1.
    func takeError(_ L: OpaquePointer, _ status: CInt) -> LuaError {
        defer { lua_settop(L, -2) }
        let trace = pendingTrace
        pendingTrace.removeAll(keepingCapacity: true)
        if let limitError { return limitError }
        if let failure = cplua_to_failure(L, -1) {
            var error = Unmanaged<LuaErrorBox>.fromOpaque(failure).takeUnretainedValue().error
            // On one thread the inner call has seen the outer levels already; from a coroutine it has not.
            if !error.traceback.suffix(trace.count).elementsEqual(trace) { error.traceback += trace }
            return error
        }
        guard lua_type(L, -1) == LUA_TSTRING else {
            return LuaError(.runtime, describeErrorObject(L), at: trace.first?.location, traceback: trace)
        }
        let (message, location) = splitPosition(messageText(L), trace)
        return LuaError(.runtime, message, at: location ?? trace.first?.location, traceback: trace)
    }

    /// The error of a chunk that did not compile. Stack: -1.
    func takeLoadError(_ L: OpaquePointer, _ status: CInt, name: String) -> LuaError {
        defer { lua_settop(L, -2) }
        if let limitError { return limitError }
        let (message, location) = splitPosition(messageText(L), [])
        return LuaError(.syntax, message, at: location, near: Self.nearToken(message))
    }

    /// The message on top of the stack, the beginning of it if it is huge. Stack: 0.
    private func messageText(_ L: OpaquePointer) -> String {
        let bytes = LuaState.stringBytes(L, -1)
        let text = String(decoding: bytes.prefix(Self.messageLimit), as: UTF8.self)
        return bytes.count > Self.messageLimit ? text + "…" : text
    }

    private static var messageLimit: Int { 16_384 }

    /// `error {…}` is legal Lua. A `message` field is shown; `__tostring` is not called, since it is code of the script.
    private func describeErrorObject(_ L: OpaquePointer) -> String {
        if lua_type(L, -1) == LUA_TTABLE {
            LuaState.pushString(L, "message")
            lua_rawget(L, -2)
            if let message = takeValue(L).text { return message }
        }
        return "(error object is a \(String(cString: cplua_type_name(L, -1))) value)"
    }

    /// Cuts `chunk:line: ` off the front if the chunk is one of the call levels or one that was loaded.
    private func splitPosition(_ text: String, _ trace: [LuaTraceEntry]) -> (String, LuaLocation?) {
        for entry in trace {
            let prefix = "\(Self.shortName(entry.location.file)):\(entry.location.line): "
            if text.hasPrefix(prefix) { return (String(text.dropFirst(prefix.count)), entry.location) }
        }
        for (short, full) in chunkNames where text.hasPrefix(short + ":") {
            let rest = text.dropFirst(short.count + 1)
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let line = Int(digits), rest.dropFirst(digits.count).hasPrefix(": ") else { continue }
            return (String(rest.dropFirst(digits.count + 2)), LuaLocation(file: full, line: line))
        }
        return (text, nil)
    }

    /// The token that a syntax error quotes at its end: `… near 'end'`, `… near <eof>`.
    private static func nearToken(_ message: String) -> String? {
        let words = message.split(separator: " near ", omittingEmptySubsequences: false)
        guard words.count > 1, let token = words.last else { return nil }
        let isQuoted = token.count > 2 && token.hasPrefix("'") && token.hasSuffix("'")
        return isQuoted ? String(token.dropFirst().dropLast()) : String(token)
    }
}

/// Carries a Swift error through Lua, with the error as Lua shows it.
final class LuaErrorBox {
    let error: LuaError

    init(_ error: LuaError) {
        self.error = error
    }
}
