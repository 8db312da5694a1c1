public import PipelineCore

/// Writes JSON lines: a record a document. `Schemas/record.schema.json` describes a record.
public struct JSONLinesWriter: Writer {
    /// Where the output goes: a path, or `-` for standard output.
    public let path: String
    /// What a record holds.
    public let format: RecordFormat

    /// A writer to a path, or `-` for standard output.
    public init(path: String, format: RecordFormat = RecordFormat()) {
        self.path = path
        self.format = format
    }

    /// `write.jsonl`
    public static let component = Component<any Writer>(
        name: "jsonl", summary: "JSON lines, a record a document",
        options: [
            Option("path", .path, "a file, or \"-\" for standard output", isRequired: true),
            Option("text", .boolean, "whether to write the text, true by default"),
            Option("tokens", .boolean, "whether to write tokens and sentences, false by default"),
            Option("rules", .boolean, "whether to write where each rule is written, false by default"),
            Option(
                "offsets", .choice(OffsetUnit.allCases.map(\.rawValue)), "the unit of offsets, \"scalars\" by default"),
        ],
        positional: "path"
    ) { options in
        var format = RecordFormat()
        format.hasText = options.boolean("text") ?? true
        format.hasTokens = options.boolean("tokens") ?? false
        format.hasRules = options.boolean("rules") ?? false
        format.unit = options.string("offsets").flatMap(OffsetUnit.init(rawValue:)) ?? .scalars
        return JSONLinesWriter(path: options.path("path") ?? "-", format: format)
    }

    /// Adds a document's record to the bytes of an output.
    public func encode(_ document: Document, into bytes: inout [UInt8]) {
        var encoder = RecordEncoder(document, format: format, after: bytes)
        bytes = []
        bytes = encoder.encode()
        bytes.append(UInt8(ascii: "\n"))
    }
}
