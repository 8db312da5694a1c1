public import PipelineCore

/// Cuts English text into tokens and sentences by the conventions of the Universal Dependencies English Web Treebank.
///
/// One pass over the bytes, driven by tables; no regular expressions, and nothing is allocated for a token. Clitics are
/// tokens (do|n't, it|'s), so are the parts of a compound with a hyphen, but not a prefix (co-operate); numbers, dates,
/// addresses, abbreviations with their stop, initials and emoji sequences are one token each.
///
/// ```swift
/// EnglishTokenizer().split("Don't go.")  // ["Do", "n't", "go", "."]
/// ```
///
/// Cost: linear in the text, whatever it holds. A value; share it between threads.
public struct EnglishTokenizer: Sendable {
    private let lexicon: EnglishLexicon

    /// A tokenizer.
    ///
    /// - Parameters:
    ///   - abbreviations: words whose stop belongs to them and ends no sentence, with or without it; case is ignored.
    ///   - exceptions: texts that are always cut into the same pieces; the case counts.
    /// - Throws: ``PipelineCore/PipelineError`` with code `definition.invalid` when the pieces of an exception are not
    ///   its text, or when it holds blanks.
    public init(
        abbreviations: [String] = [], exceptions: KeyValuePairs<String, [String]> = [:]
    ) throws(PipelineError) {
        try self.init(abbreviations: abbreviations, exceptionList: exceptions.map { ($0.key, $0.value) })
    }

    /// A tokenizer with learnt abbreviations and exceptions.
    ///
    /// - Throws: ``PipelineCore/PipelineError`` with code `definition.invalid` when an exception has no pieces.
    public init(parameters: TokenizerParameters) throws(PipelineError) {
        try self.init(
            abbreviations: parameters.abbreviations, exceptionList: parameters.exceptions.map { ($0.joined(), $0) })
    }

    /// A tokenizer with the shipped word lists alone.
    public init() { lexicon = EnglishLexicon() }

    init(abbreviations: [String], exceptionList: [(String, [String])]) throws(PipelineError) {
        var exceptions: [TokenException] = []
        for (text, pieces) in exceptionList {
            guard let exception = TokenException(text: text, pieces: pieces) else {
                throw PipelineError(
                    .definitionInvalid, "the pieces of the exception '\(text)' do not make up its text",
                    remedy: "give the pieces in order, none empty and none with a blank")
            }
            exceptions.append(exception)
        }
        lexicon = EnglishLexicon(abbreviations: abbreviations, exceptions: exceptions)
    }

    /// The tokens, sentences and paragraphs of a text.
    public func tokenize(_ text: DocumentText) -> Tokenization {
        text.bytes.withUnsafeBufferPointer { bytes in
            ByteClass.table.withUnsafeBufferPointer { classes in
                var scanner = EnglishScanner(bytes, classes: classes, lexicon: lexicon)
                scanner.scan()
                let tokens = TokenTable(starts: scanner.starts, ends: scanner.ends)
                return Tokenization(
                    tokens: tokens, sentenceStarts: scanner.sentenceStarts, paragraphStarts: scanner.paragraphStarts,
                    normals: scanner.normals)
            }
        }
    }

    /// The tokens of a short text as strings: how a rule cuts a literal of several words.
    ///
    /// The text is taken for a piece of a sentence. So "Mr." is one token, though the stop would be a token of its own
    /// where a text ends.
    public func split(_ string: String) -> [String] {
        let endsInStop = string.utf8.last == UInt8(ascii: ".")
        let text = DocumentText(endsInStop ? string + " a" : string)
        let tokens = tokenize(text).tokens
        return (0..<tokens.count - (endsInStop ? 1 : 0)).map { text[tokens[$0]] }
    }
}
