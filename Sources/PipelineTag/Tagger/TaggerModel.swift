public import PipelineCore
internal import CPipelineModels

/// A trained tagger: labels, tag dictionary, weights and lemma rules, read in place.
///
/// A value that workers share. Cost of opening: one pass over the bytes; nothing is copied or parsed but the labels.
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

    /// The English model inside the binary. Cost: less than two milliseconds.
    ///
    /// - Throws: ``PipelineError`` with code `definition.invalid` when the binary was built without it.
    public static func english() throws(PipelineError) -> TaggerModel {
        let bytes = UnsafeRawBufferPointer(start: cpipeline_english_tagger, count: cpipeline_english_tagger_size)
        return try TaggerModel(ModelBytes(lending: bytes))
    }

    /// A model from a file's bytes.
    ///
    /// - Throws: ``PipelineError`` with code `definition.invalid` when the bytes are not a model, or a damaged one.
    public init(_ bytes: [UInt8]) throws(PipelineError) { try self.init(ModelBytes(copying: bytes)) }

    init(_ storage: ModelBytes) throws(PipelineError) {
        let sections = try ModelSections(storage.buffer, count: Section.allCases.count)
        let lines = sections.numbers(Section.labels.rawValue, as: UInt8.self).split(separator: UInt8(ascii: "\n"))
        labels = lines.map { line in
            let tags = line.split(separator: UInt8(ascii: "\t")).map { String(decoding: $0, as: UTF8.self) }
            return Label(upos: tags.first ?? "", xpos: tags.count > 1 ? tags[1] : "")
        }
        guard !labels.isEmpty, labels.count <= 255 else { throw ModelSections.invalid("it has no labels") }
        tables = try TaggerTables(sections, labelCount: labels.count)
        self.storage = storage
    }
}
