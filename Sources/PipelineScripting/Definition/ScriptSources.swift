internal import PipelineCore
internal import Synchronization

/// The Lua files of a definition, each read once.
///
/// All workers run the same bytes, whatever happens to the files meanwhile.
final class ScriptSources: Sendable {
    private let roots: [String]
    private let files = Mutex<[String: SourceFile]>([:])
    private let maps = Mutex<[String: SourceMap]>([:])

    /// - Parameter roots: where modules are looked for after the folder of the file that requires them.
    init(roots: [String]) { self.roots = roots }

    /// A file by its path.
    ///
    /// - Throws: ``PipelineError`` with code `file.unreadable`.
    func file(_ path: String) throws(PipelineError) -> SourceFile {
        if let file = files.withLock({ $0[path] }) { return file }
        let file = try SourceFile(path: path)
        files.withLock { $0[path] = file }
        return file
    }

    /// Where the string literals of a file stand; `nil` for a file that has not been read.
    func map(_ path: String) -> SourceMap? {
        if let map = maps.withLock({ $0[path] }) { return map }
        guard let file = files.withLock({ $0[path] }) else { return nil }
        let map = LuaLiterals.map(of: file)
        maps.withLock { $0[path] = map }
        return map
    }

    /// Finds a module: `name.lua` or `name/plugin.lua` beside the file that requires it, then in the roots. Dots in the
    /// name are folders.
    ///
    /// - Returns: the file, or `nil` and the places that were looked at.
    func module(_ name: String, requiredBy path: String) -> (file: SourceFile?, tried: [String]) {
        let relative = name.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "/")
        guard !relative.isEmpty, !relative.split(separator: "/", omittingEmptySubsequences: false).contains("") else {
            return (nil, [])
        }
        var tried: [String] = []
        for root in [Path.directory(of: path)] + roots {
            for candidate in ["\(relative).lua", "\(relative)/plugin.lua"] {
                let path = Path.resolve(candidate, in: root)
                if let file = try? file(path) { return (file, tried) }
                tried.append(path)
            }
        }
        return (nil, tried)
    }
}
