import PipelineCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What the program tells the shell.
enum ExitStatus: Int32, Error, CaseIterable {
    case success = 0
    case failure = 1
    case usage = 2
    case deadLetters = 3
    case output = 4
    case resumeRefused = 5
    case hungUp = 129
    case interrupted = 130
    case terminated = 143

    /// The status that belongs to an error which ended a run.
    init(_ error: PipelineError) {
        switch error.code {
        case .definitionInvalid, .patternInvalid, .requirementUnmet, .fileUnreadable, .outputExists: self = .usage
        case .outputFailed: self = .output
        case .resumeRefused: self = .resumeRefused
        default: self = .failure
        }
    }

    var meaning: String {
        switch self {
        case .success: "all well"
        case .failure: "the run could not finish, or a check failed"
        case .usage: "wrong usage or definition"
        case .deadLetters: "finished, with dead letters"
        case .output: "an output could not be written, such as a full disk; --resume goes on"
        case .resumeRefused: "a run cannot go on, because something has changed since it began"
        case .hungUp: "stopped cleanly when the terminal went away; --resume goes on"
        case .interrupted: "stopped cleanly by an interrupt; --resume goes on"
        case .terminated: "stopped cleanly by a termination signal; --resume goes on"
        }
    }

    /// The table of `--help`.
    static var table: String {
        allCases.map { status in
            let code = String(status.rawValue)
            return "  \(code)\(String(repeating: " ", count: 6 - code.count))\(status.meaning)"
        }.joined(separator: "\n")
    }

    func exit() -> Never {
        #if canImport(Glibc)
            Glibc.exit(rawValue)
        #else
            Musl.exit(rawValue)
        #endif
    }
}
