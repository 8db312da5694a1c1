import PipelineCore
import PipelineScripting

/// Documents that are loaded, and what somebody asks of them line by line.
final class ReplSession {
    let output = Console.standardOutput
    let load: () throws -> Definition
    var definition: Definition
    var inputs: [String]
    var limit: Int
    var loaded: LoadedDocuments
    /// The document to which patterns are limited; `nil` for all.
    var focus: String?
    var within = "sentence"
    var macros: [String: String] = [:]
    var lastTrial: PatternTrial?
    var isOver = false
    /// How many hits or rows are shown.
    let shown = 20

    /// - Parameter load: loads the definition, the first time and whenever it is to be loaded again.
    init(inputs: [String], limit: Int, load: @escaping () throws -> Definition) throws {
        self.load = load
        self.inputs = inputs
        self.limit = limit
        definition = try load()
        loaded = try LoadedDocuments(definition, inputs: inputs, limit: limit)
    }

    var documents: [Document] { loaded.documents.filter { focus == nil || $0.id == focus } }

    /// What the stages of the definition and the reader assign.
    var assigned: Set<Feature> {
        let provided = (try? definition.runner(inputs: inputs, output: "-").reader.assigns) ?? []
        return Set(definition.pipeline.stages.flatMap(\.assigns) + provided + [.metadata])
    }

    /// Does what a line says: a command that begins with a colon, or a pattern.
    func enter(_ line: String) {
        let line = line.trimmingBlanks
        guard !line.isEmpty else { return }
        do {
            if line.hasPrefix(":") { try command(String(line.dropFirst())) } else { try attempt(line) }
        } catch {
            let formatter = DiagnosticFormatter(isColored: Console.standardError.isColored, width: 120) { path in
                path == PatternTrial.name
                    ? SourceFile(path: path, bytes: Array(line.utf8)) : try? SourceFile(path: path)
            }
            Console.standardError.write(formatter.format(PipelineError(error, code: .patternInvalid)))
        }
    }

    /// Says what is there.
    func greet() {
        for failure in loaded.failures.prefix(3) {
            Console.standardError.write(Console.standardError.formatter.format(failure))
        }
        let tokens = loaded.documents.reduce(0) { $0 + $1.tokens.count }
        let more = loaded.hasMore ? ", the first; --limit takes more" : ""
        output.write(
            "\(definition.name): \(Self.count(loaded.documents.count, "document")), \(Self.count(tokens, "token"))\(more)"
        )
    }

    private func attempt(_ pattern: String) throws {
        let trial = try PatternTrial(pattern, within: within, macros: macros, on: documents, assigned: assigned)
        for warning in trial.warnings {
            Console.standardError.write(Console.standardError.formatter.format(warning, as: .warning))
        }
        lastTrial = trial
        for hit in trial.hits.prefix(shown) { show(hit) }
        let more = trial.hits.count > shown ? "… and \(trial.hits.count - shown) more. " : ""
        let place = trial.hits.isEmpty ? "" : " in \(trial.documents) of \(Self.count(documents.count, "document"))"
        let time = Double(trial.duration.components.attoseconds / 10_000_000_000_000) / 100
        let note = Paint.faint.paint("\(time) ms", isColored: output.isColored)
        output.write("\(more)\(trial.hits.isEmpty ? "no match" : Self.matches(trial.hits.count))\(place) · \(note)")
    }

    private func show(_ hit: PatternTrial.Hit) {
        guard !hit.match.tokens.isEmpty else { return }
        let bytes = hit.document.bytes(ofTokens: hit.match.tokens)
        let line = Excerpt(of: bytes, in: hit.document.text).line(isColored: output.isColored)
        output.write("\(Paint.cyan.paint(hit.document.id, isColored: output.isColored))  \(line)")
        for capture in hit.match.captures {
            let texts = capture.runs.filter { !$0.isEmpty }.map { hit.document.text[hit.document.bytes(ofTokens: $0)] }
            let name = Paint.green.paint(capture.name, isColored: output.isColored)
            output.write("    \(name)  \(Excerpt.cut(texts.joined(separator: " … "), to: 100))")
        }
    }

    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    private static func matches(_ number: Int) -> String { number == 1 ? "1 match" : "\(number) matches" }
}

extension String {
    /// Without blanks and line ends around it.
    var trimmingBlanks: String {
        var part = self[...]
        while part.first?.isWhitespace == true { part.removeFirst() }
        while part.last?.isWhitespace == true { part.removeLast() }
        return String(part)
    }
}
