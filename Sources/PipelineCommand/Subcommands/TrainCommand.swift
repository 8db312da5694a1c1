import ArgumentParser
import PipelineCore
import Pipeline

/// `pipeline train`
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Trains a model from annotated data.", subcommands: [TrainTaggerCommand.self])
}

/// `pipeline train tagger`
struct TrainTaggerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tagger",
        abstract: "Trains parts of speech and lemmas from CoNLL-U.",
        discussion: """
            The same data gives the same bytes. A definition uses the model as tag.english { model = "my.model" }.

            EXAMPLES
              pipeline train tagger --data train.conllu --dev dev.conllu -o my.model
            """)

    @ArgumentParser.Option(parsing: .upToNextOption, help: "CoNLL-U files to learn from.")
    var data: [String]

    @ArgumentParser.Option(parsing: .upToNextOption, help: "CoNLL-U files to measure on; nothing is learnt from them.")
    var dev: [String] = []

    @ArgumentParser.Option(
        help: "Groups of like words: lines of a lower-cased word and its group among 64, 256 and 1,024, between tabs.")
    var clusters: String?

    @ArgumentParser.Option(name: [.short, .customLong("output")], help: "Where the model goes.")
    var output: String

    func run() throws {
        let console = Console.standardError
        let model = try TaggerTraining.train(
            conllu: try data.map(Self.bytes), clusters: try clusters.map(Self.bytes) ?? []
        ) { round, right in
            console.write("round \(round): \(Self.percent(right)) of the words right while learning")
        }
        try FileBytes.write(model, to: output)
        console.write("\(model.count) bytes written to \(output)")
        guard !dev.isEmpty else { return }
        let score = TaggerTraining.evaluate(try TaggerModel(model), conllu: try dev.map(Self.bytes))
        Console.standardOutput.write(
            """
            words  \(score.words)
            UPOS   \(Self.percent(score.upos))
            XPOS   \(Self.percent(score.xpos))
            lemma  \(Self.percent(score.lemmaOfGoldTags)) with the data's tags, \(Self.percent(score.lemma)) with its own
            """)
    }

    private static func bytes(_ path: String) throws -> [UInt8] { try SourceFile(path: path).bytes }

    private static func percent(_ part: Double) -> String { "\((part * 10_000).rounded() / 100) %" }
}
