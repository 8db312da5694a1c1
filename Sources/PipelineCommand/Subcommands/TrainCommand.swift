import ArgumentParser
import Pipeline
import PipelineCore

/// `pipeline train`
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Trains a model from annotated data.",
        discussion: """
            Models are files that definitions name: tokenize.unicode { parameters = "my.tokenizer" } and
            tag.model "my.model". `pipeline evaluate` measures taggers on data that they have not seen. See
            Documentation/how-to/train-a-tagger.md.

            EXAMPLES
              pipeline train tokenizer --data train.conllu --dev dev.conllu -o my.tokenizer
              pipeline train tagger --data train.conllu --dev dev.conllu -o my.model
              pipeline train lemmatizer --data train.conllu --dev dev.conllu -o my.model
              pipeline train entities --data train.iob2 --dev dev.iob2 -o my.model
            """,
        subcommands: [
            TrainTokenizerCommand.self, TrainTaggerCommand.self, TrainLemmatizerCommand.self, TrainEntitiesCommand.self,
        ])
}

/// The files of a training.
struct TrainingFiles: ParsableArguments {
    @ArgumentParser.Option(parsing: .upToNextOption, help: "Files to learn from; the conventions of the first count.")
    var data: [String]

    @ArgumentParser.Option(
        parsing: .upToNextOption, help: "Files that the best model is chosen by; no weight is learnt from them.")
    var dev: [String] = []

    @ArgumentParser.Option(parsing: .upToNextOption, help: "Lines of the model's card, such as \"licence: CC BY 4.0\".")
    var note: [String] = []

    @ArgumentParser.Option(name: [.short, .customLong("output")], help: "Where the model goes.")
    var output: String

    static func bytes(_ path: String) throws -> [UInt8] { try SourceFile(path: path).bytes }

    /// What the model says of where it comes from. The folders of files are left out: they differ from machine to
    /// machine.
    func card(_ kind: String) -> ModelCard {
        var card = ModelCard(note.map { $0 + "\n" }.joined())
        let names = data.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        let more = names.count > 6 ? " and \(names.count - 6) more" : ""
        card["data"] = names.prefix(6).joined(separator: " ") + more
        card["command"] = "pipeline train \(kind)"
        return card
    }

    /// Writes the model and says its scores.
    func finish(_ model: [UInt8], scores: String?) throws {
        try FileBytes.write(model, to: output)
        Console.standardError.write("\(model.count) bytes written to \(output)")
        if let scores { Console.standardOutput.write(scores) }
    }
}

/// What the trainings of networks have in common.
struct TrainingOptions: ParsableArguments {
    @OptionGroup var files: TrainingFiles

    @ArgumentParser.Option(
        help: "Groups of like words: lines of a lower-cased word and its group among 64, 256 and 1,024, between tabs.")
    var clusters: String?

    @ArgumentParser.Option(
        parsing: .upToNextOption,
        help: "Lists of a lower-cased word a line: first names, surnames, places, organizations, no names alone.")
    var lists: [String] = []

    @ArgumentParser.Option(help: "How often the data is gone through at most.")
    var rounds: Int?

    @ArgumentParser.Option(
        parsing: .upToNextOption, help: "Files that the finished model is measured on; they decide nothing.")
    var test: [String] = []

    /// What the model says of where it comes from.
    func card(_ kind: String, rounds: Int) -> ModelCard {
        var card = files.card(kind)
        card["command"] = "pipeline train \(kind) --rounds \(rounds)"
        return card
    }

    /// Says how a round went.
    static func report(_ round: Int, loss: Double, _ score: String?) {
        let thousandths = Int((loss * 1000).rounded())
        Console.standardError.write(
            "round \(round): loss \(thousandths / 1000).\("\(1000 + thousandths % 1000)".dropFirst())"
                + (score.map { ", \($0)" } ?? ""))
    }
}

/// `pipeline train tagger`
struct TrainTaggerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tagger",
        abstract: "Trains parts of speech, features and lemmas from CoNLL-U.",
        discussion: """
            The same data gives the same bytes. A definition uses the model as tag.model { file = "my.model" }.

            EXAMPLES
              pipeline train tagger --data train.conllu --dev dev.conllu -o my.model
            """)

    @OptionGroup var options: TrainingOptions

    @ArgumentParser.Option(parsing: .upToNextOption, help: "Tokenized text whose capital letters are counted.")
    var text: [String] = []

    func run() throws {
        var choices = TaggerTraining.Options()
        choices.rounds = options.rounds ?? choices.rounds
        choices.card = options.card("tagger", rounds: choices.rounds)
        let model = try TaggerTraining.train(
            conllu: try options.files.data.map(TrainingFiles.bytes),
            development: try options.files.dev.map(TrainingFiles.bytes),
            groups: try options.clusters.map(TrainingFiles.bytes) ?? [], text: try text.map(TrainingFiles.bytes),
            lists: try options.lists.map(TrainingFiles.bytes), options: choices
        ) { TrainingOptions.report($0.number, loss: $0.loss, $0.score?.summary) }
        var card = try TaggerModel(model).card
        if !options.test.isEmpty {
            let test = try options.test.map(TrainingFiles.bytes)
            card["test scores"] = TaggerTraining.evaluate(try TaggerModel(model), conllu: test).summary
        }
        try options.files.finish(
            TaggerTraining.withCard(card, model), scores: card["test scores"] ?? card["scores"])
    }
}

/// `pipeline train entities`
struct TrainEntitiesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "entities",
        abstract: "Trains names from IOB2, or from CoNLL-U with Entity= in its last column.",
        discussion: """
            The same data gives the same bytes. A definition uses the model as tag.model { file = "my.model" }.

            EXAMPLES
              pipeline train entities --data train.iob2 --dev dev.iob2 -o my.model
            """)

    @OptionGroup var options: TrainingOptions

    @ArgumentParser.Option(parsing: .upToNextOption, help: "The labels that are learnt.")
    var labels: [String] = ["PER", "ORG", "LOC"]

    func run() throws {
        var choices = EntityTraining.Options()
        choices.labels = labels
        choices.rounds = options.rounds ?? choices.rounds
        choices.card = options.card("entities", rounds: choices.rounds)
        let model = try EntityTraining.train(
            data: try options.files.data.map(TrainingFiles.bytes),
            development: try options.files.dev.map(TrainingFiles.bytes),
            groups: try options.clusters.map(TrainingFiles.bytes) ?? [],
            lists: try options.lists.map(TrainingFiles.bytes), options: choices
        ) { TrainingOptions.report($0.number, loss: $0.loss, $0.score?.summary) }
        var card = try EntityModel(model).card
        if !options.test.isEmpty {
            let test = try options.test.map(TrainingFiles.bytes)
            card["test scores"] = EntityTraining.evaluate(try EntityModel(model), iob2: test).total.summary
        }
        try options.files.finish(
            EntityTraining.withCard(card, model), scores: card["test scores"] ?? card["scores"])
    }
}
