import ArgumentParser
import PipelineCore
import PipelineScripting

/// `pipeline worker`: what an isolated run starts for each line of work. Speaks frames on its standard streams.
struct WorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Works on documents for an isolated run; started by pipeline run --isolate process.",
        shouldDisplay: false)

    @OptionGroup var definition: DefinitionOptions

    @ArgumentParser.Option(name: .customLong("output"), help: "As it was given to run.")
    var output: String?

    @ArgumentParser.Option(help: "As it was given to run.", transform: LogLevel.init(argument:))
    var log: LogLevel = .info

    func run() throws {
        let isReady = try WorkerProcess.run {
            let definition = try self.definition.load { _ in }
            return WorkerProcess.Task(
                pipeline: definition.pipeline, writers: try definition.outline.writers(output: output),
                description: try definition.outline.value,
                logLevel: log)
        }
        if !isReady { throw ExitStatus.failure }
    }
}
