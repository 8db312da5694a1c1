/// Arithmetic over runs of 32-bit floating-point numbers. The order of additions is fixed, so that the same numbers
/// give the same bits on every machine.
enum Vectors {
    typealias Floats = UnsafeMutablePointer<Float>
    private typealias Lane = SIMD8<Float>
    /// The lengths of all vectors are multiples of it.
    static let lane = 8
    private static let block = 32

    /// Adds the product of a vector and a matrix, which is stored row by row.
    ///
    /// - Parameters:
    ///   - width: the number of columns, a multiple of ``lane``.
    ///   - active: where the vector is not 0: the other rows are not read.
    @inline(__always)
    static func addProduct(
        _ vector: UnsafePointer<Float>, active: UnsafeBufferPointer<Int32>, _ matrix: UnsafePointer<Float>, width: Int,
        to result: Floats
    ) {
        var column = 0
        while column + block <= width {
            addBlock(vector, active, matrix + column, width, result + column)
            column += block
        }
        while column < width {
            var sum = load(result + column)
            for row in active { sum += vector[Int(row)] * load(matrix + (Int(row) * width + column)) }
            store(sum, result + column)
            column += lane
        }
    }

    @inline(__always)
    private static func addBlock(
        _ vector: UnsafePointer<Float>, _ active: UnsafeBufferPointer<Int32>, _ matrix: UnsafePointer<Float>,
        _ width: Int, _ result: Floats
    ) {
        var (first, second) = (load(result), load(result + 8))
        var (third, fourth) = (load(result + 16), load(result + 24))
        for row in active {
            let factor = Lane(repeating: vector[Int(row)])
            let weights = matrix + Int(row) * width
            first += factor * load(weights)
            second += factor * load(weights + 8)
            third += factor * load(weights + 16)
            fourth += factor * load(weights + 24)
        }
        store(first, result)
        store(second, result + 8)
        store(third, result + 16)
        store(fourth, result + 24)
    }

    /// `result += vector`
    @inline(__always)
    static func add(_ vector: UnsafePointer<Float>, to result: Floats, count: Int) {
        var index = 0
        while index < count {
            store(load(result + index) + load(vector + index), result + index)
            index += lane
        }
    }

    /// `result += factor * vector`
    @inline(__always)
    static func add(_ factor: Float, _ vector: UnsafePointer<Float>, to result: Floats, count: Int) {
        var index = 0
        while index < count {
            store(load(result + index) + factor * load(vector + index), result + index)
            index += lane
        }
    }

    /// The sum of the products.
    @inline(__always)
    static func dot(_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, count: Int) -> Float {
        var (even, odd) = (Lane(repeating: 0), Lane(repeating: 0))
        var index = 0
        while index + 2 * lane <= count {
            even += load(left + index) * load(right + index)
            odd += load(left + index + lane) * load(right + index + lane)
            index += 2 * lane
        }
        if index < count { even += load(left + index) * load(right + index) }
        let sum = even + odd
        let half = sum.lowHalf + sum.highHalf
        return half[0] + half[1] + (half[2] + half[3])
    }

    /// Writes where a vector is not 0.
    ///
    /// - Returns: how many places there are.
    @inline(__always)
    static func active(_ vector: UnsafePointer<Float>, count: Int, _ places: UnsafeMutablePointer<Int32>) -> Int {
        var found = 0
        for index in 0..<count {
            places[found] = Int32(truncatingIfNeeded: index)
            found += vector[index] != 0 ? 1 : 0
        }
        return found
    }

    /// Negative numbers become 0.
    @inline(__always)
    static func rectify(_ vector: Floats, count: Int) {
        var index = 0
        while index < count {
            let values = load(vector + index)
            store(values.replacing(with: 0, where: values .< 0), vector + index)
            index += lane
        }
    }

    /// The exponential function for arguments that are not positive, to about six digits.
    @inline(__always)
    static func exp(_ value: Float) -> Float {
        guard value > -80 else { return 0 }
        let scaled = value * 1.442_695_04
        let whole = scaled.rounded(.down)
        let part = (scaled - whole) * 0.693_147_18
        let series = 1 + part * (1 + part * (0.5 + part * (0.166_666_67 + part * (0.041_666_67 + part * 0.008_333_33))))
        return series * Float(sign: .plus, exponent: Int(whole), significand: 1)
    }

    /// Turns scores into probabilities.
    static func softmax(_ scores: Floats, count: Int) {
        var largest = scores[0]
        for index in 1..<max(1, count) { largest = max(largest, scores[index]) }
        var sum: Float = 0
        for index in 0..<count {
            scores[index] = exp(scores[index] - largest)
            sum += scores[index]
        }
        for index in 0..<count { scores[index] /= sum }
    }

    @inline(__always)
    private static func load(_ pointer: UnsafePointer<Float>) -> Lane {
        UnsafeRawPointer(pointer).loadUnaligned(as: Lane.self)
    }

    @inline(__always)
    private static func load(_ pointer: Floats) -> Lane { load(UnsafePointer(pointer)) }

    @inline(__always)
    private static func store(_ value: Lane, _ pointer: Floats) {
        UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: Lane.self)
    }
}
