internal import PipelineCore
internal import Synchronization

/// What all workers share of a definition's scripts: files, settings, and what they may name.
final class Script: Sendable {
    /// The definition's file.
    let path: String
    let catalog: Catalog
    let settings: [String: String]
    let sources: ScriptSources
    /// What `require "pipeline"` holds, for the states of all workers.
    let builtIn: [APIModule]
    private let knownSchema = Mutex(Schema())
    private let definedLimits = Mutex(Limits())
    /// What scripts may reach outside of documents.
    let grants: Grants

    /// - Parameters:
    ///   - modules: folders in which `require` looks before it looks for plugins.
    ///   - capabilities: what the definition grants.
    ///   - file: the definition, where it has been read already.
    init(
        path: String, catalog: Catalog, settings: [String: String], modules: [String] = [],
        capabilities: [Capability] = [], file: SourceFile? = nil
    ) {
        self.path = path
        self.catalog = catalog
        self.settings = settings
        builtIn = ScriptAPI.modules + ScriptAPI.components(of: catalog)
        let directory = Path.directory(of: path)
        grants = Grants(root: directory, capabilities: capabilities)
        sources = ScriptSources(
            roots: modules.map { Path.resolve($0, in: directory) } + catalog.pluginDirectories, file: file)
    }

    /// What the stages say of what they assign; empty while the definition is read.
    var schema: Schema {
        get { knownSchema.withLock { $0 } }
        set { knownSchema.withLock { $0 = newValue } }
    }

    /// What functions of rules may use of a document, and stages that say nothing else; known once the definition has
    /// been read.
    var limits: Limits {
        get { definedLimits.withLock { $0 } }
        set { definedLimits.withLock { $0 = newValue } }
    }
}

/// The way to a function: a file, and the keys that lead from what it returns to the function.
struct FunctionPath {
    enum Key: Hashable {
        case name(String)
        case position(Int)
    }

    private static let separator: Character = "\u{1F}"

    let file: String
    private(set) var keys: [Key] = []

    init(file: String) { self.file = file }

    /// Reads the form that ``text`` gives.
    init(_ text: String) {
        let parts = text.split(separator: Self.separator, omittingEmptySubsequences: false).map(String.init)
        file = parts[0]
        keys = parts.dropFirst().map { part in
            part.hasPrefix("#") ? .position(Int(part.dropFirst()) ?? 0) : .name(String(part.dropFirst()))
        }
    }

    /// File and keys in one string.
    var text: String {
        keys.reduce(into: file) { text, key in
            text.append(Self.separator)
            switch key {
            case .name(let name): text += ".\(name)"
            case .position(let position): text += "#\(position)"
            }
        }
    }

    /// The last key in the words of a message.
    var shown: String {
        switch keys.last {
        case .name(let name)?: "'\(name)'"
        case .position(let position)?: "entry \(position)"
        case nil: "the value"
        }
    }

    func appending(_ key: Key) -> FunctionPath {
        var path = self
        path.keys.append(key)
        return path
    }
}
