import PipelineCore
import PipelineTestSupport

@testable import PipelineExtract

/// A document with patterns and what spaCy makes of them, as `Benchmarks/spacy_cases.py` writes it.
struct SpacyCase {
    /// A span with its label and identity, as a list of plain values.
    struct Span: Hashable, Comparable, CustomStringConvertible {
        var start: Int
        var end: Int
        var label: String
        var id: String

        var description: String { "\(start)..<\(end) \(label) \(id)" }

        static func < (left: Span, right: Span) -> Bool {
            (left.start, left.end, left.label, left.id) < (right.start, right.end, right.label, right.id)
        }
    }

    let line: Int
    let value: Value.Object

    static func all(in path: String) throws -> [SpacyCase] {
        let text = path.hasPrefix("/") ? DocumentText(try FileBytes.read(path)).string : try Repository.text(path)
        return try text.split(separator: "\n").enumerated().compactMap { index, line in
            try JSONParser.parse(line.utf8).object.map { SpacyCase(line: index + 1, value: $0) }
        }
    }

    func strings(_ key: String) -> [String] { value[key]?.array?.compactMap(\.string) ?? [] }

    func spans(_ key: String) -> [Span] {
        (value[key]?.array ?? []).compactMap { span in
            guard let parts = span.array, parts.count == 4, let start = parts[0].integer, let end = parts[1].integer,
                let label = parts[2].string, let id = parts[3].string
            else { return nil }
            return Span(start: Int(start), end: Int(end), label: label, id: id)
        }
    }

    /// The document with the columns and entities that spaCy had.
    func document() throws -> Document {
        let words = strings("words")
        var text = ""
        var tokens = TokenTable()
        for (word, space) in zip(words, value["spaces"]?.array ?? []) {
            tokens.append(text.utf8.count..<text.utf8.count + word.utf8.count)
            text += space == .boolean(true) ? word + " " : word
        }
        var document = Document(id: "case \(line)", text: DocumentText(text))
        let starts = value["starts"]?.array?.compactMap(\.integer).map(UInt32.init) ?? []
        try document.setTokens(tokens, sentenceStarts: starts)
        for column in ["norm", "lemma", "upos", "xpos", "feats", "kind", "rank"] {
            let symbols = strings(column).map { document.intern($0) }
            document.assign(symbols, to: TokenColumn(column))
        }
        for span in spans("ents") {
            try document.annotate(
                tokens: span.start..<span.end, layer: "entities", label: span.label,
                attributes: span.id.isEmpty ? [:] : ["entity": .string(span.id)], provenance: Provenance(stage: "made"))
        }
        return document
    }

    /// What a stage with the patterns makes of the document, in layer `entities` or one of its own.
    func run(_ mode: String) throws -> [Span] {
        var patterns = SpacyPatterns(label: nil)
        let isMatcher = ["all", "FIRST", "LONGEST"].contains(mode)
        for (index, pattern) in (value["patterns"]?.array ?? []).enumerated()
        where !isMatcher || pattern.object?["pattern"]?.array != nil {
            patterns.add(pattern, name: "\(index)", nil)
        }
        let isEntity = mode == "entity" || mode == "overwrite"
        var options = SpacyOptions(layer: isEntity ? "entities" : "found")
        options.ruler = isEntity ? .entity : .span
        options.greedy = SpacyRuler.Greedy(rawValue: mode)
        options.overwrite = mode == "overwrite"
        options.phraseMatch = value["attribute"]?.string == "LOWER" ? .lower : .text
        let stage = try SpacyStage(name: "spacy", patterns, options, location: nil) { text in
            text.split(separator: " ").map(String.init)
        }
        var instance = stage.makeInstance(for: Worker())
        var document = try document()
        try instance.process(&document, StageContext(stage: "spacy"))
        return document.annotations(in: options.layer).map { annotation in
            Span(
                start: annotation.tokens.lowerBound, end: annotation.tokens.upperBound, label: annotation.label,
                id: annotation.attributes["entity"]?.string ?? "")
        }.sorted()
    }
}
