import PipelineCore
import PipelineTag
import PipelineTokenize

/// A text with what the shipped tagger says of it.
func tagged(_ text: String, _ layers: [EnglishTaggerStage.Layer] = EnglishTaggerStage.Layer.standard) throws -> Document
{
    var pipeline = try DocumentPipeline([EnglishTokenizerStage(), EnglishTaggerStage(layers: layers)]).makeInstance()
    return try pipeline.process(Document(id: "test", text: DocumentText(text)))[0]
}

extension Document {
    /// The values of a column with blanks between them.
    func column(_ column: TokenColumn) -> String {
        (0..<tokens.count).map { value(of: column, at: $0) ?? "-" }.joined(separator: " ")
    }
}

/// A treebank of made-up sentences: `form/lemma/UPOS/XPOS`.
func treebank(_ sentences: [String]) -> [UInt8] {
    var lines = ""
    for sentence in sentences {
        lines += "# text = …\n"
        for (index, word) in sentence.split(separator: " ").enumerated() {
            let parts = word.split(separator: "/")
            lines += "\(index + 1)\t\(parts[0])\t\(parts[1])\t\(parts[2])\t\(parts[3])\t_\t0\tdep\t_\t_\n"
        }
        lines += "\n"
    }
    return Array(lines.utf8)
}

let smallTreebank = treebank([
    "The/the/DET/DT old/old/ADJ/JJ ferry/ferry/NOUN/NN sailed/sail/VERB/VBD slowly/slowly/ADV/RB ././PUNCT/.",
    "A/a/DET/DT green/green/ADJ/JJ boat/boat/NOUN/NN waited/wait/VERB/VBD ././PUNCT/.",
    "The/the/DET/DT boats/boat/NOUN/NNS sail/sail/VERB/VBP today/today/NOUN/NN ././PUNCT/.",
    "She/she/PRON/PRP saw/see/VERB/VBD the/the/DET/DT ships/ship/NOUN/NNS ././PUNCT/.",
    "They/they/PRON/PRP painted/paint/VERB/VBD a/a/DET/DT small/small/ADJ/JJ house/house/NOUN/NN ././PUNCT/.",
])
