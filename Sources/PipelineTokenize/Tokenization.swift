public import PipelineCore

/// What a tokenizer finds in a text.
public struct Tokenization: Sendable {
    /// The tokens in text order. Every byte that is not white space belongs to exactly one.
    public var tokens: TokenTable
    /// The first token of each sentence.
    public var sentenceStarts: [UInt32]
    /// The first token of each paragraph.
    public var paragraphStarts: [UInt32]
    /// The tokens whose normal form is not their lower case, in order.
    var normals: [(token: UInt32, form: NormalForm)]
}

extension Document {
    /// Takes over what a tokenizer found. The column `norm` holds the normal forms that differ from lower case; where it
    /// has no value, the lower-cased text is the normal form.
    mutating func apply(_ tokenization: Tokenization) throws(PipelineError) {
        try setTokens(
            tokenization.tokens, sentenceStarts: tokenization.sentenceStarts,
            paragraphStarts: tokenization.paragraphStarts)
        guard !tokenization.normals.isEmpty else { return }
        let symbols = NormalForm.allCases.map { intern($0.text) }
        var column = [Symbol](repeating: .none, count: tokens.count)
        for (token, form) in tokenization.normals { column[Int(token)] = symbols[Int(form.rawValue)] }
        assign(column, to: .norm)
    }
}
