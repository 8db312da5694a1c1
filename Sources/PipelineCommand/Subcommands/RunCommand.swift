import ArgumentParser
import PipelineCore
import PipelineScripting

/// `pipeline run`
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs a definition over its documents.",
        discussion: """
            Records go to the outputs of the definition, in the order of the input; without any, to standard output as
            JSON lines. A document that fails becomes a dead letter, unless the stage that failed says otherwise
            (on_error), and the run goes on. Stages that look at the whole corpus write to OUTPUT.summary.jsonl, or to
            pipeline.summary.jsonl where records go to standard output, when the run ends or is stopped.

            A run that was stopped, killed or cut off goes on with --resume, and its outputs are in the end what they
            would have been without. See Documentation/running.md.

            EXAMPLES
              pipeline run news.lua
              pipeline run news.lua articles/ -o out/articles.jsonl -j 2
              pipeline run news.lua --resume
              pipeline run news.lua --retry-dead out/news.jsonl.dead.jsonl -o out/retried.jsonl
              cat tickets.jsonl | pipeline run tickets.lua -
            """)

    @OptionGroup var definition: DefinitionOptions

    @Argument(help: "Files, folders or patterns in place of the definition's input; - is standard input.")
    var inputs: [String] = []

    @ArgumentParser.Option(
        name: [.short, .customLong("output")],
        help: "Write JSON lines to this file in place of the definition's outputs.")
    var output: String?

    @ArgumentParser.Option(
        name: [.customShort("j", allowingJoined: true), .customLong("jobs")],
        help: "How many documents to work on at a time.")
    var jobs: Int?

    @ArgumentParser.Option(help: "Read at most this many documents.")
    var limit: Int?

    @OptionGroup var outputs: OutputOptions

    @ArgumentParser.Option(
        help: ArgumentHelp(
            "Make dead letters of documents with more bytes than this, such as 500KB or 1GB.", valueName: "size"),
        transform: ByteSize.init(argument:))
    var maxDocument = ByteSize(bytes: 32 << 20)

    @ArgumentParser.Option(
        help: ArgumentHelp("Warn of documents that take longer than this many seconds.", valueName: "seconds"))
    var slow = 10.0

    @Flag(help: "End the run at the first document that fails.")
    var failFast = false

    @Flag(name: .shortAndLong, help: "Say nothing unless a document fails; of the log, errors alone.")
    var quiet = false

    @OptionGroup var profiling: ProfileOptions

    @OptionGroup var isolation: IsolationOptions

    @ArgumentParser.Option(
        help: ArgumentHelp(
            "Show what scripts write with pipeline.log from this level on: debug, info, warn or error.",
            valueName: "level"),
        transform: LogLevel.init(argument:))
    var log: LogLevel = .info

    @ArgumentParser.Option(
        help: "How failures, warnings, the log and the progress are told: text, or json for a line of JSON each.")
    var logFormat = RunReporter.Format.text

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1, not \(jobs)") }
        guard slow >= 0, slow < 1_000_000_000 else {
            throw ValidationError("--slow takes a number of seconds from 0, not \(slow)")
        }
        if let limit, limit < 0 { throw ValidationError("--limit takes a number from 0, not \(limit)") }
    }

    func run() async throws {
        let reporter = RunReporter(isQuiet: quiet, format: logFormat)
        let level = quiet ? max(log, .error) : log
        let run = IsolationOptions.Run(
            definition: definition, inputs: inputs, deadLetters: outputs.retryDead, output: output, logLevel: level)
        var runner = try isolation.runner(run) { entry in
            if entry.level >= level { reporter.observe(.log(entry)) }
        }
        outputs.apply(to: &runner)
        runner.workers = jobs ?? runner.workers
        runner.limit = limit
        runner.failsFast = failFast
        runner.logLevel = level
        runner.largestDocument = maxDocument.bytes
        runner.slowDocument = .seconds(slow)
        runner.profiler = profiling.makeProfiler()
        let report = profiling.report.map { _ in RunReport(title: definition.definition) }

        let control = RunControl()
        let signals = Signals(stopping: control)
        let summary = try await runner.run(control: control) { event in
            reporter.observe(event)
            report?.observe(event)
        }
        reporter.finish(summary, of: runner)
        try profiling.finish(runner.profiler, report)
        if let status = signals.status { throw status }
        if summary.failed > 0 { throw ExitStatus.deadLetters }
    }
}

/// How a definition is named on the command line.
struct DefinitionOptions: ParsableArguments {
    @Argument(help: "The definition: a Lua file that returns pipeline.define { … }.")
    var definition: String

    @ArgumentParser.Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp("A setting that the definition reads as pipeline.settings.NAME.", valueName: "name=value"))
    var settings: [String] = []

    /// Loads and checks the definition.
    ///
    /// - Parameter log: is given what scripts write with `pipeline.log` meanwhile.
    func load(log: @escaping (LogEntry) -> Void) throws -> Definition {
        var values: [String: String] = [:]
        for setting in settings {
            let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw ValidationError("--set takes name=value, not '\(setting)'")
            }
            values[String(parts[0])] = String(parts[1])
        }
        return try Definition(path: definition, catalog: Catalogs.standard(), settings: values, log: log)
    }
}

extension LogLevel {
    /// The level of a name on the command line.
    init(argument name: String) throws {
        guard let level = LogLevel(rawValue: name) else {
            throw ValidationError("--log takes debug, info, warn or error, not '\(name)'")
        }
        self = level
    }
}
