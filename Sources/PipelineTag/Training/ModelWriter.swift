/// Writes a model in the format that ``ModelSections`` describes.
enum ModelWriter {
    static func bytes(
        labels: LabelSet, dictionary: TagDictionary,
        weights: [(feature: UInt64, weights: [(label: UInt8, weight: Int8)])], lemmas: LemmaTrainer,
        clusters: [UInt64: UInt32]
    ) -> [UInt8] {
        let names = labels.labels.map { "\($0.upos)\t\($0.xpos)\n" }.joined()
        let (classOffsets, classes) = classSections(dictionary)
        let words = HashTable<UInt32, UInt16>.sections(
            dictionary.words.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        let (rows, rowBytes) = rowSections(weights)
        let features = HashTable<UInt16, UInt32>.sections(rows)
        let keys = HashTable<UInt32, UInt16>.sections(lemmas.keys.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        let (editOffsets, edits) = editSections(lemmas)
        let groups = HashTable<UInt16, UInt32>.sections(clusters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        return file([
            Array(names.utf8), littleEndian(classOffsets), classes, littleEndian(words.prints),
            littleEndian(words.numbers), littleEndian(features.prints), littleEndian(features.numbers), rowBytes,
            littleEndian(keys.prints), littleEndian(keys.numbers), littleEndian(editOffsets), edits,
            littleEndian(groups.prints), littleEndian(groups.numbers),
        ])
    }

    private static func classSections(_ dictionary: TagDictionary) -> ([UInt32], [UInt8]) {
        var offsets: [UInt32] = []
        var bytes: [UInt8] = []
        for (labels, isClosed) in dictionary.classes {
            offsets.append(UInt32(bytes.count))
            bytes.append(UInt8(labels.count) | (isClosed ? 0x80 : 0))
            bytes += labels
        }
        return (offsets, bytes)
    }

    /// The rows begin with an empty one, to which the free slots of the table lead.
    private static func rowSections(
        _ weights: [(feature: UInt64, weights: [(label: UInt8, weight: Int8)])]
    ) -> ([(hash: UInt64, number: UInt32)], [UInt8]) {
        var rows: [(hash: UInt64, number: UInt32)] = []
        var bytes: [UInt8] = [0]
        for (feature, weights) in weights {
            rows.append((feature, UInt32(bytes.count)))
            bytes.append(UInt8(weights.count))
            for (label, weight) in weights { bytes += [label, UInt8(bitPattern: weight)] }
        }
        return (rows, bytes)
    }

    private static func editSections(_ lemmas: LemmaTrainer) -> ([UInt32], [UInt8]) {
        var offsets: [UInt32] = []
        var bytes: [UInt8] = []
        for edit in lemmas.edits {
            offsets.append(UInt32(bytes.count))
            bytes += [UInt8(edit.cut), edit.keepsCase ? 1 : 0, UInt8(edit.suffix.count)] + edit.suffix
        }
        return (offsets, bytes)
    }

    private static func littleEndian<Number: FixedWidthInteger>(_ numbers: [Number]) -> [UInt8] {
        numbers.flatMap { number in withUnsafeBytes(of: number.littleEndian, Array.init) }
    }

    private static func file(_ sections: [[UInt8]]) -> [UInt8] {
        var offset = ModelSections.headerLength + 8 * sections.count
        var table: [UInt64] = []
        var body: [UInt8] = []
        for section in sections {
            table.append(UInt64(offset) | UInt64(section.count) << 32)
            let padding = (8 - section.count % 8) % 8
            body += section + [UInt8](repeating: 0, count: padding)
            offset += section.count + padding
        }
        let checked = littleEndian([UInt64(sections.count)] + table) + body
        let sum = checked.withUnsafeBytes(ModelSections.checksum)
        return ModelSections.magic + littleEndian([UInt64(offset), sum]) + checked
    }
}
