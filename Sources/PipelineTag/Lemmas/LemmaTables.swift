internal import PipelineCore

/// The rules and irregular words of a lemmatizer inside a model: four sections that follow each other. Verified, no
/// look-up can leave them.
///
/// - Note: `@unchecked Sendable` because the pointers lead into constant memory that the model keeps alive.
struct LemmaTables: @unchecked Sendable {
    /// How many sections they take.
    static let sectionCount = 4

    /// From a label with a form or an ending to an edit.
    private let numbers: HashTable<UInt32, UInt16>
    private let offsets: UnsafeBufferPointer<UInt32>
    private let edits: UnsafeBufferPointer<UInt8>

    init(_ sections: ModelSections, first: Int, verifies: Bool) throws(PipelineError) {
        let prints = sections.numbers(first, as: UInt32.self)
        guard let numbers = HashTable(prints: prints, numbers: sections.numbers(first + 1, as: UInt16.self)) else {
            throw ModelSections.invalid("a table does not fit")
        }
        self.numbers = numbers
        offsets = sections.numbers(first + 2, as: UInt32.self)
        edits = sections.numbers(first + 3, as: UInt8.self)
        guard !verifies || areEditsSound else { throw ModelSections.invalid("an entry leads outside its table") }
    }

    private var areEditsSound: Bool {
        guard !offsets.isEmpty, numbers.all.allSatisfy({ Int($0) < offsets.count }) else { return false }
        return offsets.allSatisfy { offset in
            let start = Int(offset)
            return start + 3 <= edits.count && start + 3 + Int(edits[start + 2]) <= edits.count
                && LemmaEdit.Casing(rawValue: edits[start + 1]) != nil
        }
    }

    /// The number of the edit of a key.
    subscript(key: UInt64) -> Int? { numbers[key].map(Int.init) }

    /// What an edit does to a form.
    func edit(_ index: Int) -> LemmaEdit {
        let start = Int(offsets[index])
        let suffix = edits[start + 3..<start + 3 + Int(edits[start + 2])]
        return LemmaEdit(
            cut: Int(edits[start]), casing: LemmaEdit.Casing(rawValue: edits[start + 1]) ?? .lower,
            suffix: Array(suffix))
    }
}
