import Testing
import PipelineCore
import PipelineTokenize

/// The tokens of a text with blanks between them.
func tokens(_ string: String, _ tokenizer: EnglishTokenizer = EnglishTokenizer()) -> String {
    let text = DocumentText(string)
    let tokens = tokenizer.tokenize(text).tokens
    return (0..<tokens.count).map { text[tokens[$0]] }.joined(separator: " ")
}

/// The sentences of a text, each as its tokens with blanks between them.
func sentences(_ text: String) -> [String] {
    parts(text) { $0.sentenceStarts }
}

/// The paragraphs of a text.
func paragraphs(_ text: String) -> [String] {
    parts(text) { $0.paragraphStarts }
}

private func parts(_ string: String, _ starts: (Tokenization) -> [UInt32]) -> [String] {
    let text = DocumentText(string)
    let result = EnglishTokenizer().tokenize(text)
    guard !result.tokens.isEmpty else { return [] }
    return Segmentation(starts: starts(result), tokenCount: result.tokens.count).ranges.map { run in
        run.map { text[result.tokens[$0]] }.joined(separator: " ")
    }
}

/// What a text is cut into.
struct Cut: Sendable, CustomStringConvertible {
    let text: String
    let expected: String

    init(_ text: String, _ expected: String) {
        self.text = text
        self.expected = expected
    }

    var description: String { text }
}

/// Runs a stage of the module, made from what a definition says.
func run(_ name: String, _ table: Setting.Table, on text: DocumentText) throws -> Document {
    let component = try #require(
        Registry(TokenizeStages.components(compile: { source, _ in try LetterExpression(source) }))[name])
    let stage = try component.make(from: table)
    var instance = try DocumentPipeline([stage]).makeInstance()
    return try #require(try instance.process(Document(id: "a", text: text)).first)
}

/// Stands in for an engine of regular expressions: matches runs of one character.
struct LetterExpression: TextExpression, TextExpressionSearcher {
    let groups: [(name: String, number: Int)] = []
    let groupCount = 1
    private let letter: UInt8

    init(_ source: String) throws {
        guard source.utf8.count == 1, let letter = source.utf8.first else {
            throw TextExpressionError(.invalid(offset: 0), "it is no letter")
        }
        self.letter = letter
    }

    func makeSearcher() throws -> any TextExpressionSearcher { self }

    func match(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int, allowsEmpty: Bool, isCancelled: () -> Bool
    ) throws -> [Range<Int>?]? {
        guard let first = bytes[start...].firstIndex(of: letter) else { return nil }
        return [first..<(bytes[first...].firstIndex { $0 != letter } ?? bytes.count)]
    }
}
