public import PipelineCore
internal import CPipelineModels

/// A trained recognizer of names: a network and its labels, read in place. A value that workers share.
public struct EntityModel: Sendable {
    enum Section: Int, CaseIterable {
        case card = 12
        case labels
    }

    static let magic = "PIPENER2"

    private let storage: ModelBytes
    /// Where the model comes from: its data, licences, scores and the command that made it.
    public let card: ModelCard
    /// The labels of names, such as PER, ORG and LOC.
    public let labels: [String]
    let network: NetworkTables

    /// The English model inside the binary. Cost: some microseconds.
    ///
    /// - Throws: ``PipelineCore/PipelineError`` with code `definition.invalid` when the binary was built without it.
    public static func english() throws(PipelineError) -> EntityModel { try english(verifies: false) }

    /// The English model, with or without the checks that a model from outside gets.
    package static func english(verifies: Bool) throws(PipelineError) -> EntityModel {
        let bytes = UnsafeRawBufferPointer(start: cpipeline_english_entities, count: cpipeline_english_entities_size)
        return try EntityModel(ModelBytes(lending: bytes), verifies: verifies)
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
        labels = sections.text(Section.labels.rawValue).split(separator: "\n").map(String.init)
        guard !labels.isEmpty else { throw ModelSections.invalid("it has no labels") }
        let shape = NetworkShape(classes: 1 + 2 * labels.count, variants: 0)
        network = try NetworkTables(sections, shape: shape, verifies: verifies)
        self.storage = storage
    }
}

/// How a name is spread over the classes of a network: 0 is outside, then beginning and inside of each label.
enum NameClass {
    static let outside = 0

    static func begin(_ label: Int) -> Int { 1 + 2 * label }
    static func inside(_ label: Int) -> Int { 2 + 2 * label }

    /// Whether a class may follow another: inside needs a beginning or an inside of its label before it.
    @inline(__always)
    static func follows(_ next: Int, _ previous: Int) -> Bool {
        next == outside || next % 2 == 1 || previous == next || previous == next - 1
    }
}
