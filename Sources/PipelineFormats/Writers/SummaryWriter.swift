public import PipelineCore

/// Writes what was found in each document for a person to read: entities by label, relations with their arguments,
/// scores with their reasons.
///
/// The layout may change; programs read ``JSONLinesWriter``.
public struct SummaryWriter: Writer {
    /// Where the output goes: a path, or `-` for standard output.
    public let path: String
    /// Longer quotations are cut to this many characters.
    public let width: Int

    /// A writer to a path, or `-` for standard output.
    public init(path: String, width: Int = 100) {
        self.path = path
        self.width = width
    }

    /// `write.summary`
    public static let component = Component<any Writer>(
        name: "summary", summary: "what was found in each document, for a person to read",
        options: [
            Option("path", .path, "a file, or \"-\" for standard output", isRequired: true),
            Option("width", .integer, "longer texts are cut to this many characters, 100 by default"),
        ],
        positional: "path"
    ) { options in
        SummaryWriter(path: options.path("path") ?? "-", width: max(20, options.integer("width") ?? 100))
    }

    /// Adds a document's record to the bytes of an output.
    public func encode(_ document: Document, into bytes: inout [UInt8]) {
        var lines = ["── \(document.id)"]
        if !document.metadata.isEmpty {
            lines.append(row("meta", document.metadata.entries.map { "\($0.key) = \(plain($0.value))" }))
        }
        lines += scores(of: document) + names(in: document)
        lines += inReadingOrder(document.relations, of: document).map { relation($0, in: document) }
        bytes += Array((lines.joined(separator: "\n") + "\n\n").utf8)
    }

    private func row(_ title: String, _ parts: [String]) -> String {
        let padding = String(repeating: " ", count: max(1, 12 - title.count))
        return "   \(title)\(padding)\(parts.joined(separator: " · "))"
    }

    private func plain(_ value: Value) -> String { flat(value.string ?? value.json) }

    private func scores(of document: Document) -> [String] {
        document.scores.sorted { $0.key < $1.key }.map { name, score in
            var weights: [(rule: String, weight: Double, hits: Int)] = []
            for reason in score.reasons {
                if let index = weights.firstIndex(where: { $0.rule == reason.rule }) {
                    weights[index].weight += reason.weight
                    weights[index].hits += 1
                } else {
                    weights.append((reason.rule, reason.weight, 1))
                }
            }
            let terms = weights.map {
                "\($0.rule)\($0.hits > 1 ? " ×\($0.hits)" : "") \(amount($0.weight, signed: true))"
            }
            let level = score.level.map { " (\($0))" } ?? ""
            return row(name, ["\(amount(score.value))\(level)"] + terms)
        }
    }

    private func amount(_ number: Double, signed: Bool = false) -> String {
        let text = Int(exactly: number).map(String.init) ?? String(number)
        return signed && number >= 0 ? "+\(text)" : text
    }

    /// The names of the layer `entities`: the mentions of one entity count together.
    private func names(in document: Document) -> [String] {
        let entities = document.annotations(in: "entities")
        let labels = entities.map(\.label).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return labels.sorted().map { label in
            var counts: [(name: String, count: Int)] = []
            for entity in entities where entity.label == label {
                let name = entity.attributes["entity"]?.string ?? flat(document.text[entity.bytes])
                if let index = counts.firstIndex(where: { $0.name == name }) {
                    counts[index].count += 1
                } else {
                    counts.append((name, 1))
                }
            }
            return row(label, counts.map { $0.count > 1 ? "\($0.name) ×\($0.count)" : $0.name })
        }
    }

    private func inReadingOrder(_ relations: [Relation], of document: Document) -> [Relation] {
        let places = relations.map { relation in
            let spans = relation.arguments.flatMap(\.annotations).compactMap { document.annotation($0) }
            return (relation: relation, start: spans.map(\.bytes.lowerBound).min() ?? .max)
        }
        return places.sorted {
            ($0.relation.label, $0.start, $0.relation.id) < ($1.relation.label, $1.start, $1.relation.id)
        }.map(\.relation)
    }

    private func relation(_ relation: Relation, in document: Document) -> String {
        let arguments = relation.arguments.map { argument in
            let texts = argument.annotations.compactMap { document.annotation($0) }.map { document.text[$0.bytes] }
            return "\(argument.name): \(cut(flat(texts.joined(separator: " … "))))"
        }
        let attributes = relation.attributes.entries.map { "\($0.key) = \(plain($0.value))" }
        let notes = attributes.isEmpty ? [] : ["[\(attributes.joined(separator: ", "))]"]
        return row(relation.label, arguments + notes)
    }

    private func flat(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    private func cut(_ text: String) -> String { text.count > width ? text.prefix(width - 1) + "…" : text }
}
