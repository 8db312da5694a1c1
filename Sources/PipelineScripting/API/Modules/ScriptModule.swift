internal import PipelineLua

/// A function that scripts can call: it reads its arguments from the frame and pushes its results.
typealias ScriptFunctionBody = (_ state: ScriptState, _ frame: inout LuaFrame) throws -> Void

/// A table of functions that is built in, such as `pipeline.text`.
protocol ScriptModule {
    static var name: String { get }
    static var functions: [(name: String, body: ScriptFunctionBody)] { get }
}

extension LuaState {
    /// A Lua function over a function of a module.
    func makeFunction(_ name: String, _ body: @escaping ScriptFunctionBody, in state: ScriptState) -> LuaReference {
        makeFunction(name) { [unowned state] frame in try body(state, &frame) }
    }
}
