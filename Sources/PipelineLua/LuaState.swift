import CPipelineLua

/// One Lua universe: its memory, its globals and everything that scripts have made.
///
/// A state belongs to one worker and is not `Sendable`; states share nothing. It starts with the default-deny
/// environment: the language, `string`, `table`, `math`, `utf8` and `coroutine`, without files, processes, bytecode,
/// finalizers or `print`. Everything else comes from the host through ``setGlobal(_:_:)``.
///
/// No error of Lua ever jumps over a Swift frame: what may raise runs behind a protected C entry, and what Swift throws
/// is raised by C after the Swift frame has returned.
package final class LuaState {
    /// The link that values keep; it goes dead when the state closes.
    let link: LuaLink

    /// Call levels of the error that is on its way out, collected while they still stood.
    var pendingTrace: [LuaTraceEntry] = []

    /// Call levels of the script that passed a limit.
    var limitTrace: [LuaTraceEntry] = []

    /// The limits in force, for messages.
    package internal(set) var limits = LuaLimits()

    var isInSlice = false

    /// The names of loaded chunks by the shortened form in which Lua shows them.
    var chunkNames: [String: String] = [:]

    /// Metatables that mark tables, by address.
    var tags: [UInt: LuaTag] = [:]

    /// Declared classes; the position is the identity that objects carry.
    var classes: [LuaClass] = []

    /// The tag of a table that is an array even when it is empty.
    package private(set) var arrayTag = LuaTag.none

    /// The tag of a table that is an object even when it is empty.
    package private(set) var objectTag = LuaTag.none

    /// Opens a state with its environment. Costs about 20 µs and 20 KB.
    ///
    /// - Parameter memoryLimit: The bytes that Lua may hold, `nil` for no limit. Swift code may overdraw it for the
    ///   duration of one callback.
    /// - Throws: ``LuaError`` of kind `memoryLimit` if the limit is too small for the environment, of kind `runtime` if the
    ///   environment of the installed Lua does not match the list of allowed names.
    package init(memoryLimit: Int? = nil) throws(LuaError) {
        link = LuaLink()
        limits.memory = memoryLimit
        var message = [CChar](repeating: 0, count: 200)
        var status: CInt = 0
        var callbacks = LuaState.callbacks
        let context = Unmanaged.passUnretained(self).toOpaque()
        let host = cplua_open(
            memoryLimit.map { max($0, 1) } ?? 0, &callbacks, context, &message, message.count, &status)
        guard let host else {
            let text = String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            throw LuaError(status == LUA_ERRMEM ? .memoryLimit : .runtime, text)
        }
        link.host = host
        arrayTag = makeTag("array")
        objectTag = makeTag("object")
    }

    deinit {
        guard let host = link.host else { return }
        // Closing releases host values, whose references must not reach into the dying state.
        link.host = nil
        cplua_close(host)
    }

    /// The thread that runs now. Only the binding sees it.
    var L: OpaquePointer { cplua_running(host) }

    var host: OpaquePointer {
        guard let host = link.host else { preconditionFailure("the Lua state is closed") }
        return host
    }

    /// The bytes that Lua holds now.
    package var bytesInUse: Int { cplua_bytes(host) }

    /// The most bytes that Lua has held at one time.
    package var peakBytesInUse: Int { cplua_peak_bytes(host) }

    /// How often the memory limit was reached, also where a collection then made room.
    package var memoryRefusals: Int { Int(truncatingIfNeeded: cplua_refusals(host)) }

    /// Changes the memory limit, `nil` for none. What is held already stays.
    package func setMemoryLimit(_ bytes: Int?) {
        limits.memory = bytes
        cplua_set_limit(host, bytes.map { max($0, 1) } ?? 0)
    }

    /// Collects all garbage now. Costs time in proportion to what is alive.
    package func collectGarbage() {
        link.releaseDeferred()
        cplua_collect(host)
    }
}
