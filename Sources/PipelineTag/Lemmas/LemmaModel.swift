public import PipelineCore

/// A trained lemmatizer for tokens that have their parts of speech already: rules and irregular words, read in place.
/// A value that workers share.
public struct LemmaModel: Sendable {
    enum Section: Int, CaseIterable {
        case card
        case labels
        case lemmaPrints
        case lemmaEdits
        case editOffsets
        case edits
    }

    static let magic = "PIPELEM1"

    private let storage: ModelBytes
    /// Where the model comes from: its data, licences, scores and the command that made it.
    public let card: ModelCard
    /// The number of each pair of parts of speech.
    private let labels: [String: Int]
    /// The pair that is most frequent with each universal part of speech.
    private let usual: [String: Int]
    let tables: LemmaTables

    /// A model from a file's bytes. Cost: two passes over them.
    ///
    /// - Throws: ``PipelineCore/PipelineError`` with code `definition.invalid` when the bytes are not a model, or a
    ///   damaged one.
    public init(_ bytes: [UInt8]) throws(PipelineError) {
        storage = ModelBytes(copying: bytes)
        let sections = try ModelSections(
            storage.buffer, magic: Self.magic, count: Section.allCases.count, verifies: true)
        card = ModelCard(sections.text(Section.card.rawValue))
        tables = try LemmaTables(sections, first: Section.lemmaPrints.rawValue, verifies: true)
        let lines = sections.text(Section.labels.rawValue).split(separator: "\n")
        labels = Dictionary(lines.enumerated().map { (String($1), $0) }, uniquingKeysWith: { first, _ in first })
        usual = Dictionary(
            lines.enumerated().map { (String($1.prefix { $0 != "\t" }), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The number of a pair of parts of speech, or of the most frequent one with the universal part.
    func label(upos: String, xpos: String) -> Int { labels["\(upos)\t\(xpos)"] ?? usual[upos] ?? 0 }
}
