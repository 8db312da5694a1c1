internal import PipelineCore
internal import Synchronization

/// The Lua files of a definition, each read once.
///
/// All workers run the same bytes, whatever happens to the files meanwhile.
final class ScriptSources: Sendable {
    /// The file that makes a folder a plugin.
    static let pluginFile = "plugin.lua"

    /// What a name led to.
    enum Module {
        case found(SourceFile)
        /// The places that were looked at.
        case missing(tried: [String])
        /// The name leads out of the folders in which modules are looked for.
        case refused
    }

    private let roots: [String]
    private let files = Mutex<[String: SourceFile]>([:])
    private let modules = Mutex<[String: Module]>([:])
    private let maps = Mutex<[String: SourceMap]>([:])
    private let plugins = Mutex<[String: Plugin]>([:])

    /// - Parameters:
    ///   - roots: where modules are looked for after the folder of the file that requires them.
    ///   - file: a file that has been read already.
    init(roots: [String], file: SourceFile? = nil) {
        self.roots = roots
        if let file { files.withLock { $0[file.path] = file } }
    }

    /// A file by its path.
    ///
    /// - Throws: ``PipelineError`` with code `file.unreadable`.
    func file(_ path: String) throws(PipelineError) -> SourceFile {
        if let file = files.withLock({ $0[path] }) { return file }
        let file = try SourceFile(path: path)
        files.withLock { $0[path] = file }
        return file
    }

    /// What the manifest of a folder says. Read and checked once: a state that is made later may no longer look at files.
    ///
    /// - Throws: ``PipelineError`` that points into the manifest, or says that there is none.
    func plugin(in folder: String) throws(PipelineError) -> Plugin {
        if let plugin = plugins.withLock({ $0[folder] }) { return plugin }
        let plugin = try PluginManifest.plugin(in: folder, sources: self)
        plugins.withLock { $0[folder] = plugin }
        return plugin
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
    func module(_ name: String, requiredBy path: String) -> Module {
        let directory = Path.directory(of: path)
        let key = "\(directory)\0\(name)"
        if let known = modules.withLock({ $0[key] }) { return known }
        let module = find(name, in: directory)
        // All workers are given the same, also when files come and go meanwhile.
        return modules.withLock { modules in
            modules[key] = modules[key] ?? module
            return modules[key] ?? module
        }
    }

    private func find(_ name: String, in directory: String) -> Module {
        let parts = name.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "/" }
        guard !parts.contains(""), !name.contains("\0") else { return .refused }
        let relative = parts.joined(separator: "/")
        var tried: [String] = []
        for root in [directory] + roots {
            for candidate in ["\(relative).lua", "\(relative)/\(Self.pluginFile)"] {
                let path = Path.resolve(candidate, in: root)
                if let file = try? file(path) { return .found(file) }
                if !tried.contains(path) { tried.append(path) }
            }
        }
        return .missing(tried: tried)
    }
}
