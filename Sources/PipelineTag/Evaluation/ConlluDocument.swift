public import PipelineCore

/// A treebank file as evaluation sees it: the characters of all tokens, and where tokens, words and sentences lie in
/// them.
///
/// Blanks do not count, so that two ways to cut the same text can be laid side by side.
public struct ConlluDocument: Sendable {
    /// A syntactic word.
    struct Word {
        /// The characters that it covers; those of the whole token for a part of a multiword token.
        var span: Range<Int>
        var isPart: Bool
        var form: String
        var lemma: String
        var upos: String
        var xpos: String
        /// The universal features, in order.
        var feats: String
    }

    private(set) var characters: [Unicode.Scalar] = []
    private(set) var tokens: [Range<Int>] = []
    private(set) var words: [Word] = []
    private(set) var sentences: [Range<Int>] = []
    /// The text of each `# newdoc`, paragraphs two line ends apart.
    public private(set) var texts: [String] = []
    private var sentenceStart = 0
    private var needsBlank = false

    /// Reads a file. Cost: one pass.
    ///
    /// - Throws: ``PipelineCore/PipelineError`` with code `documentUnreadable` when a line is neither blank, comment
    ///   nor ten
    /// columns.
    public init(_ bytes: [UInt8]) throws(PipelineError) {
        var partsLeft = 0
        for (number, line) in String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).enumerated() {
            if line.isEmpty {
                endSentence()
            } else if line.hasPrefix("#") {
                begin(line)
            } else {
                let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                guard columns.count == 10 else {
                    throw PipelineError(
                        .documentUnreadable, "line \(number + 1) has \(columns.count) columns in place of 10",
                        remedy: "give a CoNLL-U file")
                }
                add(columns, &partsLeft)
            }
        }
        endSentence()
    }

    private mutating func begin(_ comment: Substring) {
        if comment.hasPrefix("# newdoc") || texts.isEmpty {
            texts.append("")
        } else if comment.hasPrefix("# newpar"), !(texts.last ?? "").isEmpty {
            texts[texts.count - 1] += "\n\n"
            needsBlank = false
        }
        if comment.hasPrefix("# newdoc") { needsBlank = false }
    }

    private mutating func add(_ columns: [String], _ partsLeft: inout Int) {
        if columns[0].contains(".") { return }
        if columns[0].contains("-") {
            let ends = columns[0].split(separator: "-").compactMap { Int($0) }
            partsLeft = ends.count == 2 ? ends[1] - ends[0] + 1 : 0
            addToken(columns)
            return
        }
        if partsLeft == 0 { addToken(columns) }
        let isPart = partsLeft > 0
        partsLeft = max(0, partsLeft - 1)
        words.append(
            Word(
                span: tokens[tokens.count - 1], isPart: isPart, form: columns[1], lemma: columns[2], upos: columns[3],
                xpos: columns[4], feats: Self.universal(columns[5])))
    }

    private mutating func addToken(_ columns: [String]) {
        if texts.isEmpty { texts.append("") }
        if needsBlank { texts[texts.count - 1] += " " }
        texts[texts.count - 1] += columns[1]
        needsBlank = !columns[9].split(separator: "|").contains("SpaceAfter=No")
        let start = characters.count
        characters += columns[1].unicodeScalars.filter { !$0.properties.isWhitespace }
        tokens.append(start..<characters.count)
    }

    private mutating func endSentence() {
        if characters.count > sentenceStart { sentences.append(sentenceStart..<characters.count) }
        sentenceStart = characters.count
    }

    /// The features that all treebanks share; those of one language alone are not compared.
    private static func universal(_ feats: String) -> String {
        feats.split(separator: "|").filter { names.contains(String($0.prefix { $0 != "=" })) }.sorted()
            .joined(separator: "|")
    }

    private static let names: Set<String> = [
        "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number", "Case", "Definite",
        "Degree", "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident", "Polarity", "Person", "Polite",
    ]
}
