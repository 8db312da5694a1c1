extension Document {
    /// Adds an annotation over a run of tokens.
    ///
    /// - Returns: the annotation's identity.
    /// - Throws: ``PipelineError`` with code `document.invalid` when the run is empty or outside the tokens, or when
    ///   layer or label are empty.
    @discardableResult
    public mutating func annotate(
        tokens run: Range<Int>, layer: String, label: String, attributes: Value.Object = [:],
        provenance: Provenance
    ) throws(PipelineError) -> AnnotationID {
        guard !run.isEmpty, run.lowerBound >= 0, run.upperBound <= tokens.count else {
            throw PipelineError(
                .documentInvalid,
                "tokens \(run.lowerBound)..<\(run.upperBound) are not a span of \(tokens.count) tokens")
        }
        return try insert(
            bytes: bytes(ofTokens: run), tokens: run, layer: layer, label: label, attributes: attributes,
            provenance: provenance)
    }

    /// Adds an annotation over a byte range, which need not agree with tokens.
    ///
    /// - Returns: the annotation's identity.
    /// - Throws: ``PipelineError`` with code `document.invalid` when the range is empty, outside the text or cuts a
    ///   Unicode scalar, or when layer or label are empty.
    @discardableResult
    public mutating func annotate(
        bytes range: Range<Int>, layer: String, label: String, attributes: Value.Object = [:],
        provenance: Provenance
    ) throws(PipelineError) -> AnnotationID {
        guard !range.isEmpty, text.isScalarBoundary(range.lowerBound), text.isScalarBoundary(range.upperBound) else {
            throw PipelineError(
                .documentInvalid,
                "bytes \(range.lowerBound)..<\(range.upperBound) are not a span of a text of \(text.count) bytes")
        }
        return try insert(
            bytes: range, tokens: tokens.indices(touching: range), layer: layer, label: label,
            attributes: attributes, provenance: provenance)
    }

    private mutating func insert(
        bytes: Range<Int>, tokens: Range<Int>, layer: String, label: String, attributes: Value.Object,
        provenance: Provenance
    ) throws(PipelineError) -> AnnotationID {
        guard !layer.isEmpty, !label.isEmpty else {
            throw PipelineError(.documentInvalid, "an annotation needs a layer and a label")
        }
        let id = AnnotationID(number: nextAnnotation)
        nextAnnotation += 1
        annotations.append(
            Annotation(
                id: id, layer: layer, label: label, bytes: bytes, tokens: tokens, attributes: attributes,
                provenance: provenance))
        return id
    }

    /// The annotation of an identity; `nil` when it has been removed. Cost: a binary search.
    public func annotation(_ id: AnnotationID) -> Annotation? {
        position(of: id).map { annotations[$0] }
    }

    /// What the next annotation will be called: all that were made have lower numbers.
    package var nextAnnotationID: AnnotationID { AnnotationID(number: nextAnnotation) }

    /// The annotations from an identity on, in the order in which they were made. Cost: a binary search.
    package func annotations(from id: AnnotationID) -> ArraySlice<Annotation> {
        annotations[firstPosition(from: id)...]
    }

    /// Changes the attributes of an annotation; nothing happens when it has been removed.
    public mutating func updateAttributes(of id: AnnotationID, _ body: (inout Value.Object) throws -> Void) rethrows {
        guard let position = position(of: id) else { return }
        try body(&annotations[position].attributes)
    }

    /// Removes an annotation and the relations that name it. Cost: linear in both.
    public mutating func remove(_ id: AnnotationID) {
        guard let position = position(of: id) else { return }
        annotations.remove(at: position)
        relations.removeAll { $0.arguments.contains { $0.annotations.contains(id) } }
    }

    /// The annotations of a layer (and label) in text order: by start, then the longer first.
    ///
    /// Cost: linear in all annotations, plus a sort.
    public func annotations(in layer: String? = nil, label: String? = nil) -> [Annotation] {
        annotations
            .filter { (layer == nil || $0.layer == layer) && (label == nil || $0.label == label) }
            .sorted {
                ($0.bytes.lowerBound, -$0.bytes.upperBound, $0.id) < ($1.bytes.lowerBound, -$1.bytes.upperBound, $1.id)
            }
    }

    private func position(of id: AnnotationID) -> Int? {
        let position = firstPosition(from: id)
        return position < annotations.count && annotations[position].id == id ? position : nil
    }

    /// Identities ascend.
    private func firstPosition(from id: AnnotationID) -> Int {
        var low = 0
        var high = annotations.count
        while low < high {
            let middle = (low + high) / 2
            if annotations[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

// MARK: - Relations and scores

extension Document {
    /// Adds a relation.
    ///
    /// - Returns: its running number.
    /// - Throws: ``PipelineError`` with code `document.invalid` when there is no argument, an argument is empty, given
    ///   twice or names an annotation that is not there.
    @discardableResult
    public mutating func relate(
        label: String, arguments: [Relation.Argument], attributes: Value.Object = [:], provenance: Provenance
    ) throws(PipelineError) -> Int {
        guard !label.isEmpty, !arguments.isEmpty else {
            throw PipelineError(.documentInvalid, "a relation needs a label and at least one argument")
        }
        guard Set(arguments.map(\.name)).count == arguments.count else {
            throw PipelineError(.documentInvalid, "relation \(label) has two arguments of one name")
        }
        for argument in arguments
        where argument.annotations.isEmpty || !argument.annotations.allSatisfy({ annotation($0) != nil }) {
            throw PipelineError(
                .documentInvalid, "argument '\(argument.name)' of relation \(label) names no annotation of the document"
            )
        }
        let id = nextRelation
        nextRelation += 1
        relations.append(
            Relation(id: id, label: label, arguments: arguments, attributes: attributes, provenance: provenance))
        return id
    }

    /// The relation of a running number; `nil` when it has been removed. Cost: a binary search.
    public func relation(_ id: Int) -> Relation? { position(ofRelation: id).map { relations[$0] } }

    private func position(ofRelation id: Int) -> Int? {
        var low = 0
        var high = relations.count
        while low < high {
            let middle = (low + high) / 2
            if relations[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < relations.count && relations[low].id == id ? low : nil
    }

    /// Changes the attributes of a relation; nothing happens when it has been removed.
    public mutating func updateAttributes(
        ofRelation id: Int, _ body: (inout Value.Object) throws -> Void
    ) rethrows {
        guard let position = position(ofRelation: id) else { return }
        try body(&relations[position].attributes)
    }

    /// Removes a relation; its annotations stay.
    public mutating func removeRelation(_ id: Int) {
        relations.removeAll { $0.id == id }
    }

    /// Sets a score, in place of one of the same name.
    public mutating func setScore(_ score: Score, name: String) { scores[name] = score }

    /// Adds a term to a score, which begins at 0. The sum is kept to nine decimals: tenths add up to what one would write.
    public mutating func addReason(_ reason: Score.Reason, toScore name: String) {
        var score = scores[name] ?? Score(value: 0)
        let sum = score.value + reason.weight
        // Beyond 2^53 units of the last decimal there is nothing to round.
        score.value = abs(sum) < 9_000_000 ? (sum * 1e9).rounded() / 1e9 : sum
        score.reasons.append(reason)
        scores[name] = score
    }
}

// MARK: - Fate

extension Document {
    /// Takes the document out of the run; the reason is counted in the summary.
    public mutating func drop(reason: String) { dropReason = reason }

    /// Makes a new document from this one. It has the identity `id#1`, `id#2`, …, and goes through the stages that
    /// follow the one that derived it.
    public mutating func derive(text: DocumentText, metadata: Value.Object) {
        derivedCount += 1
        derived.append(
            Document(id: "\(id)#\(derivedCount)", source: source, language: language, metadata: metadata, text: text))
    }

    /// Leaves a message for whoever runs the pipeline.
    public mutating func warn(_ message: String) { warnings.append(message) }

    /// Hands over what has been derived.
    mutating func takeDerived() -> [Document] {
        defer { derived = [] }
        return derived
    }
}
