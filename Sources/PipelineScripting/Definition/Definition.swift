public import PipelineCore

/// A run as a Lua file describes it: reader, stages, writers. Loaded, checked and compiled; a value.
///
/// ```swift
/// let definition = try Definition(path: "news.lua", catalog: catalog)
/// let summary = try await definition.runner().run()
/// ```
public struct Definition: Sendable {
    /// A reader or writer as the definition names it.
    struct Endpoint: Sendable {
        let format: String
        let table: Setting.Table
    }

    /// The name; the file's name without extension when the definition gives none.
    public let name: String
    /// The file.
    public let path: String
    /// The stages, checked.
    public let pipeline: DocumentPipeline
    /// What its scripts may use of a document, where a stage says nothing else.
    public let limits: Limits
    let read: Endpoint?
    let write: [Endpoint]
    let deadLetters: String?
    let corpusSummary: String?
    private let catalog: Catalog

    /// Loads a definition.
    ///
    /// - Parameters:
    ///   - settings: what scripts read as `pipeline.settings`.
    /// - Throws: ``PipelineError`` that names file and line: a Lua error, an unknown key, stage or option, a file that
    ///   is missing, a wrong pattern, a requirement that is not met.
    public init(path: String, catalog: Catalog, settings: [String: String] = [:]) throws {
        let loader = try DefinitionLoader(path: path, catalog: catalog, settings: settings)
        let loaded = try loader.load()
        name = loaded.name
        self.path = path
        pipeline = try DocumentPipeline(
            loaded.stages, provided: try loaded.read.map { try Self.reader($0, in: catalog).assigns } ?? [],
            prepare: loaded.prepare, provider: catalog.provider)
        loaded.script.schema = pipeline.schema
        read = loaded.read
        write = loaded.write
        deadLetters = loaded.deadLetters
        corpusSummary = loaded.corpusSummary
        limits = loader.script.limits
        self.catalog = catalog
        try checkOutputs()
    }

    private func checkOutputs() throws {
        var outputs = Set<String>()
        let records = try write.map { (try Self.writer($0, in: catalog).path, $0.table.location) }
        let others = [deadLetters, corpusSummary].compactMap { $0.map { ($0, SourceLocation(file: self.path)) } }
        for (path, location) in records + others where !outputs.insert(path).inserted {
            throw PipelineError(.definitionInvalid, "two outputs are written to '\(path)'", location: location)
        }
    }

    /// A runner for the definition.
    ///
    /// - Parameters:
    ///   - inputs: paths in place of the definition's own input, read in its format unless the name of the first one
    ///     says that another reader reads it.
    ///   - output: a path in place of the definition's outputs, written as JSON lines.
    /// - Throws: ``PipelineError`` when there is nothing to read from.
    public func runner(inputs: [String] = [], output: String? = nil) throws -> Runner {
        let reader = try reader(inputs: inputs)
        var writers = try write.map { try Self.writer($0, in: catalog) }
        if let output { writers = [try standardWriter(to: output)] }
        if writers.isEmpty { writers = [try standardWriter(to: "-")] }
        return Runner(
            pipeline: pipeline, reader: reader, writers: writers, deadLetters: deadLetters, corpusSummary: corpusSummary
        )
    }

    private func reader(inputs: [String]) throws -> any Reader {
        if inputs.isEmpty {
            guard let read else {
                throw PipelineError(
                    .definitionInvalid, "the definition names no input",
                    remedy: "add read = pipeline.read.text \"…\" to it, or name files on the command line",
                    location: SourceLocation(file: path))
            }
            return try Self.reader(read, in: catalog)
        }
        let format = format(of: inputs[0])
        // The options of the definition's own reader hold for its format alone.
        var table = read.flatMap { $0.format == format ? $0.table : nil } ?? Setting.Table()
        table.items = inputs.map { .value(.string($0)) }
        table.fields["path"] = nil
        table.directory = "."
        return try Self.reader(Endpoint(format: format, table: table), in: catalog)
    }

    /// The definition's own format, unless the name of the file says that another reader reads it.
    private func format(of path: String) -> String {
        let readers = catalog.readers.all.filter { $0.suffixes.contains { path.hasSuffix($0) } }.map(\.name)
        if let read, readers.isEmpty || readers.contains(read.format) { return read.format }
        return readers.first ?? (path == "-" ? "jsonl" : "text")
    }

    private func standardWriter(to path: String) throws -> any Writer {
        let table = Setting.Table(items: [.value(.string(path))])
        return try Self.writer(Endpoint(format: "jsonl", table: table), in: catalog)
    }

    private static func reader(_ endpoint: Endpoint, in catalog: Catalog) throws -> any Reader {
        guard let component = catalog.readers[endpoint.format] else { throw unknown("reader", endpoint) }
        return try component.make(from: endpoint.table)
    }

    private static func writer(_ endpoint: Endpoint, in catalog: Catalog) throws -> any Writer {
        guard let component = catalog.writers[endpoint.format] else { throw unknown("writer", endpoint) }
        return try component.make(from: endpoint.table)
    }

    private static func unknown(_ what: String, _ endpoint: Endpoint) -> PipelineError {
        PipelineError(
            .definitionInvalid, "there is no \(what) '\(endpoint.format)'", location: endpoint.table.location)
    }
}
