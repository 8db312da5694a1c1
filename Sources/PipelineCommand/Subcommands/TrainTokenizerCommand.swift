import ArgumentParser
import Pipeline
import PipelineCore

/// `pipeline train tokenizer`
struct TrainTokenizerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokenizer",
        abstract: "Learns abbreviations and words that are cut from CoNLL-U.",
        discussion: """
            The result is text that can be read and changed. A definition uses it as
            tokenize.english { parameters = "my.tokenizer" } or tokenize.unicode { parameters = "my.tokenizer" }.

            EXAMPLES
              pipeline train tokenizer --data train.conllu --dev dev.conllu -o my.tokenizer
            """)

    @OptionGroup var files: TrainingFiles

    @ArgumentParser.Option(help: "What is to cut the development data: english or unicode.")
    var base: Base = .english

    enum Base: String, ExpressibleByArgument, CaseIterable {
        case english
        case unicode
    }

    func run() throws {
        var parameters = try TokenizerTraining.train(conllu: try files.data.map(TrainingFiles.bytes))
        let card = files.card("tokenizer")
        parameters.card = card.text.split(separator: "\n").map(String.init)
        let scores = try files.dev.isEmpty ? nil : scores(parameters)
        if let scores { parameters.card.append("scores: \(scores)") }
        try files.finish(parameters.bytes, scores: scores)
    }

    /// Tokens and sentences of the development data, from its raw text.
    private func scores(_ parameters: TokenizerParameters) throws -> String {
        var (tokens, sentences) = (SpanCounts(), SpanCounts())
        var tokenizer = try tokenizer(parameters)
        for path in files.dev {
            let gold = try ConlluDocument(TrainingFiles.bytes(path))
            var predicted = ""
            for (index, text) in gold.texts.enumerated() {
                var document = Document(id: "\(index)", text: DocumentText(text))
                try tokenizer.process(&document, StageContext(stage: "tokenize"))
                predicted += document.conllu
            }
            let score = try ConlluScore(gold: gold, predicted: ConlluDocument(Array(predicted.utf8)))
            tokens.add(score["Tokens"])
            sentences.add(score["Sentences"])
        }
        func percent(_ part: Double) -> String { "\((part * 10_000).rounded() / 100)" }
        return "tokens F1 \(percent(tokens.f1)), sentences F1 \(percent(sentences.f1))"
    }

    private func tokenizer(_ parameters: TokenizerParameters) throws -> any Stage & StageInstance {
        switch base {
        case .english: EnglishTokenizerStage(tokenizer: try EnglishTokenizer(parameters: parameters))
        case .unicode: UnicodeTokenizerStage(parameters: parameters)
        }
    }
}
