public import PipelineCore
internal import CPipelineModels

/// A trained tagger: a network, tags, words that have one reading, and lemma rules, read in place.
///
/// A value that workers share. Nothing is copied or parsed but the names of the tags.
public struct TaggerModel: Sendable {
    enum Section: Int, CaseIterable {
        case card = 12
        case tags
        case knownPrints
        case knownChoices
        case choices
        case lemmaPrints
        case lemmaEdits
        case editOffsets
        case edits
    }

    static let magic = "PIPETAG3"

    /// What the tagger decides on: a part of speech in two notations with features.
    public struct Tag: Hashable, Sendable {
        /// The universal part of speech.
        public let upos: String
        /// The treebank's own part of speech; empty when it has none.
        public let xpos: String
        /// Morphological features, `Name=Value` joined by `|`; empty when there are none.
        public let feats: String
    }

    private let storage: ModelBytes
    /// Where the model comes from: its data, licences, scores and the command that made it.
    public let card: ModelCard
    /// The tags that the model knows; those that differ in their features alone follow each other.
    public let tags: [Tag]
    /// The tags of each pair of parts of speech.
    let classes: [Range<Int>]
    /// The pair of parts of speech of each tag.
    let labels: [Int]
    let network: NetworkTables
    let tables: TaggerTables

    /// The English model inside the binary. Cost: some microseconds.
    ///
    /// - Throws: ``PipelineCore/PipelineError`` with code `definition.invalid` when the binary was built without it.
    public static func english() throws(PipelineError) -> TaggerModel { try english(verifies: false) }

    /// The English model, with or without the checks that a model from outside gets. The binary is trusted: a test
    /// checks what it holds.
    package static func english(verifies: Bool) throws(PipelineError) -> TaggerModel {
        let bytes = UnsafeRawBufferPointer(start: cpipeline_english_tagger, count: cpipeline_english_tagger_size)
        return try TaggerModel(ModelBytes(lending: bytes), verifies: verifies)
    }

    /// A model from a file's bytes. Cost: two passes over them, some milliseconds.
    ///
    /// - Throws: ``PipelineCore/PipelineError`` with code `definition.invalid` when the bytes are not a model, or a
    ///   damaged one.
    public init(_ bytes: [UInt8]) throws(PipelineError) { try self.init(ModelBytes(copying: bytes), verifies: true) }

    init(_ storage: ModelBytes, verifies: Bool) throws(PipelineError) {
        let count = NetworkTables.Section.allCases.count + Section.allCases.count
        let sections = try ModelSections(storage.buffer, magic: Self.magic, count: count, verifies: verifies)
        card = ModelCard(sections.text(Section.card.rawValue))
        tags = sections.text(Section.tags.rawValue).split(separator: "\n").map { line in
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return Tag(
                upos: columns[0], xpos: columns.count > 1 ? columns[1] : "", feats: columns.count > 2 ? columns[2] : "")
        }
        guard !tags.isEmpty else { throw ModelSections.invalid("it has no tags") }
        classes = Self.classes(of: tags)
        labels = classes.enumerated().flatMap { label, variants in variants.map { _ in label } }
        let shape = NetworkShape(classes: classes.count, variants: tags.count)
        network = try NetworkTables(sections, shape: shape, verifies: verifies)
        tables = try TaggerTables(sections, tagCount: tags.count, classCount: classes.count, verifies: verifies)
        self.storage = storage
    }

    /// Runs of tags with the same parts of speech.
    static func classes(of tags: [Tag]) -> [Range<Int>] {
        var classes: [Range<Int>] = []
        for (index, tag) in tags.enumerated() {
            if let last = classes.last, tags[last.lowerBound].upos == tag.upos, tags[last.lowerBound].xpos == tag.xpos {
                classes[classes.count - 1] = last.lowerBound..<index + 1
            } else {
                classes.append(index..<index + 1)
            }
        }
        return classes
    }
}
