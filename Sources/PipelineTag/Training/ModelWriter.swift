internal import PipelineCore

/// Writes models in the format that ``ModelSections`` describes.
enum ModelWriter {
    /// The sections of a network, in the order of ``NetworkTables/Section``.
    static func sections(_ trainer: NetworkTrainer, list: [UInt64: UInt32]) -> [[UInt8]] {
        let (embeddings, scales) = quantized(trainer.embeddings, row: NetworkShape.embedding)
        let (pairs, pairScales) = quantized(trainer.pairs, row: NetworkShape.first)
        let factors = pairScales.map {
            FixedPoint.fixed($0, FixedPoint.layerBits + FixedPoint.factorBits, as: Int32.self)
        }
        let features = HashTable<UInt16, UInt32>.sections(numbered(trainer.data.features))
        let pairRows = HashTable<UInt16, UInt32>.sections(numbered(trainer.data.pairs))
        let words = HashTable<UInt16, UInt32>.sections(
            list.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, spare: 4)
        return [
            littleEndian(features.prints), littleEndian(features.numbers), embeddings,
            littleEndian(scales.map(\.bitPattern)), littleEndian(pairRows.prints), littleEndian(pairRows.numbers),
            pairs,
            littleEndian(factors), littleEndian(weights(trainer)), littleEndian(biases(trainer)),
            littleEndian(words.prints), littleEndian(words.numbers),
        ]
    }

    private static func weights(_ trainer: NetworkTrainer) -> [Int16] {
        func value(_ index: Int) -> Int16 {
            FixedPoint.fixed(trainer.dense.averages[index], FixedPoint.weightBits, as: Int16.self)
        }
        let (embedding, first, second) = (NetworkShape.embedding, NetworkShape.first, NetworkShape.second)
        var weights: [Int16] = []
        for pair in 0..<embedding / 2 {
            for column in 0..<NetworkShape.places * first {
                let start = NetworkShape.firstWeights + (column / first * embedding + 2 * pair) * first + column % first
                weights += [value(start), value(start + first)]
            }
        }
        for pair in 0..<3 * first / 2 {
            for column in 0..<second {
                let start = NetworkShape.secondWeights + 2 * pair * second + column
                weights += [value(start), value(start + second)]
            }
        }
        return weights + (NetworkShape.outputWeights..<trainer.shape.outputBias).map(value)
    }

    private static func biases(_ trainer: NetworkTrainer) -> [Int32] {
        func values(_ start: Int, _ count: Int, _ bits: Int) -> [Int32] {
            (start..<start + count).map { FixedPoint.fixed(trainer.dense.averages[$0], bits, as: Int32.self) }
        }
        return values(NetworkShape.firstBias, NetworkShape.first, FixedPoint.layerBits)
            + values(NetworkShape.secondBias, NetworkShape.second, FixedPoint.scoreBits)
            + values(trainer.shape.outputBias, trainer.shape.rows, FixedPoint.scoreBits)
    }

    /// Hashes with their rows; the first row has none.
    private static func numbered(_ hashes: [UInt64]) -> [(hash: UInt64, number: UInt32)] {
        hashes.enumerated().dropFirst().map { (hash: $1, number: UInt32($0)) }
    }

    /// Numbers as signed bytes, and what a step of each row is worth.
    private static func quantized(_ parameter: Parameter, row length: Int) -> ([UInt8], [Float]) {
        var bytes: [UInt8] = []
        var scales: [Float] = []
        bytes.reserveCapacity(parameter.count)
        for start in stride(from: 0, to: parameter.count, by: length) {
            let values = UnsafeBufferPointer(start: parameter.averages + start, count: length)
            let scale = max(1e-6, values.reduce(0) { max($0, abs($1)) }) / 127
            scales.append(scale)
            bytes += values.map { UInt8(bitPattern: Int8(($0 / scale).rounded())) }
        }
        return (bytes, scales)
    }

    static func littleEndian<Number: FixedWidthInteger>(_ numbers: [Number]) -> [UInt8] {
        numbers.flatMap { number in withUnsafeBytes(of: number.littleEndian, Array.init) }
    }

    /// A model with another section in the place of one.
    static func replacing(
        _ section: Int, of model: [UInt8], magic: String, count: Int, with bytes: [UInt8]
    ) throws(PipelineError) -> [UInt8] {
        let storage = ModelBytes(copying: model)
        let old = try ModelSections(storage.buffer, magic: magic, count: count, verifies: true)
        return file(
            magic: magic, (0..<count).map { $0 == section ? bytes : Array(old.numbers($0, as: UInt8.self)) })
    }

    /// A whole model.
    static func file(magic: String, _ sections: [[UInt8]]) -> [UInt8] {
        var offset = ModelSections.headerLength + 8 * sections.count
        var table: [UInt64] = []
        var body: [UInt8] = []
        for section in sections {
            let padding = (8 - section.count % 8) % 8
            table.append(UInt64(offset) | UInt64(section.count) << 32)
            body += section + [UInt8](repeating: 0, count: padding)
            offset += section.count + padding
        }
        let checked = littleEndian([UInt64(sections.count)] + table) + body
        let sum = checked.withUnsafeBytes(ModelSections.checksum)
        return Array(magic.utf8) + littleEndian([UInt64(offset), sum]) + checked
    }
}
