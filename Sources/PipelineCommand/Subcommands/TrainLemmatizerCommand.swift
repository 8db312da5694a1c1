import ArgumentParser
import Pipeline
import PipelineCore

/// `pipeline train lemmatizer`
struct TrainLemmatizerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lemmatizer",
        abstract: "Trains lemmas from CoNLL-U, for tokens that have their parts of speech.",
        discussion: """
            `pipeline train tagger` learns lemmas as well; this is for parts of speech that come from elsewhere. A
            definition uses the model as tag.model { file = "my.model" }.

            EXAMPLES
              pipeline train lemmatizer --data train.conllu --dev dev.conllu -o my.model
            """)

    @OptionGroup var files: TrainingFiles

    func run() throws {
        let model = try LemmaTraining.train(
            conllu: try files.data.map(TrainingFiles.bytes), development: try files.dev.map(TrainingFiles.bytes),
            card: files.card("lemmatizer"))
        try files.finish(model, scores: LemmaModel(model).card["scores"])
    }
}
