internal import PipelineCore

/// Puts back into a document what ``RecordEncoder`` wrote of it: tokens with their columns, sentences, annotations, relations
/// and scores.
struct RecordDecoder {
    private static let keys = ["tokens", "sentences", "annotations", "relations", "scores", "rules"]

    private let offsets: OffsetMap
    private var document: Document
    private var provenances: [String: Provenance] = [:]
    private var ids: [AnnotationID] = []

    /// The document with all that its metadata hold of a record, which are no metadata then. Where rules are written is
    /// forgotten.
    ///
    /// - Throws: ``PipelineError`` that names the entry that is not as `Schemas/record.schema.json` has it.
    static func decode(_ document: Document, unit: OffsetUnit) throws(PipelineError) -> Document {
        var decoder = RecordDecoder(document, unit: unit)
        var parts: [String: Value] = [:]
        for key in keys {
            parts[key] = document.metadata[key]
            decoder.document.metadata[key] = nil
        }
        try decoder.takeTokens(parts["tokens"], sentences: parts["sentences"])
        try decoder.each(parts["annotations"], "annotations") { (decoder, entry, place) throws(PipelineError) in
            try decoder.takeAnnotation(entry, place)
        }
        try decoder.each(parts["relations"], "relations") { (decoder, entry, place) throws(PipelineError) in
            try decoder.takeRelation(entry, place)
        }
        try decoder.takeScores(parts["scores"])
        return decoder.document
    }

    private init(_ document: Document, unit: OffsetUnit) {
        self.document = document
        offsets = OffsetMap(document.text, unit: unit)
    }

    // MARK: Entries

    private static func wrong(_ place: String, _ expected: String) -> PipelineError {
        PipelineError(
            .documentUnreadable, "\(place) of the record is not \(expected)",
            remedy: "leave 'assigns' out to read it as metadata")
    }

    private mutating func each(
        _ value: Value?, _ place: String,
        _ body: (inout RecordDecoder, Value.Object, String) throws(PipelineError) -> Void
    ) throws(PipelineError) {
        guard let value else { return }
        guard let array = value.array else { throw Self.wrong("'\(place)'", "an array") }
        for (index, entry) in array.enumerated() {
            guard let object = entry.object else { throw Self.wrong("\(place)[\(index)]", "an object") }
            try body(&self, object, "\(place)[\(index)]")
        }
    }

    private func string(_ object: Value.Object, _ key: String, _ place: String) throws(PipelineError) -> String {
        guard let string = object[key]?.string else { throw Self.wrong("\(place).\(key)", "a string") }
        return string
    }

    private func bytes(_ start: Value?, _ end: Value?, _ place: String) throws(PipelineError) -> Range<Int> {
        guard let start = start?.integer.flatMap({ offsets.byte(ofOffset: Int($0)) }),
            let end = end?.integer.flatMap({ offsets.byte(ofOffset: Int($0)) }), start < end
        else { throw Self.wrong(place, "a part of the text") }
        return start..<end
    }

    private mutating func provenance(_ entry: Value.Object) -> Provenance {
        let by = entry["by"]?.string ?? "read"
        if let known = provenances[by] { return known }
        let parts = by.split(separator: "/", maxSplits: 1).map(String.init)
        let provenance = Provenance(stage: parts.first ?? by, rule: parts.count > 1 ? parts[1] : nil)
        provenances[by] = provenance
        return provenance
    }

    // MARK: Parts

    private mutating func takeTokens(_ tokens: Value?, sentences: Value?) throws(PipelineError) {
        guard tokens != nil else { return }
        var table = TokenTable()
        var columns: [(token: Int, column: String, value: String)] = []
        var last = 0
        try each(tokens, "tokens") { (decoder, entry, place) throws(PipelineError) in
            let bytes = try decoder.bytes(entry["start"], entry["end"], place)
            guard bytes.lowerBound >= last else { throw Self.wrong(place, "behind the token before it") }
            last = bytes.upperBound
            for (key, value) in entry.entries.map({ ($0.key, $0.value) }) where key != "start" && key != "end" {
                guard let value = value.string else { throw Self.wrong("\(place).\(key)", "a string") }
                columns.append((table.count, key, value))
            }
            table.append(bytes)
        }
        let starts = try sentenceStarts(sentences, of: table)
        try document.setTokens(table, sentenceStarts: starts)
        for entry in columns { document.assign(entry.value, to: TokenColumn(entry.column), at: entry.token) }
    }

    private func sentenceStarts(_ sentences: Value?, of table: TokenTable) throws(PipelineError) -> [UInt32] {
        guard let sentences else { return [] }
        guard let ranges = sentences.array else { throw Self.wrong("'sentences'", "an array") }
        var starts: [UInt32] = []
        for (index, range) in ranges.enumerated() {
            guard let edges = range.array, edges.count == 2 else { throw Self.wrong("sentences[\(index)]", "a pair") }
            let bytes = try bytes(edges[0], edges[1], "sentences[\(index)]")
            let first = table.indices(touching: bytes).lowerBound
            guard first < table.count, starts.last.map({ $0 < first }) ?? (first == 0) else {
                throw Self.wrong("sentences[\(index)]", "a run of tokens behind the sentence before it")
            }
            starts.append(UInt32(first))
        }
        return starts
    }

    private mutating func takeAnnotation(_ entry: Value.Object, _ place: String) throws(PipelineError) {
        let bytes = try bytes(entry["start"], entry["end"], place)
        ids.append(
            try document.annotate(
                bytes: bytes, layer: try string(entry, "layer", place), label: try string(entry, "label", place),
                attributes: entry["attributes"]?.object ?? [:], provenance: provenance(entry)))
    }

    private mutating func takeRelation(_ entry: Value.Object, _ place: String) throws(PipelineError) {
        guard let object = entry["arguments"]?.object else { throw Self.wrong("\(place).arguments", "an object") }
        var arguments: [Relation.Argument] = []
        for (name, value) in object.entries.map({ ($0.key, $0.value) }) {
            let numbers = (value.array ?? [value]).map { $0.integer.map(Int.init) ?? -1 }
            guard numbers.allSatisfy(ids.indices.contains) else {
                throw Self.wrong("\(place).arguments.\(name)", "the number of an annotation")
            }
            arguments.append(Relation.Argument(name, numbers.map { ids[$0] }))
        }
        try document.relate(
            label: try string(entry, "label", place), arguments: arguments,
            attributes: entry["attributes"]?.object ?? [:], provenance: provenance(entry))
    }

    private mutating func takeScores(_ scores: Value?) throws(PipelineError) {
        guard let scores else { return }
        guard let object = scores.object else { throw Self.wrong("'scores'", "an object") }
        for entry in object.entries {
            let place = "scores.\(entry.key)"
            guard let score = entry.value.object, let value = score["value"]?.double else {
                throw Self.wrong(place, "a score")
            }
            var reasons: [Score.Reason] = []
            try each(score["because"], "\(place).because") { (decoder, reason, place) throws(PipelineError) in
                guard let weight = reason["weight"]?.double else { throw Self.wrong("\(place).weight", "a number") }
                let bytes = reason["start"] == nil ? nil : try decoder.bytes(reason["start"], reason["end"], place)
                reasons.append(
                    Score.Reason(rule: try decoder.string(reason, "rule", place), weight: weight, bytes: bytes))
            }
            document.setScore(
                Score(value: value, level: score["level"]?.string, reasons: reasons), name: entry.key)
        }
    }
}
