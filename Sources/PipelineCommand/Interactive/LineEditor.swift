import CPipelineEditLine
import PipelineCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Where lines come from: a person at a terminal, with history and completion, or a program that sends them.
final class LineEditor {
    private static let historySize: Int32 = 1000

    /// What may stand in place of a part of a line, given by its bytes.
    var completions: (_ line: String, _ part: Range<Int>) -> [String] = { _, _ in [] }
    /// Whether a person is to be shown where to type.
    let isInteractive: Bool
    private let isEditing: Bool
    private let history: String?

    /// - Parameter history: where lines are remembered from one session to the next.
    init(history: String?) {
        isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
        self.history = history
        guard isInteractive else {
            isEditing = false
            return
        }
        // The editor asks the locale how wide a character is.
        if setlocale(LC_CTYPE, "") == nil { setlocale(LC_CTYPE, "C.UTF-8") }
        isEditing = cpel_open("pipeline", Self.complete, nil)
        if isEditing, let history { cpel_load_history(history) }
    }

    /// The next line without its end; `nil` at the end of the input.
    func read(_ prompt: String) -> String? {
        guard isEditing else {
            if isInteractive { Console.standardOutput.writeRaw(prompt) }
            return readLine()
        }
        // The library calls back while it reads, and only then.
        _ = cpel_open("pipeline", Self.complete, Unmanaged.passUnretained(self).toOpaque())
        guard let line = cpel_read(prompt) else { return nil }
        defer { free(line) }
        return String(cString: line)
    }

    /// Remembers what was entered, on one line.
    func remember(_ entry: String) {
        guard isEditing, !entry.isEmpty else { return }
        cpel_remember(entry.replacing("\n", with: " "))
        if let history { cpel_save_history(history, Self.historySize) }
    }

    private static let complete: cpel_completer = { context, line, start, end in
        guard let context else { return nil }
        let editor = Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue()
        let found = editor.completions(String(cString: line), start..<end)
        return found.isEmpty ? nil : strdup(found.joined(separator: "\n"))
    }
}
