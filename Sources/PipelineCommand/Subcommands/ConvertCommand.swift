import ArgumentParser
import PipelineCore
import PipelineFormats

/// `pipeline convert`
struct ConvertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Converts documents between the formats that can be read and written.",
        discussion: """
            The ending of a file says its format, unless --from or --to does; compressed files are read as what they
            hold, and none are written. Tokens, annotations and relations are taken along where both formats have them.
            Beside the output stays a hidden folder, .NAME.run, by which a run knows what it has written; it may be removed.

            EXAMPLES
              pipeline convert treebank.conllu tokens.jsonl
              pipeline convert annotated/ names.csv --from brat
              pipeline convert news.jsonl news.sqlite
              pipeline convert crawl.warc.gz - --to jsonl
              pipeline convert news.csv - --to jsonl | gzip > news.jsonl.gz
            """)

    @Argument(help: "Files, folders or patterns, or - for standard input; then the output, or - for standard output.")
    var paths: [String]

    @ArgumentParser.Option(help: ArgumentHelp("The format of the input, as in read.NAME.", valueName: "name"))
    var from: String?

    @ArgumentParser.Option(help: ArgumentHelp("The format of the output, as in write.NAME.", valueName: "name"))
    var to: String?

    @Flag(help: "Overwrite an output that is there already.")
    var force = false

    @Flag(name: .shortAndLong, help: "Say nothing unless a document fails.")
    var quiet = false

    func validate() throws {
        if paths.count < 2 { throw ValidationError("convert takes an input and an output") }
    }

    func run() async throws {
        let reporter = RunReporter(isQuiet: quiet)
        let runner = try makeRunner()
        let control = RunControl()
        let signals = Signals(stopping: control)
        let summary = try await runner.run(control: control) { reporter.observe($0) }
        reporter.finish(summary, of: runner)
        if let status = signals.status { throw status }
        if summary.failed > 0 { throw ExitStatus.deadLetters }
    }

    private func makeRunner() throws -> Runner {
        let inputs = Array(paths.dropLast())
        let output = paths.last ?? "-"
        let reader = try reader(of: inputs)
        if let ending = Self.packings.first(where: output.hasSuffix) {
            throw ValidationError(
                "outputs are not compressed, but the name '\(output)' promises it: leave out '\(ending)', or compress what comes "
                    + "from standard output: … - --to jsonl | gzip > FILE")
        }
        let name = try to ?? Self.writerName(for: output)
        guard let component = Formats.writers[name] else {
            throw ValidationError("there is no format '\(name)' to write; there are \(Self.names(Formats.writers))")
        }
        var table = Setting.Table(items: [.value(.string(output))])
        // Nothing that was read is left out.
        if name == "jsonl", reader.assigns.contains(.tokens) { table.fields["tokens"] = .value(true) }
        var runner = Runner(
            pipeline: try DocumentPipeline([], provided: reader.assigns), reader: reader,
            writers: [try component.make(from: table)])
        runner.start = force ? .overwrite : .create
        runner.identity["version"] = .string(Version.current)
        return runner
    }

    private func reader(of inputs: [String]) throws -> any Reader {
        let name = try from ?? Self.readerName(for: inputs[0])
        guard let component = Formats.readers[name] else {
            throw ValidationError("there is no format '\(name)' to read; there are \(Self.names(Formats.readers))")
        }
        var table = Setting.Table(fields: ["path": .table(Setting.Table(items: inputs.map { .value(.string($0)) }))])
        if ["json", "jsonl"].contains(name) {
            let features = ["tokens", "entities"].map { Setting.value(.string($0)) }
            table.fields["assigns"] = .table(Setting.Table(items: features))
        }
        return try component.make(from: table)
    }

    /// What compressed files end in.
    private static let packings = [".gz", ".zst"]

    private static func readerName(for path: String) throws -> String {
        var name = path
        for ending in packings where name.hasSuffix(ending) { name.removeLast(ending.count) }
        // Several formats are read from .txt, of which the plain one is meant.
        let found = Formats.readers.all.filter { $0.suffixes.contains { name.hasSuffix($0) } }
        if let component = found.first(where: { $0.name == "text" }) ?? found.first { return component.name }
        throw ValidationError(
            "the name '\(path)' does not say a format; say --from, with one of \(names(Formats.readers))")
    }

    private static func writerName(for path: String) throws -> String {
        let endings = [".ndjson": "jsonl", ".db": "sqlite", ".sqlite3": "sqlite", ".conll": "conllu", ".tab": "tsv"]
        for (ending, name) in endings where path.hasSuffix(ending) { return name }
        if let component = Formats.writers.all.first(where: { path.hasSuffix(".\($0.name)") }) { return component.name }
        throw ValidationError(
            "the name '\(path)' does not say a format; say --to, with one of \(names(Formats.writers))")
    }

    private static func names<Product>(_ registry: Registry<Product>) -> String {
        registry.all.map(\.name).joined(separator: ", ")
    }
}
