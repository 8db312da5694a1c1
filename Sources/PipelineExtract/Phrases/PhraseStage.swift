public import PipelineCore

/// Annotates the phrases of a list.
///
/// At each token the longest phrase counts, and the search goes on behind it, unless another policy is asked for. Cost:
/// a hash a token that all pattern and phrase stages of a worker share, and a few array look-ups, whatever the length
/// of the list.
///
/// ```swift
/// let stage = PhraseStage(list: PhraseList([("New York", "Q60")]), label: "LOC")
/// ```
public struct PhraseStage: Stage {
    /// What to do where a token already bears an annotation of the layer.
    public enum Overlap: String, Sendable, CaseIterable {
        /// Leave it alone.
        case skip
        /// Annotate all the same.
        case keep
    }

    /// Which of the phrases count that overlap each other.
    public enum Policy: String, Sendable, CaseIterable {
        /// The earlier one; of those that begin together, the longer one.
        case first
        /// The longer one; of those of one length, the earlier one.
        case longest
        /// All of them, and of entries with the same words each.
        case all
    }

    /// The name in messages and provenance.
    public let name: String
    /// What a document must have before it can work.
    public let requires: [Feature]
    /// What a document has once it has worked.
    public let assigns: [Feature]
    /// Where it is written in a definition, if it is.
    public let location: SourceLocation?
    private let list: PhraseList
    private let label: String?
    private let layer: String
    private let overlap: Overlap
    private let policy: Policy
    private let provenance: Provenance
    private let columns: Columns
    private let hasAttributes: Bool

    /// The columns of the list, by what becomes of them.
    private struct Columns {
        var id: Int?
        var label: Int?
        var attributes: [(name: String, column: Int)] = []

        init(_ names: [String]) {
            for (column, name) in names.enumerated() {
                switch name {
                case PhraseColumns.idName: id = column
                case PhraseColumns.labelName: label = column
                default: attributes.append((name, column))
                }
            }
        }
    }

    /// A stage for one list.
    ///
    /// - Parameters:
    ///   - name: the name in messages and provenance.
    ///   - list: the phrases.
    ///   - label: the label of the annotations, where an entry has none of its own.
    ///   - layer: the layer of the annotations.
    ///   - overlap: what becomes of a match on an annotation that is there.
    ///   - policy: which of matches that overlap count.
    ///   - source: the name of the list, for provenance.
    ///   - location: where it is defined, for messages.
    public init(
        name: String = "extract.phrases", list: PhraseList, label: String? = nil, layer: String = "entities",
        overlap: Overlap = .skip, policy: Policy = .first, source: String? = nil, location: SourceLocation? = nil
    ) {
        self.name = name
        self.list = list
        self.label = label
        self.layer = layer
        self.overlap = overlap
        self.policy = policy
        self.location = location
        requires = list.match == .lemma ? [.tokens, .column(.lemma)] : [.tokens]
        assigns = [.layer(layer)]
        provenance = Provenance(stage: name, rule: source, location: location)
        columns = Columns(list.trie.columns)
        hasAttributes = columns.id != nil || !columns.attributes.isEmpty
    }

    /// The instance that one worker uses for all its documents.
    public func makeInstance(for worker: Worker) -> any StageInstance {
        // A list without a name is all that there is of the stage.
        let profile = provenance.rule == nil ? nil : worker.profile
        let rule = profile?.addRules([provenance.by], of: name) ?? 0
        let finder = PhraseFinder(list, policy: policy, forms: .shared(by: worker))
        return Instance(finder: finder, stage: self, profile: profile, rule: rule)
    }

    private struct Instance: StageInstance {
        var finder: PhraseFinder
        let stage: PhraseStage
        let profile: WorkProfile?
        /// The place of the list in the profile.
        let rule: Int

        mutating func process(_ document: inout Document, _ context: StageContext) throws {
            guard !document.tokens.isEmpty else { return }
            guard let profile else {
                _ = try annotate(&document)
                return
            }
            try profile.measure(rule: rule) { try annotate(&document) }
        }

        private mutating func annotate(_ document: inout Document) throws -> Int {
            let hits = finder.find(in: document, stage.occupied(in: document))
            try stage.annotate(hits, &document)
            return hits.count
        }
    }

    private func annotate(_ hits: [PhraseFinder.Hit], _ document: inout Document) throws {
        for hit in hits {
            let own = columns.label.flatMap { list.trie.value($0, of: hit.phrase)?.plainText }
            try document.annotate(
                tokens: hit.tokens, layer: layer, label: own ?? label ?? "", attributes: attributes(of: hit.phrase),
                provenance: provenance)
        }
    }

    private static let noAttributes = Value.Object()

    private func attributes(of phrase: UInt32) -> Value.Object {
        guard hasAttributes else { return Self.noAttributes }
        var attributes = Value.Object()
        if let id = columns.id.flatMap({ list.trie.value($0, of: phrase) }) { attributes["entity"] = id }
        for (name, column) in columns.attributes where attributes[name] == nil {
            if let value = list.trie.value(column, of: phrase) { attributes[name] = value }
        }
        return attributes
    }

    /// For each token whether it is taken already; empty when that does not matter.
    private func occupied(in document: Document) -> [Bool] {
        guard overlap == .skip, document.annotations.contains(where: { $0.layer == layer }) else { return [] }
        var occupied = [Bool](repeating: false, count: document.tokens.count)
        for annotation in document.annotations where annotation.layer == layer {
            for token in annotation.tokens { occupied[token] = true }
        }
        return occupied
    }
}
