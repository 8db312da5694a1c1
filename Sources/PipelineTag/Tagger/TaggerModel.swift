public import PipelineCore
internal import CPipelineModels

/// A trained tagger: labels, tag dictionary, weights and lemma rules, read in place.
///
/// A value that workers share. Nothing is copied or parsed but the labels.
public struct TaggerModel: Sendable {
    enum Section: Int, CaseIterable {
        case labels
        case classOffsets
        case classes
        case wordPrints
        case wordClasses
        case featurePrints
        case featureRows
        case rows
        case lemmaPrints
        case lemmaEdits
        case editOffsets
        case edits
        case clusterPrints
        case clusters
    }

    /// A pair of tags, the unit that the tagger decides on.
    public struct Label: Hashable, Sendable {
        /// The universal part of speech.
        public let upos: String
        /// The treebank's own part of speech.
        public let xpos: String
    }

    private let storage: ModelBytes
    /// The labels that the model knows, at most 255.
    public let labels: [Label]
    let tables: TaggerTables

    /// The English model inside the binary. Cost: some microseconds.
    ///
    /// - Throws: ``PipelineError`` with code `definition.invalid` when the binary was built without it.
    public static func english() throws(PipelineError) -> TaggerModel { try english(verifies: false) }

    /// The English model, with or without the checks that a model from outside gets. The binary is trusted: a test
    /// checks what it holds.
    package static func english(verifies: Bool) throws(PipelineError) -> TaggerModel {
        let bytes = UnsafeRawBufferPointer(start: cpipeline_english_tagger, count: cpipeline_english_tagger_size)
        return try TaggerModel(ModelBytes(lending: bytes), verifies: verifies)
    }

    /// A model from a file's bytes. Cost: two passes over them, some milliseconds.
    ///
    /// - Throws: ``PipelineError`` with code `definition.invalid` when the bytes are not a model, or a damaged one.
    public init(_ bytes: [UInt8]) throws(PipelineError) { try self.init(ModelBytes(copying: bytes), verifies: true) }

    init(_ storage: ModelBytes, verifies: Bool) throws(PipelineError) {
        let sections = try ModelSections(storage.buffer, count: Section.allCases.count, verifies: verifies)
        let lines = sections.numbers(Section.labels.rawValue, as: UInt8.self).split(separator: UInt8(ascii: "\n"))
        labels = lines.map { line in
            let tags = line.split(separator: UInt8(ascii: "\t")).map { String(decoding: $0, as: UTF8.self) }
            return Label(upos: tags.first ?? "", xpos: tags.count > 1 ? tags[1] : "")
        }
        guard !labels.isEmpty, labels.count <= 255 else { throw ModelSections.invalid("it has no labels") }
        tables = try TaggerTables(sections, labelCount: labels.count, verifies: verifies)
        self.storage = storage
    }
}
