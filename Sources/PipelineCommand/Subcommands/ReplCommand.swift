import ArgumentParser
import PipelineCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// `pipeline repl`
struct ReplCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repl",
        abstract: "Tries patterns on documents, one after the other.",
        discussion: """
            Loads a definition, runs it over its documents, and reads lines: a pattern is searched for at once in all of them
            and its matches are shown in context with their captures; a line that begins with a colon is a command, and
            :help lists those. At a terminal there are history (kept in ~/.local/state/pipeline/history) and completion with
            Tab, if libedit is installed (Debian: libedit2). See Documentation/interactive.md.

            EXAMPLES
              pipeline repl news.lua
              pipeline repl news.lua articles/harbour.txt
              echo 'who:<PER/> cue:[lemma="say"]' | pipeline repl news.lua
            """)

    @OptionGroup var definition: DefinitionOptions

    @Argument(help: "Files, folders or patterns in place of the definition's input.")
    var inputs: [String] = []

    @ArgumentParser.Option(help: "Load at most this many documents.")
    var limit = 1000

    func validate() throws {
        if inputs.contains("-") { throw ValidationError("standard input holds what is entered: name a file") }
        if limit < 1 { throw ValidationError("--limit takes a number from 1, not \(limit)") }
    }

    func run() throws {
        let session = try ReplSession(inputs: inputs, limit: limit) {
            try definition.load { Console.standardError.write($0.description) }
        }
        let editor = LineEditor(history: Self.history())
        editor.completions = { line, part in
            ReplCompletion(documents: session.documents, macros: Array(session.macros.keys)).candidates(line, part)
        }
        session.greet()
        if editor.isInteractive { session.output.write("A pattern or :help") }
        while !session.isOver, let entry = Self.entry(from: editor) {
            editor.remember(entry)
            session.enter(entry)
        }
    }

    /// A line, or several while a pattern is not whole. An empty line ends a pattern, whole or not.
    private static func entry(from editor: LineEditor) -> String? {
        guard var entry = editor.read("› ") else { return nil }
        while !entry.hasPrefix(":"), !PatternEntry.isComplete(entry), let more = editor.read("… "), !more.isEmpty {
            entry += "\n" + more
        }
        return entry
    }

    /// Where entries are remembered; `nil` where no folder can be made for it.
    private static func history() -> String? {
        let home = getenv("HOME").map { String(cString: $0) }
        let state = getenv("XDG_STATE_HOME").map { String(cString: $0) } ?? home.map { "\($0)/.local/state" }
        guard let folder = state.map({ "\($0)/pipeline" }) else { return nil }
        var path = ""
        for part in folder.split(separator: "/") {
            path += "/\(part)"
            mkdir(path, 0o700)
        }
        return access(folder, W_OK) == 0 ? "\(folder)/history" : nil
    }
}
