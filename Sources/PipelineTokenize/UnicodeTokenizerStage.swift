public import PipelineCore

/// The stage `tokenize.unicode`: words and sentences by the default rules of Unicode 17 (UAX #29), for text in any
/// language that is written with blanks between words.
///
/// White space is no token, every other word segment is one; marks, joiners and formatting characters belong to what
/// stands before them. Besides a sentence ends with its line, and a paragraph at a blank line or a paragraph separator.
public struct UnicodeTokenizerStage: Stage, StageInstance {
    /// The name in messages and provenance.
    public let name: String
    /// What it gives a document.
    public let assigns: [Feature] = [.tokens, .sentences]
    /// Where it is written, if it is in a definition.
    public let location: SourceLocation?

    /// Abbreviations without their stop.
    private let abbreviations: Set<[UInt8]>
    /// The lengths of the pieces of words.
    private let exceptions: [[UInt8]: [Int]]

    /// A stage.
    ///
    /// - Parameters:
    ///   - name: the name in messages and provenance.
    ///   - parameters: abbreviations, whose stop belongs to them and ends no sentence, and words that are cut.
    ///   - location: where it is defined, for messages.
    public init(
        name: String = "tokenize.unicode", parameters: TokenizerParameters = TokenizerParameters(),
        location: SourceLocation? = nil
    ) {
        self.name = name
        self.location = location
        abbreviations = Set(parameters.abbreviations.map { Array($0.utf8.dropLast($0.hasSuffix(".") ? 1 : 0)) })
        exceptions = Dictionary(
            parameters.exceptions.map { (Array($0.joined().utf8), $0.map(\.utf8.count)) }, uniquingKeysWith: { $1 })
    }

    /// Cuts the text. Throws when the document has annotations already.
    public func process(_ document: inout Document, _ context: StageContext) throws {
        try document.apply(tokenize(document.text))
    }

    /// The tokens of a text. Cost: two passes, one for words and one for sentences.
    public func tokenize(_ text: DocumentText) -> Tokenization {
        var result = Tokenization(tokens: TokenTable(), sentenceStarts: [], paragraphStarts: [], normals: [])
        text.bytes.withUnsafeBufferPointer { bytes in
            var words = WordBreaker(bytes)
            var sentences = SentenceBreaker(bytes)
            var (start, sentenceEnd, lineEnds) = (0, 0, 2)
            var isPending = true
            while start < bytes.count {
                if start >= sentenceEnd {
                    isPending = true
                    while start >= sentenceEnd { sentenceEnd = sentences.end(from: sentenceEnd) }
                }
                var end = words.end(from: start)
                let first = Self.skipBlanks(bytes, start..<end, &lineEnds)
                if first < end {
                    let token = UInt32(result.tokens.count)
                    if isPending || lineEnds > 1 { result.sentenceStarts.append(token) }
                    if lineEnds > 1 { result.paragraphStarts.append(token) }
                    if isAbbreviation(bytes, first..<end) {
                        end += 1
                        while sentenceEnd < bytes.count, bytes[end..<sentenceEnd].allSatisfy({ $0 == 0x20 }) {
                            sentenceEnd = sentences.end(from: sentenceEnd)
                        }
                    }
                    append(first..<end, bytes, &result)
                    (isPending, lineEnds) = (false, 0)
                }
                start = end
            }
        }
        return result
    }

    private func isAbbreviation(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
        guard !abbreviations.isEmpty, word.upperBound < bytes.count, bytes[word.upperBound] == UInt8(ascii: ".") else {
            return false
        }
        return abbreviations.contains(Array(bytes[word]))
    }

    private func append(_ word: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, _ result: inout Tokenization) {
        var start = word.lowerBound
        for length in exceptions.isEmpty ? [] : exceptions[Array(bytes[word])]?.dropLast() ?? [] {
            result.tokens.append(start..<start + length)
            start += length
        }
        result.tokens.append(start..<word.upperBound)
    }

    /// Where the white space ends with which a segment begins; counts the line ends in it.
    private static func skipBlanks(
        _ bytes: UnsafeBufferPointer<UInt8>, _ segment: Range<Int>, _ lineEnds: inout Int
    ) -> Int {
        var index = segment.lowerBound
        while index < segment.upperBound {
            let (code, next) = CodePoint.read(bytes, at: index)
            guard Unicode.Scalar(code)?.properties.isWhitespace ?? false else { return index }
            if code == 0x0A || code == 0x85 || code == 0x2028 { lineEnds += 1 }
            if code == 0x2029 { lineEnds += 2 }
            index = next
        }
        return index
    }
}

extension UnicodeTokenizerStage {
    /// What a definition may say of the stage.
    public static let component = Component<any Stage>(
        name: "tokenize.unicode", summary: "words and sentences of any language by the rules of Unicode (UAX #29)",
        options: [
            Option("parameters", .path, "abbreviations and exceptions, as `pipeline train tokenizer` writes them")
        ],
        assigns: [.tokens, .sentences]
    ) { options in
        do {
            let learnt = try options.path("parameters").map { try TokenizerParameters(SourceFile(path: $0).bytes) }
            return UnicodeTokenizerStage(
                name: options.name, parameters: learnt ?? TokenizerParameters(), location: options.location)
        } catch {
            throw PipelineError(error, code: .definitionInvalid).at(location: options.location)
        }
    }
}
