internal import PipelineCore
internal import PipelineLua

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// `pipeline.files` and `pipeline.env`: what a definition granted with `capabilities`. Paths are relative to it.
enum FilesModule: ScriptModule {
    static let name = "files"

    static var functions: [(name: String, body: ScriptFunctionBody)] {
        [
            ("read", read), ("lines", lines), ("exists", exists),
        ]
    }

    /// `files.read(path)`: the bytes of a file.
    static func read(_ state: ScriptState, _ frame: inout LuaFrame) throws {
        try content(state, frame).withUnsafeBufferPointer { frame.push(utf8: $0) }
    }

    /// `for line in files.lines(path) do … end`: the lines of a file without their ends.
    static func lines(_ state: ScriptState, _ frame: inout LuaFrame) throws {
        let bytes = try content(state, frame)
        var start = 0
        frame.push(
            state.lua.makeFunction("lines") { frame in
                guard start < bytes.count else { return frame.pushNil() }
                let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
                let hasReturn = end > start && bytes[end - 1] == UInt8(ascii: "\r")
                let line = start..<(hasReturn ? end - 1 : end)
                start = end + 1
                bytes.withUnsafeBufferPointer { frame.push(utf8: UnsafeBufferPointer(rebasing: $0[line])) }
            })
    }

    /// `files.exists(path)`: whether there is such a file.
    static func exists(_ state: ScriptState, _ frame: inout LuaFrame) throws {
        frame.push(try GrantedFile.find(try frame.string(1), in: state.script.grants) != nil)
    }

    private static func content(_ state: ScriptState, _ frame: borrowing LuaFrame) throws -> [UInt8] {
        let path = try frame.string(1)
        guard let file = try GrantedFile.find(path, in: state.script.grants) else {
            throw PipelineError.script("there is no file '\(path)'", remedy: "paths are relative to the definition")
        }
        return try file.content(path)
    }

    /// `pipeline.env(name)`: an environment variable, or nil.
    static func env(_ state: ScriptState, _ frame: inout LuaFrame) throws {
        let name = try frame.string(1)
        let capability = Capability.environment(name)
        guard state.script.grants.capabilities.contains(capability) else {
            throw state.script.grants.refusal("the environment variable '\(name)'", needs: capability)
        }
        guard let value = getenv(name) else { return frame.pushNil() }
        frame.push(utf8: UnsafeRawBufferPointer(start: value, count: strlen(value)).assumingMemoryBound(to: UInt8.self))
    }
}
