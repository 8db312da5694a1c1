internal import PipelineCore

/// The sections of a model that decides by a perceptron, and the tags that it knows.
enum PerceptronModel {
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

    static let magic = "PIPETAG1"

    /// The sections of a file.
    static func sections(_ storage: ModelBytes, verifies: Bool) throws(PipelineError) -> ModelSections {
        try ModelSections(storage.buffer, magic: magic, count: Section.allCases.count, verifies: verifies)
    }

    /// The tags, at most 255.
    static func tags(_ sections: ModelSections) throws(PipelineError) -> [TaggerModel.Tag] {
        let tags = sections.text(Section.labels.rawValue).split(separator: "\n").map { line in
            let columns = line.split(separator: "\t").map(String.init)
            return TaggerModel.Tag(upos: columns.first ?? "", xpos: columns.count > 1 ? columns[1] : "", feats: "")
        }
        guard !tags.isEmpty, tags.count <= 255 else { throw ModelSections.invalid("it has no labels") }
        return tags
    }
}
