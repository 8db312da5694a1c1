internal import PipelineCore

/// The tables of a perceptron. Verified, no look-up can leave them.
///
/// - Note: `@unchecked Sendable` because the pointers lead into constant memory that ``TaggerModel`` keeps alive.
struct PerceptronTables: @unchecked Sendable {
    private typealias Section = PerceptronModel.Section

    /// From a word's hash to its class.
    let words: HashTable<UInt32, UInt16>
    /// From a feature's hash to its row.
    let features: HashTable<UInt16, UInt32>
    /// Rows of weights: a count, then so many pairs of a label and a signed weight.
    let rows: UnsafeBufferPointer<UInt8>
    /// What makes lemmas of forms.
    let lemmas: LemmaTables
    /// From a word to its groups of like words.
    let clusters: HashTable<UInt16, UInt32>
    private let classOffsets: UnsafeBufferPointer<UInt32>
    private let classes: UnsafeBufferPointer<UInt8>

    init(_ sections: ModelSections, labelCount: Int, verifies: Bool) throws(PipelineError) {
        func bytes(_ section: Section) -> UnsafeBufferPointer<UInt8> {
            sections.numbers(section.rawValue, as: UInt8.self)
        }
        func offsets(_ section: Section) -> UnsafeBufferPointer<UInt32> {
            sections.numbers(section.rawValue, as: UInt32.self)
        }
        func halves(_ section: Section) -> UnsafeBufferPointer<UInt16> {
            sections.numbers(section.rawValue, as: UInt16.self)
        }
        guard let words = HashTable(prints: offsets(.wordPrints), numbers: halves(.wordClasses)),
            let features = HashTable(prints: halves(.featurePrints), numbers: offsets(.featureRows)),
            let clusters = HashTable(prints: halves(.clusterPrints), numbers: offsets(.clusters))
        else { throw ModelSections.invalid("a table does not fit") }
        (self.words, self.features, self.clusters) = (words, features, clusters)
        lemmas = try LemmaTables(sections, first: Section.lemmaPrints.rawValue, verifies: verifies)
        rows = bytes(.rows)
        classOffsets = offsets(.classOffsets)
        classes = bytes(.classes)
        guard verifies else { return }
        guard areRowsSound(labelCount), areClassesSound(labelCount) else {
            throw ModelSections.invalid("an entry leads outside its table")
        }
    }

    private func areRowsSound(_ labelCount: Int) -> Bool {
        let allInside = features.all.allSatisfy { row in
            Int(row) < rows.count && Int(row) + 1 + 2 * Int(rows[Int(row)]) <= rows.count
        }
        guard allInside else { return false }
        var row = 0
        while row < rows.count {
            let end = row + 1 + 2 * Int(rows[row])
            guard end <= rows.count else { return false }
            for index in stride(from: row + 1, to: end, by: 2) where Int(rows[index]) >= labelCount { return false }
            row = end
        }
        return true
    }

    private func areClassesSound(_ labelCount: Int) -> Bool {
        guard !classOffsets.isEmpty, words.all.allSatisfy({ Int($0) < classOffsets.count }) else { return false }
        return classOffsets.allSatisfy { offset in
            let start = Int(offset)
            guard start < classes.count else { return false }
            let end = start + 1 + Int(classes[start] & 0x7F)
            return end <= classes.count && classes[start + 1..<end].allSatisfy { Int($0) < labelCount }
        }
    }

    /// The labels of a class of words, and whether a word of it can have no other.
    @inline(__always)
    func labels(ofClass index: Int) -> (labels: Slice<UnsafeBufferPointer<UInt8>>, isClosed: Bool) {
        let start = Int(classOffsets[index])
        let head = classes[start]
        return (classes[start + 1..<start + 1 + Int(head & 0x7F)], head & 0x80 != 0)
    }
}
