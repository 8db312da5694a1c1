import ArgumentParser
import PipelineCore

/// The `pipeline` program.
@main
struct PipelineTool: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pipeline",
        abstract: "Passes documents through stages: tokenize, tag, extract, score, and your own in Lua.",
        discussion: """
            EXAMPLES
              pipeline run news.lua                      run a definition
              pipeline run news.lua articles/*.txt       the same over other documents
              pipeline view out/news.jsonl               make a page of the results
              pipeline repl news.lua                     try patterns on its documents
              pipeline watch news.lua                    show what each change changes
              pipeline check news.lua                    find mistakes without reading a document
              pipeline api doc:annotate                  say what scripts can call

            EXIT STATUS
            \(ExitStatus.table)
            """,
        version: Version.current,
        subcommands: [
            RunCommand.self, CheckCommand.self, TestCommand.self, ExplainCommand.self, ViewCommand.self,
            ReplCommand.self, WatchCommand.self, NewCommand.self, ConvertCommand.self, CompileCommand.self,
            TrainCommand.self, EvaluateCommand.self, APICommand.self,
            WorkerCommand.self,
        ])

    static func main() async {
        Signals.ignoreFailedWrites()
        var command: any ParsableCommand
        do {
            command = try parseAsRoot()
        } catch {
            exit(error, message: fullMessage(for: error))
        }
        do {
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(error, message: message(of: error, from: type(of: command)))
        }
    }

    /// What a subcommand says of an error that it found when it ran. It knows itself alone, not whose subcommand it is.
    private static func message(of error: any Error, from command: any ParsableCommand.Type) -> String {
        guard let name = command.configuration.commandName, command != Self.self else { return fullMessage(for: error) }
        return command.fullMessage(for: error)
            .replacing("\nUsage: \(name) ", with: "\nUsage: pipeline \(name) ")
            .replacing("  See '\(name) --help'", with: "  See 'pipeline \(name) --help'")
    }

    /// Ends the program with the message and the status that belong to an error.
    private static func exit(_ error: any Error, message: String) -> Never {
        switch error {
        case let status as ExitStatus:
            status.exit()
        case let error as PipelineError:
            Console.standardError.write(Console.standardError.formatter.format(error))
            ExitStatus(error).exit()
        default:
            let code = exitCode(for: error)
            if !message.isEmpty { (code.isSuccess ? Console.standardOutput : .standardError).write(message) }
            (code.isSuccess ? ExitStatus.success : .usage).exit()
        }
    }
}

/// The version of the program and of the library.
enum Version {
    static let current = "0.1.0"
}
