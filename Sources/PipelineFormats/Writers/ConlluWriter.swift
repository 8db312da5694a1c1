public import PipelineCore

/// Writes CoNLL-U, the format of Universal Dependencies: sentences of tokens with lemma, parts of speech and features, and the
/// names of the layer `entities` in the last column, as `NER=B-PER`.
///
/// The columns `head` and `deprel` are written where a document has them, as one that `read.conllu` read does.
public struct ConlluWriter: Writer {
    /// Where the output goes: a path, or `-` for standard output.
    public let path: String
    /// The layer of the names.
    public let layer: String

    /// A writer to a path.
    public init(path: String, layer: String = "entities") {
        self.path = path
        self.layer = layer
    }

    /// `write.conllu`
    public static let component = Component<any Writer>(
        name: "conllu", summary: "CoNLL-U: tokens, sentences and their columns",
        options: [
            Option("path", .path, "a file, or \"-\" for standard output", isRequired: true),
            Option("layer", .string, "the layer of the names in the last column, \"entities\" by default"),
        ],
        positional: "path"
    ) { ConlluWriter(path: $0.path("path") ?? "-", layer: $0.string("layer") ?? "entities") }

    /// Adds a document's sentences.
    ///
    /// - Throws: ``PipelineError`` for a document without tokens that has a text.
    public func encode(_ document: Document, into bytes: inout [UInt8]) throws {
        guard !document.tokens.isEmpty || document.text.isBlank else {
            throw PipelineError(
                .documentInvalid, "the document has no tokens, which CoNLL-U consists of",
                remedy: "put a tokenizer into the pipeline")
        }
        let names = names(in: document)
        // Blanks and slashes mean something else in the identity of a sentence.
        let identity = String(document.id.map { $0.isWhitespace || $0 == "/" ? "_" : $0 })
        let paragraphs = Set(document.paragraphs.starts)
        bytes += Array("# newdoc id = \(Self.oneLine(document.id))\n".utf8)
        for (number, sentence) in document.sentences.ranges.enumerated() {
            if paragraphs.contains(UInt32(sentence.lowerBound)) { bytes += Array("# newpar\n".utf8) }
            let range = document.bytes(ofTokens: sentence)
            bytes += Array("# sent_id = \(identity)-\(number + 1)\n".utf8)
            bytes += Array("# text = \(Self.oneLine(document.text[range]))\n".utf8)
            for token in sentence {
                bytes += Array(line(token, of: document, sentence, names).joined(separator: "\t").utf8)
                bytes.append(0x0A)
            }
            bytes.append(0x0A)
        }
    }

    private func line(
        _ token: Int, of document: Document, _ sentence: Range<Int>, _ names: [Int: String]
    ) -> [String] {
        func value(_ column: TokenColumn) -> String {
            document.value(of: column, at: token).map(Self.oneLine).flatMap { $0.isEmpty ? nil : $0 } ?? "_"
        }
        var last: [String] = []
        if let name = names[token] { last.append("NER=\(name)") }
        let end = document.tokens[token].upperBound
        if token + 1 < sentence.upperBound, document.tokens[token + 1].lowerBound == end {
            last.append("SpaceAfter=No")
        }
        return [
            String(token - sentence.lowerBound + 1), Self.oneLine(document.tokenText(token)), value(.lemma),
            value(.upos),
            value(.xpos), value(.feats), value(.custom("head")), value(.custom("deprel")), "_",
            last.isEmpty ? "_" : last.joined(separator: "|"),
        ]
    }

    /// The tag of each token that a name covers; of names that overlap the first.
    private func names(in document: Document) -> [Int: String] {
        var names: [Int: String] = [:]
        for annotation in document.annotations where annotation.layer == layer {
            guard !annotation.tokens.contains(where: { names[$0] != nil }) else { continue }
            for token in annotation.tokens {
                names[token] = (token == annotation.tokens.lowerBound ? "B-" : "I-") + annotation.label
            }
        }
        return names
    }

    /// Lines and tabs are blanks here, and blanks in a row are one.
    private static func oneLine(_ text: String) -> String {
        text.split { $0 == " " || $0.isNewline || $0 == "\t" }.joined(separator: " ")
    }
}

extension DocumentText {
    fileprivate var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 } }
}
