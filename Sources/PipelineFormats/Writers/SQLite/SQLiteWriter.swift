public import PipelineCore

/// Writes a SQLite database: documents, annotations, relations and scores as tables, the texts in a full-text index, and
/// for each label of a relation a view with its arguments as columns.
///
/// ```sql
/// SELECT document_id, source, content FROM relation_STATEMENT WHERE source LIKE 'Lena%';
/// SELECT id FROM documents JOIN search ON search.rowid = number WHERE search MATCH 'ferry NEAR strike';
/// ```
public struct SQLiteWriter: StoreWriter {
    /// Where the database is.
    public let path: String
    /// Whether it holds the texts, and an index of their words.
    public let hasText: Bool
    /// The unit of all offsets.
    public let unit: OffsetUnit

    /// A writer to a path.
    public init(path: String, hasText: Bool = true, unit: OffsetUnit = .scalars) {
        self.path = path
        self.hasText = hasText
        self.unit = unit
    }

    /// `write.sqlite`
    public static let component = Component<any Writer>(
        name: "sqlite", summary: "a SQLite database with full-text index, a view for each kind of relation",
        options: [
            Option("path", .path, "a file", isRequired: true),
            Option("text", .boolean, "whether to write and index the text, true by default"),
            Option(
                "offsets", .choice(OffsetUnit.allCases.map(\.rawValue)), "the unit of offsets, \"scalars\" by default"),
        ],
        positional: "path"
    ) { options in
        SQLiteWriter(
            path: options.path("path") ?? "-", hasText: options.boolean("text") ?? true,
            unit: options.string("offsets").flatMap(OffsetUnit.init(rawValue:)) ?? .scalars)
    }

    /// Opens the database.
    public func open(anew: Bool) throws -> any RecordStore { try SQLiteStore(path, anew: anew) }

    /// Adds the rows of a document.
    public func encode(_ document: Document, into bytes: inout [UInt8]) {
        var rows = SQLiteRows(after: bytes)
        bytes = []
        let offsets = OffsetMap(document.text, unit: unit)
        rows.add(
            .documents,
            [
                .text(document.id), .text(document.source), .text(document.language), .json(document.metadata),
                hasText ? .text(document.text.bytes[...]) : .null,
            ])
        add(document.annotations, of: document, offsets, to: &rows)
        add(document.relations, of: document, to: &rows)
        add(document.scores, offsets, to: &rows)
        bytes = rows.bytes
    }

    private func add(
        _ annotations: [Annotation], of document: Document, _ offsets: OffsetMap, to rows: inout SQLiteRows
    ) {
        for (index, annotation) in annotations.enumerated() {
            let place = Self.place(annotation.bytes, offsets)
            rows.add(
                .annotations,
                [
                    .integer(Int64(index)), .text(annotation.layer), .text(annotation.label), place[0], place[1],
                    .text(document.text[annotation.bytes]), .text(annotation.provenance.by),
                    .json(annotation.attributes),
                ])
        }
    }

    private func add(_ relations: [Relation], of document: Document, to rows: inout SQLiteRows) {
        guard !relations.isEmpty else { return }
        var numbers: [AnnotationID: Int64] = [:]
        for (index, annotation) in document.annotations.enumerated() { numbers[annotation.id] = Int64(index) }
        for (index, relation) in relations.enumerated() {
            rows.add(
                .relations,
                [
                    .integer(Int64(index)), .text(relation.label), .text(relation.provenance.by),
                    .json(relation.attributes),
                ])
            for argument in relation.arguments {
                for number in argument.annotations.compactMap({ numbers[$0] }) {
                    rows.add(.arguments, [.integer(Int64(index)), .text(argument.name), .integer(number)])
                }
            }
        }
    }

    private func add(_ scores: [String: Score], _ offsets: OffsetMap, to rows: inout SQLiteRows) {
        for (name, score) in scores.sorted(by: { $0.key < $1.key }) {
            rows.add(.scores, [.text(name), .number(score.value), .text(score.level)])
            for reason in score.reasons {
                let place = reason.bytes.map { Self.place($0, offsets) } ?? [.null, .null]
                rows.add(.reasons, [.text(name), .text(reason.rule), .number(reason.weight), place[0], place[1]])
            }
        }
    }

    private static func place(_ bytes: Range<Int>, _ offsets: OffsetMap) -> [SQLiteValue] {
        [bytes.lowerBound, bytes.upperBound].map { .integer(Int64(offsets.offset(ofByte: $0))) }
    }
}
