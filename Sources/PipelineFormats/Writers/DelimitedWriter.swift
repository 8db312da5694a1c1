public import PipelineCore

/// Writes comma-separated or tab-separated values: a row for each annotation, relation or document, under a head that
/// names the columns.
///
/// Offsets count Unicode scalars. Commas follow RFC 4180; with tabs, tabs and line ends within a field become blanks.
public struct DelimitedWriter: Writer {
    /// What a row stands for.
    public enum Row: String, Sendable, CaseIterable {
        /// An annotation: `id, layer, label, start, end, text, by, attributes`.
        case annotations
        /// A relation: `id, label, arguments, by, attributes`, the arguments as JSON with their texts.
        case relations
        /// A document: `id, source, language, annotations, relations, scores, meta`, the last two as JSON.
        case documents

        var columns: [String] {
            switch self {
            case .annotations: ["id", "layer", "label", "start", "end", "text", "by", "attributes"]
            case .relations: ["id", "label", "arguments", "by", "attributes"]
            case .documents: ["id", "source", "language", "annotations", "relations", "scores", "meta"]
            }
        }
    }

    /// Where the output goes: a path, or `-` for standard output.
    public let path: String
    /// What a row stands for.
    public let row: Row
    /// The layer or label that rows are limited to; `nil` for all.
    public let only: String?
    private let isTabbed: Bool

    /// A writer to a path.
    ///
    /// - Parameters:
    ///   - path: where the output goes, or `-` for standard output.
    ///   - row: what a row is.
    ///   - only: the layers or labels to write; all if empty.
    ///   - isTabbed: whether tabs stand between fields, rather than commas.
    public init(path: String, row: Row = .annotations, only: String? = nil, isTabbed: Bool = false) {
        self.path = path
        self.row = row
        self.only = only
        self.isTabbed = isTabbed
    }

    /// `write.csv`
    public static let component = component("csv", "comma-separated values", isTabbed: false)
    /// `write.tsv`
    public static let tabComponent = component("tsv", "tab-separated values", isTabbed: true)

    private static func component(_ name: String, _ values: String, isTabbed: Bool) -> Component<any Writer> {
        Component(
            name: name, summary: "\(values), a row an annotation, relation or document",
            options: [
                Option("path", .path, "a file, or \"-\" for standard output", isRequired: true),
                Option("rows", .choice(Row.allCases.map(\.rawValue)), "what a row is, \"annotations\" by default"),
                Option("only", .string, "the layer or label of the rows; all by default"),
            ],
            positional: "path"
        ) { options in
            DelimitedWriter(
                path: options.path("path") ?? "-", row: options.string("rows").flatMap(Row.init) ?? .annotations,
                only: options.string("only"), isTabbed: isTabbed)
        }
    }

    /// The head.
    public var prologue: [UInt8] {
        var bytes: [UInt8] = []
        append(row.columns, to: &bytes)
        return bytes
    }

    /// Adds a document's rows.
    public func encode(_ document: Document, into bytes: inout [UInt8]) {
        switch row {
        case .annotations:
            let offsets = OffsetMap(document.text)
            for annotation in document.annotations where includes(annotation.layer, annotation.label) {
                append(
                    [
                        document.id, annotation.layer, annotation.label,
                        String(offsets.offset(ofByte: annotation.bytes.lowerBound)),
                        String(offsets.offset(ofByte: annotation.bytes.upperBound)), document.text[annotation.bytes],
                        annotation.provenance.by, Self.json(annotation.attributes),
                    ], to: &bytes)
            }
        case .relations:
            for relation in document.relations where includes(relation.label, relation.label) {
                append(
                    [
                        document.id, relation.label, Self.json(Self.arguments(of: relation, in: document)),
                        relation.provenance.by, Self.json(relation.attributes),
                    ], to: &bytes)
            }
        case .documents: append(Self.fields(of: document), to: &bytes)
        }
    }

    private func includes(_ layer: String, _ label: String) -> Bool { only.map { $0 == layer || $0 == label } ?? true }

    private static func json(_ object: Value.Object) -> String { object.isEmpty ? "" : Value.object(object).json }

    private static func arguments(of relation: Relation, in document: Document) -> Value.Object {
        var object = Value.Object()
        for argument in relation.arguments {
            let texts = argument.annotations.compactMap { document.annotation($0) }.map { document.text[$0.bytes] }
            object[argument.name] = texts.count == 1 ? .string(texts[0]) : .array(texts.map(Value.string))
        }
        return object
    }

    private static func fields(of document: Document) -> [String] {
        var scores = Value.Object()
        for (name, score) in document.scores.sorted(by: { $0.key < $1.key }) { scores[name] = .number(score.value) }
        return [
            document.id, document.source ?? "", document.language ?? "", String(document.annotations.count),
            String(document.relations.count), json(scores), json(document.metadata),
        ]
    }

    private func append(_ fields: [String], to bytes: inout [UInt8]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: isTabbed ? "\t" : ",")) }
            if isTabbed {
                bytes += field.utf8.map { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
            } else if field.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) {
                bytes.append(0x22)
                for byte in field.utf8 { bytes += byte == 0x22 ? [0x22, 0x22] : [byte] }
                bytes.append(0x22)
            } else {
                bytes += field.utf8
            }
        }
        bytes += isTabbed ? [0x0A] : [0x0D, 0x0A]
    }
}
