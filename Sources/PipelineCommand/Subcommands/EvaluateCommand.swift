import ArgumentParser
import Pipeline
import PipelineCore

/// `pipeline evaluate`
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measures annotations against a gold standard.",
        discussion: """
            CoNLL-U is measured as in the CoNLL 2018 shared task: words and sentences by the characters that they cover.
            IOB2 and JSON lines are measured by spans, equal and overlapping. With no file of predictions the English
            stages are run over the gold standard's text, or over its tokens.

            EXAMPLES
              pipeline evaluate dev.conllu predicted.conllu
              pipeline evaluate dev.conllu
              pipeline evaluate dev.conllu --gold-tokens
              pipeline evaluate names.iob2
              pipeline evaluate gold.jsonl out.jsonl --layer entities
            """)

    @Argument(help: "The gold standard: .conllu, .iob2 or .jsonl.")
    var gold: String

    @Argument(help: "What is measured, in the same format.")
    var predicted: String?

    @Flag(help: "Tag the words of the gold standard as it cuts them.")
    var goldTokens = false

    @ArgumentParser.Option(help: "A model of your own in place of the English one.")
    var model: String?

    @ArgumentParser.Option(help: "The layer of annotations that is compared.")
    var layer = "entities"

    func run() throws {
        let output = Console.standardOutput
        if gold.hasSuffix(".jsonl") {
            guard let predicted else { throw ValidationError("JSON lines need a file of predictions") }
            let score = try SpanScore(
                gold: AnnotatedLines(SourceFile(path: gold).bytes, layer: layer),
                predicted: AnnotatedLines(SourceFile(path: predicted).bytes, layer: layer))
            output.write(EvaluationTable.spans(score))
        } else if gold.hasSuffix(".conllu") {
            try evaluateTreebank(output)
        } else {
            try evaluateNames(output)
        }
    }

    private func evaluateTreebank(_ output: Console) throws {
        let bytes = try SourceFile(path: gold).bytes
        if goldTokens {
            output.write(TaggerTraining.evaluate(try tagger(), conllu: [bytes]).summary)
            return
        }
        let expected = try ConlluDocument(bytes)
        let found = try predicted.map { try SourceFile(path: $0).bytes } ?? Array(try tagged(expected.texts).utf8)
        output.write(EvaluationTable.treebank(try ConlluScore(gold: expected, predicted: ConlluDocument(found))))
    }

    private func evaluateNames(_ output: Console) throws {
        let expected = try SourceFile(path: gold).bytes
        if let predicted {
            let found = try SourceFile(path: predicted).bytes
            output.write(EvaluationTable.spans(try EntityTraining.compare(gold: expected, predicted: found)))
        } else {
            let model = try model.map { try EntityModel(SourceFile(path: $0).bytes) } ?? EntityModel.english()
            output.write(EvaluationTable.spans(EntityTraining.evaluate(model, iob2: [expected])))
        }
    }

    private func tagger() throws -> TaggerModel {
        try model.map { try TaggerModel(SourceFile(path: $0).bytes) } ?? TaggerModel.english()
    }

    /// What the English stages say of texts, as CoNLL-U.
    private func tagged(_ texts: [String]) throws -> String {
        var pipeline = try DocumentPipeline([EnglishTokenizerStage(), EnglishTaggerStage(model: try tagger())])
            .makeInstance()
        var result = ""
        for (number, text) in texts.enumerated() {
            let document = Document(id: "\(number)", text: DocumentText(text))
            result += try pipeline.process(document).map(\.conllu).joined()
        }
        return result
    }
}
