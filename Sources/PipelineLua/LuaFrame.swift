import CPipelineLua

/// One call from Lua into Swift: the arguments it brought, the results it takes back.
///
/// The results are the values that the callback pushes, in order. A frame does not outlive its callback.
package struct LuaFrame: ~Copyable {
    let L: OpaquePointer

    /// How many stack places stand before the first argument; 1 for a method, whose object is not counted.
    var offset: CInt

    /// Names the function in messages about its arguments.
    let function: Unmanaged<LuaNamedBox>?

    var pushed: CInt = 0

    /// Why a push could not be done. Pushing itself does not throw; the callback fails when it returns.
    var refusal: LuaFrameRefusal?

    /// The stack place of the last argument; results come above it.
    var top: CInt

    /// The stack place of the table whose fields have become the arguments; 0 if none has.
    var spreadTable: CInt = 0

    @inline(__always)
    init(_ L: OpaquePointer, offset: CInt, top: CInt, function: Unmanaged<LuaNamedBox>? = nil) {
        self.L = L
        self.offset = offset
        self.top = top
        self.function = function
    }

    @inline(__always)
    init(_ L: OpaquePointer, offset: CInt, function: Unmanaged<LuaNamedBox>? = nil) {
        self.init(L, offset: offset, top: lua_gettop(L), function: function)
    }

    /// The state that runs. Not to be kept beyond the callback.
    package var state: LuaState {
        Unmanaged<LuaState>.fromOpaque(cplua_context(L)).takeUnretainedValue()
    }

    /// The name under which the function was registered, or of the field that is assigned.
    package var functionName: String {
        if isAssignment { return state.value(L, 2).text ?? "?" }
        return function?._withUnsafeGuaranteedRef { $0.name } ?? "?"
    }

    /// A setter's stack holds the object and the key before the value.
    var isAssignment: Bool { offset == 2 && top == 3 && function == nil }
}

enum LuaFrameRefusal: Error, CustomStringConvertible {
    case tooManyResults
    case notEnoughMemory

    var description: String {
        switch self {
        case .tooManyResults: "too many results to return"
        case .notEnoughMemory: "not enough memory"
        }
    }
}
