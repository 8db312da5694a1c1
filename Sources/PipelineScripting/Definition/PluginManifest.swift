internal import PipelineCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Reads and checks a plugin's `plugin.json`.
///
/// Data in a file of its own, so that whoever wants to know what a plugin is and needs does not have to run it.
struct PluginManifest {
    static let fileName = "plugin.json"

    private static let keys = [
        "name", "version", "api", "description", "license", "stages", "capabilities", "lists", "tests",
    ]

    private let file: SourceFile
    private let folder: String
    private let object: Value.Object

    /// The plugin in a folder.
    ///
    /// - Throws: ``PipelineError`` that points into the manifest, or says that there is none.
    static func plugin(in folder: String, sources: ScriptSources) throws(PipelineError) -> Plugin {
        let path = "\(folder)/\(fileName)"
        let name = Path.name(of: folder)
        guard let file = try? sources.file(path) else {
            throw PipelineError(
                .definitionInvalid, "plugin '\(name)' has no manifest",
                remedy: "write \(path): { \"name\": \"\(name)\", \"version\": \"0.1.0\", "
                    + "\"api\": \"\(ScriptAPIVersion.current)\" }")
        }
        return try PluginManifest(file, folder: folder).plugin()
    }

    private init(_ file: SourceFile, folder: String) throws(PipelineError) {
        self.file = file
        self.folder = folder
        let value: Value
        do throws(JSONParser.Failure) {
            value = try JSONParser.parse(file.bytes)
        } catch {
            throw PipelineError(
                .definitionInvalid, "the manifest is wrong: \(error.message)",
                location: file.location(ofBytes: error.offset..<error.offset + 1))
        }
        guard let object = value.object else {
            throw PipelineError(
                .definitionInvalid, "a manifest is an object, not \(value.kind)",
                location: SourceLocation(file: file.path))
        }
        self.object = object
    }

    private func plugin() throws(PipelineError) -> Plugin {
        for key in object.entries.map(\.key) where !Self.keys.contains(key) {
            throw error("a manifest has no key '\(key)'", at: key, Suggestion.remedy(for: key, among: Self.keys))
        }
        var plugin = Plugin(
            name: try required("name"), version: try required("version"), api: try required("api"), path: folder)
        try checkIdentity(plugin)
        plugin.description = try string("description")
        plugin.license = try string("license")
        plugin.stages = try strings("stages")
        plugin.capabilities = try capabilities()
        plugin.lists = try paths("lists")
        plugin.tests = try paths("tests")
        return plugin
    }

    private func checkIdentity(_ plugin: Plugin) throws(PipelineError) {
        let name = Path.name(of: folder)
        guard plugin.name == name else {
            throw error(
                "the plugin is called '\(plugin.name)' and its folder '\(name)'", at: "name", "give both the same name")
        }
        guard SemanticVersion.isValid(plugin.version) else {
            throw error("'\(plugin.version)' is no version", at: "version", "a version is such as \"1.4.0\"")
        }
        guard let needed = ScriptAPIVersion(plugin.api) else {
            throw error("'\(plugin.api)' is no version of the script API", at: "api", "it is such as \"1.0\"")
        }
        guard ScriptAPIVersion.current.runs(needed) else {
            throw error(
                "plugin '\(name)' \(plugin.version) needs version \(needed) of the script API, and this is "
                    + "\(ScriptAPIVersion.current)", at: "api",
                needed.major > ScriptAPIVersion.current.major || needed.major == ScriptAPIVersion.current.major
                    ? "install a later pipeline" : "install a later version of the plugin")
        }
    }

    private func capabilities() throws(PipelineError) -> [String] {
        var result: [String] = []
        for text in try strings("capabilities") {
            do throws(PipelineError) {
                result.append(try Capability(text).description)
            } catch let problem {
                throw error(problem.message, at: "capabilities", problem.remedy)
            }
        }
        return result
    }

    /// Paths of files and folders that have to be there.
    private func paths(_ key: String) throws(PipelineError) -> [String] {
        let paths = try strings(key)
        for path in paths {
            guard let inner = Capability.normalized(path), !inner.isEmpty, access("\(folder)/\(inner)", F_OK) == 0
            else {
                throw error("there is no '\(path)' in the plugin", at: key, "paths are relative to the plugin's folder")
            }
        }
        return paths
    }

    private func required(_ key: String) throws(PipelineError) -> String {
        guard let string = try string(key), !string.isEmpty else {
            throw error("the manifest lacks '\(key)'", at: nil, nil)
        }
        return string
    }

    private func string(_ key: String) throws(PipelineError) -> String? {
        guard let value = object[key] else { return nil }
        guard let string = value.string else { throw error("'\(key)' is a string, not \(value.kind)", at: key, nil) }
        return string
    }

    private func strings(_ key: String) throws(PipelineError) -> [String] {
        guard let value = object[key] else { return [] }
        let strings = value.array?.compactMap(\.string)
        guard let strings, strings.count == value.array?.count else {
            throw error("'\(key)' is a list of strings", at: key, nil)
        }
        return strings
    }

    /// An error at a key, or about the whole file.
    private func error(_ message: String, at key: String?, _ remedy: String?) -> PipelineError {
        var location = SourceLocation(file: file.path)
        if let key {
            let quoted = Array("\"\(key)\"".utf8)
            let start = file.bytes.indices.first { file.bytes[$0...].starts(with: quoted) }
            if let start { location = file.location(ofBytes: start..<start + quoted.count) }
        }
        return PipelineError(.definitionInvalid, message, remedy: remedy, location: location)
    }
}
