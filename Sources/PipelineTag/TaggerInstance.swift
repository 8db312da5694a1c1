internal import PipelineCore

/// The taggers of one worker.
struct TaggerInstance: StageInstance {
    private let stage: EnglishTaggerStage
    private var decoder: TaggerDecoder?
    private var lemmatizer: Lemmatizer?
    private var entities: EntityDecoder?

    init(_ stage: EnglishTaggerStage) {
        self.stage = stage
        decoder = stage.model.map { TaggerDecoder($0) }
        lemmatizer = stage.model.map { Lemmatizer($0.tables.lemmas) }
        entities = stage.entities.map { EntityDecoder($0) }
    }

    mutating func process(_ document: inout Document, _ context: StageContext) throws {
        if let model = stage.model {
            let tags = tags(of: document)
            if stage.layers.contains(.pos) { assign(tags, of: model, to: &document) }
            if stage.layers.contains(.lemma) { assignLemmas(to: &document, tags, model) }
        }
        if stage.layers.contains(.entities), let model = stage.entities { try annotateNames(model, &document) }
    }

    private mutating func annotateNames(_ model: EntityModel, _ document: inout Document) throws {
        let provenance = Provenance(stage: stage.name, rule: "entities", location: stage.location)
        let sentences = (0..<document.sentences.count).map { document.sentences[$0] }
        let (starts, ends) = (document.tokens.starts, document.tokens.ends)
        let names = document.text.bytes.withUnsafeBufferPointer { text in
            entities?.names(sentences) {
                UnsafeBufferPointer(rebasing: text[Int(starts[$0])..<Int(ends[$0])])
            } ?? []
        }
        for name in names {
            try document.annotate(
                tokens: name.tokens, layer: "entities", label: model.labels[name.label],
                attributes: ["confidence": .number((name.confidence * 1000).rounded() / 1000)], provenance: provenance)
        }
    }

    private mutating func tags(of document: Document) -> [Int] {
        var tags: [Int] = []
        tags.reserveCapacity(document.tokens.count)
        let (starts, ends) = (document.tokens.starts, document.tokens.ends)
        document.text.bytes.withUnsafeBufferPointer { text in
            for index in 0..<document.sentences.count {
                let run = document.sentences[index]
                decoder?.tag(
                    count: run.count,
                    form: { offset in
                        let token = run.lowerBound + offset
                        return UnsafeBufferPointer(rebasing: text[Int(starts[token])..<Int(ends[token])])
                    },
                    result: { tags.append($1) })
            }
        }
        return tags
    }

    private func assign(_ tags: [Int], of model: TaggerModel, to document: inout Document) {
        var symbols = [(upos: Symbol, xpos: Symbol, feats: Symbol)?](repeating: nil, count: model.tags.count)
        var columns: (upos: [Symbol], xpos: [Symbol], feats: [Symbol]) = ([], [], [])
        for number in tags {
            let found: (upos: Symbol, xpos: Symbol, feats: Symbol)
            if let known = symbols[number] {
                found = known
            } else {
                let tag = model.tags[number]
                func symbol(_ text: String) -> Symbol { text.isEmpty ? .none : document.intern(text) }
                found = (symbol(tag.upos), symbol(tag.xpos), symbol(tag.feats))
                symbols[number] = found
            }
            columns.upos.append(found.upos)
            columns.xpos.append(found.xpos)
            columns.feats.append(found.feats)
        }
        document.assign(columns.upos, to: .upos)
        document.assign(columns.xpos, to: .xpos)
        document.assign(columns.feats, to: .feats)
    }

    private mutating func assignLemmas(to document: inout Document, _ tags: [Int], _ model: TaggerModel) {
        var known: [LemmaKey: Symbol] = [:]
        var column: [Symbol] = []
        column.reserveCapacity(tags.count)
        let text = document.text.bytes
        for (token, tag) in tags.enumerated() {
            let label = model.labels[tag]
            let form = text[document.tokens[token]]
            let key = LemmaKey(form: form, label: label)
            if let symbol = known[key] {
                column.append(symbol)
                continue
            }
            let lemma = lemmatizer?.lemma(of: Array(form), label: label) ?? Array(form)
            let symbol = lemma.withUnsafeBufferPointer { document.intern($0) }
            known[key] = symbol
            column.append(symbol)
        }
        document.assign(column, to: .lemma)
    }
}

/// A form with a label, by its hash: within one document two forms of the same 64-bit hash do not occur in practice,
/// and the length has to agree as well.
private struct LemmaKey: Hashable {
    private let hash: UInt64
    private let length: Int

    init(form: ArraySlice<UInt8>, label: Int) {
        let sum = form.withUnsafeBufferPointer { $0.reduce(FeatureHash.seed) { FeatureHash.add($1, to: $0) } }
        hash = FeatureHash.feature(UInt64(label), sum)
        length = form.count
    }
}
