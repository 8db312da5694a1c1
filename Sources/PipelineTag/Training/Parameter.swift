/// Numbers that are learnt, with what Adam (Kingma and Ba, 2015) keeps of their gradients.
final class Parameter {
    let count: Int
    let values: UnsafeMutablePointer<Float>
    let gradients: UnsafeMutablePointer<Float>
    /// The mean of the values over the last part of the training: it errs less than any single state.
    let averages: UnsafeMutablePointer<Float>
    private let means: UnsafeMutablePointer<Float>
    private let squares: UnsafeMutablePointer<Float>

    init(_ count: Int) {
        self.count = count
        func zeros() -> UnsafeMutablePointer<Float> {
            let numbers = UnsafeMutablePointer<Float>.allocate(capacity: count)
            numbers.initialize(repeating: 0, count: count)
            return numbers
        }
        (values, gradients, averages, means, squares) = (zeros(), zeros(), zeros(), zeros(), zeros())
    }

    deinit { for numbers in [values, gradients, averages, means, squares] { numbers.deallocate() } }

    /// Sets numbers at random, evenly between a size and its negative.
    func randomize(_ range: Range<Int>, size: Float, _ random: inout TrainingRandom) {
        for index in range { values[index] = (Float(random.next() >> 40) / Float(1 << 23) - 1) * size }
    }

    /// Moves the averages towards the values.
    func average(share: Float) {
        for index in 0..<count { averages[index] += share * (values[index] - averages[index]) }
    }

    /// Moves numbers against their gradients, which become 0.
    func step(_ range: Range<Int>, rate: Float) {
        for index in range {
            let gradient = gradients[index]
            let mean = means[index] * 0.9 + gradient * 0.1
            let square = squares[index] * 0.98 + gradient * gradient * 0.02
            means[index] = mean
            squares[index] = square
            values[index] -= rate * mean / (square.squareRoot() + 1e-6)
            gradients[index] = 0
        }
    }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct TrainingRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// A number from 0 up to 1.
    mutating func unit() -> Float { Float(next() >> 40) / Float(1 << 24) }

    /// Sets a part of some numbers to 0 and raises the others, so that the sum stays the same on average.
    mutating func dropOut(_ part: Float, _ numbers: UnsafeMutablePointer<Float>, count: Int) {
        guard part > 0 else { return }
        let limit = UInt64(part * 256)
        let factor = NetworkTrainer.raise(part)
        var bits: UInt64 = 0
        for index in 0..<count {
            if index % 8 == 0 { bits = next() }
            numbers[index] = bits & 0xFF < limit ? 0 : numbers[index] * factor
            bits >>= 8
        }
    }
}
