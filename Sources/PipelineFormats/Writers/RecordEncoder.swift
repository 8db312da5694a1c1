public import PipelineCore

/// What a record holds.
public struct RecordFormat: Sendable, Hashable {
    /// Whether the text is there.
    public var hasText = true
    /// Whether tokens and sentences are there.
    public var hasTokens = false
    /// Whether it says where the rules are written that made something.
    public var hasRules = false
    /// The unit of all offsets.
    public var unit = OffsetUnit.scalars

    /// The default: text, no tokens, offsets in Unicode scalars.
    public init() {}
}

/// Writes a document as a JSON object: keys in a fixed order, absent when empty, annotations numbered from 0.
struct RecordEncoder {
    private let document: Document
    private let format: RecordFormat
    private let offsets: OffsetMap
    private var json: JSONWriter
    private var isFirst = true

    init(_ document: Document, format: RecordFormat, after bytes: [UInt8] = []) {
        self.document = document
        self.format = format
        offsets = OffsetMap(document.text, unit: format.unit)
        json = JSONWriter(bytes)
    }

    /// The bytes that were there before, and the record.
    mutating func encode() -> [UInt8] {
        json.raw("{")
        string("id", document.id)
        if let source = document.source { string("source", source) }
        if let language = document.language { string("language", language) }
        if !document.metadata.isEmpty {
            key("meta")
            json.write(document.metadata)
        }
        if format.hasText {
            key("text")
            document.text.bytes.withUnsafeBufferPointer { json.write(utf8: $0) }
        }
        if format.hasTokens, !document.tokens.isEmpty { tokens() }
        annotations()
        relations()
        scores()
        if format.hasRules { rules() }
        json.raw("}")
        // Whoever adds to them must not have to copy them first.
        defer { json = JSONWriter() }
        return json.bytes
    }

    private mutating func key(_ name: StaticString) {
        if !isFirst { json.raw(",") }
        isFirst = false
        json.key(name)
    }

    private mutating func string(_ name: StaticString, _ value: String) {
        key(name)
        json.write(value)
    }

    private mutating func range(_ bytes: Range<Int>) {
        key("start")
        json.write(offsets.offset(ofByte: bytes.lowerBound))
        key("end")
        json.write(offsets.offset(ofByte: bytes.upperBound))
    }

    /// Writes an object; the keys in `body` begin afresh.
    private mutating func object(_ body: (inout RecordEncoder) -> Void) {
        let wasFirst = isFirst
        isFirst = true
        json.raw("{")
        body(&self)
        json.raw("}")
        isFirst = wasFirst
    }

    private mutating func array(_ name: StaticString, count: Int, _ body: (inout RecordEncoder, Int) -> Void) {
        guard count > 0 else { return }
        key(name)
        json.raw("[")
        for index in 0..<count {
            if index > 0 { json.raw(",") }
            body(&self, index)
        }
        json.raw("]")
    }

    private mutating func attributes(_ attributes: Value.Object) {
        guard !attributes.isEmpty else { return }
        key("attributes")
        json.write(attributes)
    }
}

// MARK: - Parts of a record

extension RecordEncoder {
    private mutating func tokens() {
        let document = document
        key("tokens")
        TokenEncoder(document).encode(offsets, into: &json.bytes)
        array("sentences", count: document.sentences.count) { encoder, index in
            let bytes = document.bytes(ofTokens: document.sentences[index])
            encoder.json.raw("[")
            encoder.json.write(encoder.offsets.offset(ofByte: bytes.lowerBound))
            encoder.json.raw(",")
            encoder.json.write(encoder.offsets.offset(ofByte: bytes.upperBound))
            encoder.json.raw("]")
        }
    }

    private mutating func annotations() {
        let document = document
        array("annotations", count: document.annotations.count) { encoder, index in
            let annotation = document.annotations[index]
            encoder.object { encoder in
                encoder.key("id")
                encoder.json.write(index)
                encoder.string("layer", annotation.layer)
                encoder.string("label", annotation.label)
                encoder.range(annotation.bytes)
                encoder.string("text", document.text[annotation.bytes])
                encoder.string("by", annotation.provenance.by)
                encoder.attributes(annotation.attributes)
            }
        }
    }

    private mutating func relations() {
        let document = document
        var numbers: [AnnotationID: Int] = [:]
        if !document.relations.isEmpty {
            for (index, annotation) in document.annotations.enumerated() { numbers[annotation.id] = index }
        }
        array("relations", count: document.relations.count) { encoder, index in
            let relation = document.relations[index]
            encoder.object { encoder in
                encoder.key("id")
                encoder.json.write(index)
                encoder.string("label", relation.label)
                encoder.key("arguments")
                var arguments = Value.Object()
                for argument in relation.arguments {
                    let ids = argument.annotations.compactMap { numbers[$0] }.map { Value.integer(Int64($0)) }
                    arguments[argument.name] = ids.count == 1 ? ids[0] : .array(ids)
                }
                encoder.json.write(arguments)
                encoder.attributes(relation.attributes)
                encoder.string("by", relation.provenance.by)
            }
        }
    }

    /// Where each rule is written whose name stands somewhere in the record.
    private mutating func rules() {
        var rules = Value.Object()
        for provenance in document.annotations.map(\.provenance) + document.relations.map(\.provenance) {
            guard rules[provenance.by] == nil, let location = provenance.location else { continue }
            let place = SourceLocation(file: location.file, line: location.line)
            rules[provenance.by] = .string(place.description)
        }
        guard !rules.isEmpty else { return }
        key("rules")
        json.write(rules)
    }

    private mutating func scores() {
        guard !document.scores.isEmpty else { return }
        let scores = document.scores.sorted { $0.key < $1.key }
        key("scores")
        json.raw("{")
        for (index, (name, score)) in scores.enumerated() {
            if index > 0 { json.raw(",") }
            json.write(name)
            json.raw(":")
            object { $0.score(score) }
        }
        json.raw("}")
    }

    private mutating func score(_ score: Score) {
        key("value")
        json.write(amount: score.value)
        if let level = score.level { string("level", level) }
        array("because", count: score.reasons.count) { encoder, index in
            let reason = score.reasons[index]
            encoder.object { encoder in
                encoder.string("rule", reason.rule)
                encoder.key("weight")
                encoder.json.write(amount: reason.weight)
                if let bytes = reason.bytes { encoder.range(bytes) }
            }
        }
    }
}
