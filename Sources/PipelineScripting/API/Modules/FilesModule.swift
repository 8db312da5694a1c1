internal import PipelineCore
internal import PipelineLua

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// `pipeline.files` and `pipeline.env`: what a definition granted with `capabilities`. Paths are relative to it.
enum FilesModule {
    /// `files.read(path)`: the bytes of a file.
    static func read(_ call: inout APICall) throws {
        try content(call).withUnsafeBufferPointer { call.frame.push(utf8: $0) }
    }

    /// `for line in files.lines(path) do … end`: the lines of a file without their ends.
    static func lines(_ call: inout APICall) throws {
        let bytes = try content(call)
        var start = 0
        call.frame.push(
            call.state.lua.makeFunction("lines") { frame in
                guard start < bytes.count else { return frame.pushNil() }
                let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
                let hasReturn = end > start && bytes[end - 1] == UInt8(ascii: "\r")
                let line = start..<(hasReturn ? end - 1 : end)
                start = end + 1
                bytes.withUnsafeBufferPointer { frame.push(utf8: UnsafeBufferPointer(rebasing: $0[line])) }
            })
    }

    /// `files.exists(path)`: whether there is such a file.
    static func exists(_ call: inout APICall) throws {
        call.frame.push(try GrantedFile.find(try call.string("path"), in: call.state.script.grants) != nil)
    }

    private static func content(_ call: borrowing APICall) throws -> [UInt8] {
        let path = try call.string("path")
        guard let file = try GrantedFile.find(path, in: call.state.script.grants) else {
            throw PipelineError.script("there is no file '\(path)'", remedy: "paths are relative to the definition")
        }
        return try file.content(path)
    }

    /// `pipeline.env(name)`: an environment variable, or nil.
    static func env(_ call: inout APICall) throws {
        let name = try call.string("name")
        let grants = call.state.script.grants
        let capability = Capability.environment(name)
        guard grants.capabilities.contains(capability) else {
            throw grants.refusal("the environment variable '\(name)'", needs: capability)
        }
        guard let value = getenv(name) else { return call.frame.pushNil() }
        call.frame.push(
            utf8: UnsafeRawBufferPointer(start: value, count: strlen(value)).assumingMemoryBound(to: UInt8.self))
    }
}
