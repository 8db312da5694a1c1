import ArgumentParser
import PipelineCore
import PipelineScripting

/// `pipeline explain`
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says of one document which rules matched where, which lost to which, and why one did not match.",
        discussion: """
            Shown are the tokens with their attributes, the matches of the rules with what came of each, what was made,
            and each score as a sum. Offsets are characters from 0, as in records.

            EXAMPLES
              pipeline explain news.lua --text "Lena Orlova, head of the bank, said no."
              pipeline explain news.lua articles/a1.txt --rule head-of
              pipeline explain news.lua articles/a1.txt --at 310
              pipeline explain news.lua tickets.jsonl --document t-17 --format json
            """)

    enum Format: String { case text, json }

    @OptionGroup var definition: DefinitionOptions

    @Argument(help: "Where the document is in place of the definition's input; - is standard input.")
    var input: String?

    @ArgumentParser.Option(help: "The text of the document.")
    var text: String?

    @ArgumentParser.Option(
        help: ArgumentHelp("Which document of the input; the first if none is given.", valueName: "id"))
    var document: String?

    @ArgumentParser.Option(
        help: ArgumentHelp("Say all of one rule: its matches, or how near it came.", valueName: "name"))
    var rule: String?

    @ArgumentParser.Option(help: ArgumentHelp("Say all that is known at one character.", valueName: "offset"))
    var at: Int?

    @ArgumentParser.Option(help: "The form: text or json.", transform: Self.format)
    var format: Format = .text

    func validate() throws {
        if text != nil && (input != nil || document != nil) {
            throw ValidationError("--text is the document: leave out the input and --document")
        }
        if rule != nil && at != nil { throw ValidationError("--rule and --at ask for different things: give one") }
    }

    func run() throws {
        let definition = try self.definition.load { _ in }
        let explanation = try Explanation(try found(definition), through: definition.pipeline, rule: rule)
        let console = Console.standardOutput
        let text = ExplanationText(explanation: explanation, isColored: console.isColored)
        let byte = try at.map { try self.byte(at: $0, in: explanation) }
        if format == .json {
            console.write(explanation.value(at: byte).json)
        } else {
            console.write(byte.map(text.place) ?? (rule == nil ? text.whole : text.rule))
        }
    }

    private func byte(at offset: Int, in explanation: Explanation) throws -> Int {
        guard let byte = explanation.offsets.byte(ofOffset: offset), byte < explanation.document.text.count else {
            let count = explanation.offsets.offset(ofByte: explanation.document.text.count)
            throw ValidationError("--at takes a character from 0 to \(count - 1), not \(offset)")
        }
        return byte
    }

    private func found(_ definition: Definition) throws -> Document {
        if let text { return Document(id: "text", text: DocumentText(text)) }
        var source = try definition.runner(inputs: input.map { [$0] } ?? []).reader.open()
        while let raw = try source.next() {
            let document = try raw.read()
            if self.document == nil || document.id == self.document { return document }
        }
        throw PipelineError(
            .documentUnreadable, document.map { "the input has no document '\($0)'" } ?? "the input has no documents")
    }

    @Sendable
    private static func format(_ word: String) throws -> Format {
        if let format = Format(rawValue: word) { return format }
        throw ValidationError("--format takes text or json, not '\(word)'")
    }
}
