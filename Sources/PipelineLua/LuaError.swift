/// Something that went wrong in or on behalf of a script.
package struct LuaError: Error, Sendable {
    package enum Kind: Sendable {
        /// The text is not Lua.
        case syntax
        /// The script failed, or called `error`.
        case runtime
        /// A limit was reached; no script can catch it, and the state is spent.
        case timeLimit
        case memoryLimit
        case outputLimit
        /// A host function threw; ``LuaError/underlying`` is what it threw.
        case host
    }

    package var kind: Kind

    /// What happened, without the position.
    package var message: String

    /// Where it happened, as far as Lua knows.
    package var location: LuaLocation?

    /// The token at which a syntax error was noticed, such as `end` or `<eof>`.
    package var near: String?

    /// The calls that led there, innermost first; script functions only, capped.
    package var traceback: [LuaTraceEntry]

    /// The error that a host function threw, the very one.
    package var underlying: (any Error)?

    package init(
        _ kind: Kind, _ message: String, at location: LuaLocation? = nil, near: String? = nil,
        traceback: [LuaTraceEntry] = [], underlying: (any Error)? = nil
    ) {
        self.kind = kind
        self.message = message
        self.location = location
        self.near = near
        self.traceback = traceback
        self.underlying = underlying
    }

    package var file: String? { location?.file }
    package var line: Int? { location?.line }
}

extension LuaError: CustomStringConvertible {
    /// The message with its position, as scripts see it: `rules/x.lua:14: message`.
    package var description: String {
        location.map { "\($0): \(message)" } ?? message
    }
}

/// One call level of a script that failed.
package struct LuaTraceEntry: Hashable, Sendable {
    package var location: LuaLocation
    /// The function as its caller named it; "main chunk" for a file's own code, `nil` if it has no name.
    package var function: String?

    package init(location: LuaLocation, function: String?) {
        self.location = location
        self.function = function
    }
}
