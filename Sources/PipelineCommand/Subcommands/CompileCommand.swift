import ArgumentParser
import Pipeline
import PipelineCore

/// `pipeline compile`
struct CompileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compile",
        abstract: "Compiles a phrase list into a file that opens at once and that all workers share.",
        discussion: """
            The list is a .tsv or .csv file with a column 'phrase', .jsonl with a key 'phrase', or a file with a phrase a
            line. Definitions and rule files name the result as they name the list. Phrases are cut into tokens as
            tokenize.english does, and all options but the label are decided here.

            EXAMPLES
              pipeline compile places.tsv -o places.phrases
              pipeline compile people.jsonl -o people.phrases --match folded --id wikidata --attributes country born
            """)

    @Argument(help: "The list.")
    var list: String

    @ArgumentParser.Option(name: [.short, .customLong("output")], help: "Where the compiled list goes.")
    var output: String

    @ArgumentParser.Option(
        help: ArgumentHelp(
            "What of a token is compared: lower, the text in lower case; text, as it stands; lemma; folded, without case "
                + "and diacritics."), transform: match)
    var match: PhraseList.Match = .lower

    @ArgumentParser.Option(help: "The column of the phrases.")
    var phrase = "phrase"

    @ArgumentParser.Option(help: "The column of the identities; 'id' if there is one and nothing is given.")
    var id: String?

    @ArgumentParser.Option(
        parsing: .upToNextOption, help: "The columns that become attributes; all others if nothing is given.")
    var attributes: [String] = []

    @Flag(help: "Keep no attributes.")
    var bare = false

    func run() throws {
        guard !bare || attributes.isEmpty else {
            throw ValidationError("--bare and --attributes contradict each other")
        }
        let columns = PhraseColumns(
            phrase: phrase, id: id ?? "id", attributes: bare ? [] : attributes.isEmpty ? nil : attributes)
        let list = try PhraseList(
            contentsOf: list, columns: columns, required: Set(attributes + [id].compactMap { $0 }), match: match,
            split: StandardStages.split)
        let bytes = list.compiled
        try FileBytes.write(bytes, to: output)
        let perPhrase = list.count == 0 ? "" : ", \((bytes.count + list.count / 2) / list.count) a phrase"
        Console.standardError.write(
            "\(list.count) phrases of \(list.entryCount) entries, \(bytes.count) bytes\(perPhrase): \(output)")
    }

    @Sendable
    private static func match(_ word: String) throws -> PhraseList.Match {
        if let match = PhraseList.Match(rawValue: word) { return match }
        let known = PhraseList.Match.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("it is one of \(known)")
    }
}
