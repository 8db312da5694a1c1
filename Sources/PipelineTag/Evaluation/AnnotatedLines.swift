public import PipelineCore

/// The annotations of a layer in JSON lines, by the identity of their document.
public struct AnnotatedLines: Sendable {
    private(set) var documents: [String: [LabelledSpan]] = [:]

    /// Reads records as `write.jsonl` writes them.
    ///
    /// - Throws: ``PipelineCore/PipelineError`` when a line is no JSON or has no `id`.
    public init(_ bytes: [UInt8], layer: String) throws(PipelineError) {
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard case .object(let object) = try? JSONParser.parse(Array(line)), let id = object["id"]?.string else {
                throw PipelineError(
                    .documentUnreadable, "a line is no record with an 'id'", remedy: "give files of write.jsonl")
            }
            var spans: [LabelledSpan] = []
            if case .array(let annotations) = object["annotations"] ?? .null {
                for case .object(let annotation) in annotations where annotation["layer"]?.string == layer {
                    guard let label = annotation["label"]?.string, let start = annotation["start"]?.double,
                        let end = annotation["end"]?.double, start <= end
                    else { throw PipelineError(.documentUnreadable, "an annotation lacks label, start or end") }
                    spans.append(LabelledSpan(Int(start)..<Int(end), label))
                }
            }
            documents[id, default: []] += spans
        }
    }
}

extension SpanScore {
    /// Compares the documents of two files; one that a side lacks has no spans there.
    public init(gold: AnnotatedLines, predicted: AnnotatedLines) {
        self.init()
        for id in Set(gold.documents.keys).union(predicted.documents.keys).sorted() {
            add(gold: gold.documents[id] ?? [], predicted: predicted.documents[id] ?? [])
        }
    }
}
