public import PipelineCore

/// A run as a Lua file describes it: reader, stages, writers. Loaded, checked and compiled; a value.
///
/// ```swift
/// let definition = try Definition(path: "news.lua", catalog: catalog)
/// let summary = try await definition.runner().run()
/// ```
public struct Definition: Sendable {
    /// What the definition says besides its stages.
    public let outline: DefinitionOutline
    /// The stages, checked.
    public let pipeline: DocumentPipeline
    /// What its scripts may use of a document, where a stage says nothing else.
    public let limits: Limits
    /// The plugins that its files require, in the order in which they first do.
    public let plugins: [Plugin]
    /// What it lets its scripts reach outside of documents, such as `read:data/`.
    public let capabilities: [String]

    /// The name; the file's name without extension when the definition gives none.
    public var name: String { outline.name }
    /// The file.
    public var path: String { outline.path }
    /// All files that it is made of: itself, modules, rule files, lists, models.
    package var files: [String] {
        outline.identity.entries.compactMap { $0.key.hasPrefix("file ") ? String($0.key.dropFirst(5)) : nil }
    }

    /// Loads a definition.
    ///
    /// - Parameters:
    ///   - path: the file of the definition.
    ///   - catalog: what the definition may name.
    ///   - settings: what scripts read as `pipeline.settings`.
    ///   - log: is given what scripts write with `pipeline.log` meanwhile.
    /// - Throws: ``PipelineCore/PipelineError`` that names file and line: a Lua error, an unknown key, stage or option,
    ///   a file that is missing, a wrong pattern, a requirement that is not met.
    public init(
        path: String, catalog: Catalog, settings: [String: String] = [:],
        log: @escaping (LogEntry) -> Void = { _ in }
    ) throws {
        let files = FileLog()
        let (loader, loaded) = try FileLog.$current.withValue(files) {
            let loader = try DefinitionLoader(path: path, catalog: catalog, settings: settings, log: log)
            return (loader, try loader.load())
        }
        var outline = loaded.outline
        outline.identity = files.identity
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
            outline.identity["setting \(name)"] = .string(value)
        }
        plugins = loaded.plugins
        capabilities = loader.script.grants.capabilities.map(\.description)
        pipeline = try DocumentPipeline(
            loaded.stages, provided: try outline.read.map { try outline.reader($0).assigns } ?? [],
            prepare: loaded.prepare, provider: catalog.provider)
        loaded.script.schema = pipeline.schema
        limits = loaded.script.limits
        try outline.checkOutputs()
        self.outline = outline
    }

    /// A runner for the definition.
    ///
    /// - Parameters:
    ///   - inputs: paths in place of the definition's own input, read in its format unless the name of the first one
    ///     says that another reader reads it.
    ///   - output: a path in place of the definition's outputs, written as JSON lines.
    /// - Throws: ``PipelineCore/PipelineError`` when there is nothing to read from.
    public func runner(inputs: [String] = [], output: String? = nil) throws -> Runner {
        try outline.runner(pipeline, inputs: inputs, output: output)
    }
}
