/// The symbols of a ``StartAutomaton``: classes of tokens as far as the tests of some rules can tell them apart.
struct ClassAlphabet {
    /// The symbol that stands for no token.
    static let none: UInt32 = 0

    private let isUsed: [Bool]
    /// For each class its symbol; 0 for "not known yet".
    private var symbolOfClass: [UInt32] = []
    private var numbers: [[UInt32]: UInt32] = [:]
    /// For each symbol the tests that hold, ascending.
    private var tests: [[UInt32]] = [[]]
    /// Whether tests hold for the symbol in hand.
    private var holds: [Bool]

    init(_ isUsed: [Bool]) {
        self.isUsed = isUsed
        // Behind all tests stands the one that any token passes.
        holds = [Bool](repeating: false, count: isUsed.count) + [true]
    }

    /// The symbol of a class of tokens.
    @inline(__always)
    mutating func symbol(ofClass number: UInt32, _ input: SearchInput) -> UInt32 {
        if Int(number) < symbolOfClass.count, symbolOfClass[Int(number)] != 0 { return symbolOfClass[Int(number)] }
        return makeSymbol(number, input)
    }

    /// The tests that hold for a symbol, ascending.
    func tests(of symbol: UInt32) -> [UInt32] { tests[Int(symbol)] }

    private mutating func makeSymbol(_ number: UInt32, _ input: SearchInput) -> UInt32 {
        let found = input.tests(ofClass: number).filter { isUsed[Int($0)] }
        let symbol = numbers[found] ?? UInt32(tests.count)
        if Int(symbol) == tests.count {
            tests.append(found)
            numbers[found] = symbol
        }
        if symbolOfClass.count <= Int(number) {
            symbolOfClass += [UInt32](repeating: 0, count: Int(number) + 1 - symbolOfClass.count)
        }
        symbolOfClass[Int(number)] = symbol
        return symbol
    }

    /// Adds those of some steps whose test holds for a symbol. The steps are ordered by their tests.
    mutating func select(
        _ steps: [UInt32], _ symbol: UInt32, _ program: BackwardProgram, into selected: inout [UInt32]
    ) {
        let tests = tests[Int(symbol)]
        guard steps.count > 8 * (tests.count + 1) else {
            for test in tests { holds[Int(test)] = true }
            for step in steps where holds[program.testIndex(step)] { selected.append(step) }
            for test in tests { holds[Int(test)] = false }
            return
        }
        for test in tests + [UInt32(isUsed.count)] {
            var index = Self.first(in: steps) { program.testIndex($0) >= Int(test) }
            while index < steps.count, program.testIndex(steps[index]) == Int(test) {
                selected.append(steps[index])
                index += 1
            }
        }
    }

    private static func first(in steps: [UInt32], where predicate: (UInt32) -> Bool) -> Int {
        var low = 0
        var high = steps.count
        while low < high {
            let middle = (low + high) / 2
            if predicate(steps[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
