import CPipelineModels
import PipelineTestSupport
import Testing

@testable import PipelineTag

@Suite("Arithmetic of the networks")
struct VectorsTests {
    private func numbers<Number: FixedWidthInteger>(_ count: Int, _ generator: inout SeededRandom) -> [Number] {
        (0..<count).map { _ in Number.random(in: .min...(.max), using: &generator) }
    }

    @Test(arguments: 0..<8) func productsAreThoseOfTheDefinition(_ seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        let (rows, columns) = (2 * generator.number(in: 1..<40), 32 * generator.number(in: 1..<4))
        let vector: [Int16] = numbers(rows, &generator)
        let matrix: [Int16] = numbers(rows * columns, &generator)
        var sums: [Int32] = numbers(columns, &generator)
        let expected = sums.enumerated().map { column, sum in
            (0..<rows).reduce(sum) { sum, row in
                let weight = matrix[row / 2 * 2 * columns + 2 * column + row % 2]
                return sum &+ Int32(vector[row]) * Int32(weight)
            }
        }
        cpipeline_add_product(&sums, vector, rows, matrix, columns)
        #expect(sums == expected)
    }

    @Test(arguments: 0..<8) func sumsAreThoseOfTheDefinition(_ seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        let count = 16 * generator.number(in: 1..<12)
        let (left, right): ([Int16], [Int16]) = (numbers(count, &generator), numbers(count, &generator))
        let product = zip(left, right).reduce(Int32(0)) { $0 &+ Int32($1.0) * Int32($1.1) }
        #expect(cpipeline_dot(left, right, count) == product)
        var sums = left
        cpipeline_add(&sums, right, count)
        #expect(sums == zip(left, right).map { $0 &+ $1 })
        let bytes: [Int8] = numbers(count, &generator)
        let factor = Int32.random(in: -100_000...100_000, using: &generator)
        sums = left
        cpipeline_add_scaled(&sums, bytes, factor, count)
        #expect(sums == zip(left, bytes).map { $0 &+ Int16(truncatingIfNeeded: (Int32($1) * factor) >> 8) })
    }

    @Test(arguments: 0..<4) func bytesAreAddedWithEachProductRounded(_ seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        let count = 16 * generator.number(in: 1..<8)
        let bytes: [Int8] = numbers(count, &generator)
        let factor = Float.random(in: -1...1, using: &generator)
        var sums = (0..<count).map { _ in Float.random(in: -1...1, using: &generator) }
        let expected = zip(sums, bytes).map { sum, byte in
            let product = Float(byte) * factor
            return sum + product
        }
        cpipeline_add_bytes(&sums, bytes, factor, count)
        #expect(sums == expected)
    }
}
