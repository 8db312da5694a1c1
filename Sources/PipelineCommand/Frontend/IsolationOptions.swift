import ArgumentParser
import PipelineCore
import PipelineScripting

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How a run keeps scripts that nobody trusts away from itself.
struct IsolationOptions: ParsableArguments {
    enum Choice: String, ExpressibleByArgument, CaseIterable {
        case process
        case none
    }

    @ArgumentParser.Option(
        help: """
            process: work on documents in processes of their own, which can do nothing else, and load no script here; \
            none: even if the definition asks for it.
            """)
    var isolate: Choice?

    @ArgumentParser.Option(help: "Kill a worker process that takes longer than this many seconds over a document.")
    var workerTime = 60.0

    @ArgumentParser.Option(help: "Give a worker process this many megabytes of address space.")
    var workerMemory = 2048

    func validate() throws {
        guard workerTime > 0, workerTime < 1_000_000 else {
            throw ValidationError("--worker-time takes a number of seconds above 0, not \(workerTime)")
        }
        guard (1...1 << 40).contains(workerMemory) else {
            throw ValidationError("--worker-memory takes a number of megabytes from 1, not \(workerMemory)")
        }
    }

    /// What is to be run.
    struct Run {
        var definition: DefinitionOptions
        var inputs: [String]
        /// Dead letters in place of inputs.
        var deadLetters: String?
        var output: String?
        /// The least that workers tell.
        var logLevel: LogLevel

        /// A definition without an input reads dead letters as what their name says.
        func inputs(of outline: DefinitionOutline) -> [String] {
            if inputs.isEmpty, !outline.hasInput, let deadLetters { return [deadLetters] }
            return inputs
        }
    }

    /// The runner of a definition, with its workers in processes of their own where that is asked for.
    ///
    /// - Parameter log: is given what scripts write while the definition is loaded here.
    func runner(_ run: Run, log: @escaping (LogEntry) -> Void) throws -> Runner {
        let isolation = isolation(of: run.definition, output: run.output, logLevel: run.logLevel)
        if isolate == .process {
            let outline = try DefinitionOutline(
                isolation.describe(), path: run.definition.definition, catalog: Catalogs.standard())
            return try outline.runner(isolation: isolation, inputs: run.inputs(of: outline), output: run.output)
        }
        let loaded = try run.definition.load(log: log)
        let inputs = run.inputs(of: loaded.outline)
        guard loaded.outline.isIsolated, isolate == nil else {
            var runner = try loaded.runner(inputs: inputs, output: run.output)
            runner.quarantine = isolation
            return runner
        }
        return try loaded.outline.runner(isolation: isolation, inputs: inputs, output: run.output)
    }

    /// Workers that run this program again.
    private func isolation(of definition: DefinitionOptions, output: String?, logLevel: LogLevel) -> Isolation {
        var arguments = ["worker", "--log", logLevel.rawValue]
        for setting in definition.settings { arguments += ["--set", setting] }
        if let output { arguments += ["--output", output] }
        arguments += ["--", definition.definition]
        // A crash is told by the run; the runtime's own report takes seconds and needs what a worker may not do.
        var environment = ["SWIFT_BACKTRACE": "enable=no"]
        for name in ["PIPELINE_PLUGINS", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "TSAN_OPTIONS"] {
            environment[name] = getenv(name).map { String(cString: $0) }
        }
        var isolation = Isolation(executable: "/proc/self/exe", arguments: arguments, environment: environment)
        isolation.time = .seconds(workerTime)
        isolation.memory = workerMemory << 20
        isolation.sources = [Path.directory(of: definition.definition)] + Catalogs.pluginDirectories()
        return isolation
    }
}
