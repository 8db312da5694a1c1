public import PipelineCore

/// What a run has to know of a definition besides its stages: where documents come from and where records go.
///
/// It is plain data, so that a run whose workers are processes of their own can get it from one of them and need not
/// load the definition's scripts itself.
public struct DefinitionOutline: Sendable {
    /// A reader or writer as the definition names it.
    struct Endpoint: Sendable {
        let format: String
        let table: Setting.Table
    }

    /// The name; the file's name without extension when the definition gives none.
    public let name: String
    /// The file.
    public let path: String
    /// Whether the definition asks for workers that are processes of their own.
    public let isIsolated: Bool
    let read: Endpoint?
    let write: [Endpoint]
    let deadLetters: String?
    let corpusSummary: String?
    let catalog: Catalog
    /// The files that it is made of, with a hash of each, and its settings: what a run must find again to go on.
    var identity: Value.Object = [:]

    /// Whether it names an input.
    public var hasInput: Bool { read != nil }

    /// A runner for an isolated run, whose workers load the stages.
    ///
    /// - Parameters:
    ///   - isolation: how the documents are worked on, in processes of their own.
    ///   - inputs: paths in place of the definition's own input, as in ``Definition/runner(inputs:output:)``.
    ///   - output: a path in place of the definition's outputs, written as JSON lines.
    /// - Throws: ``PipelineCore/PipelineError`` when there is nothing to read from.
    public func runner(isolation: Isolation, inputs: [String] = [], output: String? = nil) throws -> Runner {
        var runner = try runner(try DocumentPipeline([]), inputs: inputs, output: output)
        let needed = runner.reader.assigns
        guard needed.isEmpty else {
            throw PipelineError(
                .definitionInvalid, "documents that come with \(needed[0]) cannot be handed to worker processes",
                remedy: "run the definition without isolation", location: read?.table.location)
        }
        runner.isolation = isolation
        return runner
    }

    func runner(_ pipeline: DocumentPipeline, inputs: [String], output: String?) throws -> Runner {
        var runner = Runner(
            pipeline: pipeline, reader: try reader(inputs: inputs), writers: try writers(output: output),
            deadLetters: deadLetters, corpusSummary: corpusSummary)
        runner.identity = identity
        return runner
    }

    /// The definition's writers, or one of JSON lines to `output`.
    public func writers(output: String? = nil) throws -> [any Writer] {
        if let output { return [try standardWriter(to: output)] }
        return write.isEmpty ? [try standardWriter(to: "-")] : try write.map(writer)
    }

    func checkOutputs() throws {
        var outputs = Set<String>()
        let records = try write.map { (try writer($0).path, $0.table.location) }
        let others = [deadLetters, corpusSummary].compactMap { $0.map { ($0, SourceLocation(file: path)) } }
        for (path, location) in records + others where !outputs.insert(path).inserted {
            throw PipelineError(.definitionInvalid, "two outputs are written to '\(path)'", location: location)
        }
    }

    private func reader(inputs: [String]) throws -> any Reader {
        if inputs.isEmpty {
            guard let read else {
                throw PipelineError(
                    .definitionInvalid, "the definition names no input",
                    remedy: "add read = pipeline.read.text \"…\" to it, or name files on the command line",
                    location: SourceLocation(file: path))
            }
            return try reader(read)
        }
        let format = format(of: inputs[0])
        // The options of the definition's own reader hold for its format alone.
        var table = read.flatMap { $0.format == format ? $0.table : nil } ?? Setting.Table()
        table.items = inputs.map { .value(.string($0)) }
        table.fields["path"] = nil
        table.directory = "."
        return try reader(Endpoint(format: format, table: table))
    }

    /// The definition's own format, unless the name of the file says that another reader reads it.
    private func format(of path: String) -> String {
        let readers = catalog.readers.all.filter { $0.suffixes.contains { path.hasSuffix($0) } }.map(\.name)
        if let read, readers.isEmpty || readers.contains(read.format) { return read.format }
        return readers.first ?? (path == "-" ? "jsonl" : "text")
    }

    private func standardWriter(to path: String) throws -> any Writer {
        let table = Setting.Table(items: [.value(.string(path))])
        return try writer(Endpoint(format: "jsonl", table: table))
    }

    func reader(_ endpoint: Endpoint) throws -> any Reader {
        guard let component = catalog.readers[endpoint.format] else { throw Self.unknown("reader", endpoint) }
        return try component.make(from: endpoint.table)
    }

    private func writer(_ endpoint: Endpoint) throws -> any Writer {
        guard let component = catalog.writers[endpoint.format] else { throw Self.unknown("writer", endpoint) }
        return try component.make(from: endpoint.table)
    }

    private static func unknown(_ what: String, _ endpoint: Endpoint) -> PipelineError {
        PipelineError(
            .definitionInvalid, "there is no \(what) '\(endpoint.format)'", location: endpoint.table.location)
    }
}
