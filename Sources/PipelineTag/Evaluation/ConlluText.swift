public import PipelineCore

extension Document {
    /// The document as CoNLL-U, without syntax: tokens, lemmas, parts of speech, features, `SpaceAfter=No`.
    public var conllu: String {
        var lines = "# newdoc id = \(id)\n"
        for index in 0..<sentences.count {
            for (number, token) in sentences[index].enumerated() {
                let range = tokens[token]
                let isJoined = token + 1 < tokens.count && tokens[token + 1].lowerBound == range.upperBound
                let columns = [
                    "\(number + 1)", text[range], value(of: .lemma, at: token) ?? "_",
                    value(of: .upos, at: token) ?? "_",
                    value(of: .xpos, at: token) ?? "_", value(of: .feats, at: token) ?? "_", "_", "_", "_",
                    isJoined ? "SpaceAfter=No" : "_",
                ]
                lines += columns.joined(separator: "\t") + "\n"
            }
            lines += "\n"
        }
        return lines
    }
}
