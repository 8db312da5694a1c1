/// Turns the values of a token into its class: the set of a phase's tests that hold for it.
///
/// Each distinct value is tested once, each distinct combination of outcomes once more; after that a token costs an
/// array look-up a source and a hash a source that matters to it. What was learnt is kept from document to document
/// within ``maximumFootprint``.
struct TokenClassifier {
    static let maximumFootprint = 24 << 20

    let program: PhaseProgram
    /// For each evaluator its column in the values.
    private let columns: [Int]
    private var generation = 0

    /// For each evaluator and value the number of its set of true atoms, plus 1; 0 is "not known yet".
    private var setOfValue: [[UInt32]]
    private var sets: [[UInt32]] = [[]]
    private var numberOfSet: [[UInt32]: UInt32] = [[]: 0]
    /// Unions of sets, one evaluator after the other.
    private var union = PairTable()
    /// For each set the class, plus 1.
    private var classOfSet: [UInt32] = []
    private var classNumbers: [[UInt32]: UInt32] = [:]

    /// The tests that hold for each class, ascending, one class after the other.
    private(set) var tests: [UInt32] = []
    /// For each class where its tests begin in ``tests``; one entry more than classes.
    private(set) var testOffsets: [UInt32] = [0]
    /// The tests again, as bits modulo 64.
    private(set) var bits: [UInt64] = []
    /// The rules that have an anchor in each class, one class after the other.
    private(set) var anchors: [StartPlan.Anchor] = []
    /// For each class where its anchors begin in ``anchors``; one entry more than classes.
    private(set) var anchorOffsets: [UInt32] = [0]
    /// The class of each token of the document.
    private(set) var classes: [UInt32] = []
    /// Grows whenever the classes have been forgotten.
    private(set) var epoch = 0
    private var truth: [Bool]

    init(_ program: PhaseProgram, values: TokenValues) {
        self.program = program
        columns = program.evaluators.map { values.index(of: $0.source) }
        setOfValue = program.evaluators.map { _ in [] }
        truth = [Bool](repeating: false, count: program.atomCount)
    }

    /// Finds the classes of a document's tokens.
    mutating func classify(_ values: TokenValues) {
        let footprint = tests.count * 4 + anchors.count * 16 + classNumbers.count * 100 + sets.count * 100
        if generation != values.generation || footprint > Self.maximumFootprint {
            forget()
            generation = values.generation
        }
        let count = values.numbers(0).count
        classes.removeAll(keepingCapacity: true)
        classes.append(contentsOf: repeatElement(0, count: count))
        for index in columns.indices { addSets(index, values) }
        for token in 0..<count {
            let set = Int(classes[token])
            while classOfSet.count <= set { classOfSet.append(0) }
            if classOfSet[set] == 0 { classOfSet[set] = makeClass(sets[set]) + 1 }
            classes[token] = classOfSet[set] - 1
        }
    }

    private mutating func forget() {
        setOfValue = columns.map { _ in [] }
        sets = [[]]
        numberOfSet = [[]: 0]
        union = PairTable()
        classOfSet = []
        classNumbers = [:]
        tests = []
        testOffsets = [0]
        bits = []
        anchors = []
        anchorOffsets = [0]
        epoch += 1
    }

    /// Joins what one source says of each token to what is known of it.
    private mutating func addSets(_ evaluator: Int, _ values: TokenValues) {
        let column = columns[evaluator]
        let known = setOfValue[evaluator].count
        let table = values.table(column)
        setOfValue[evaluator].append(contentsOf: repeatElement(0, count: max(0, table.count - known)))
        for (token, value) in values.numbers(column).enumerated() {
            var set = setOfValue[evaluator][Int(value)]
            if set == 0 {
                let atoms = program.evaluators[evaluator].atoms(of: table[value])
                set = number(of: atoms) + 1
                setOfValue[evaluator][Int(value)] = set
            }
            if set > 1 { classes[token] = join(classes[token], set - 1) }
        }
    }

    private mutating func join(_ left: UInt32, _ right: UInt32) -> UInt32 {
        if left == 0 { return right }
        if let known = union.find(left, right) { return known }
        let joined = number(of: (sets[Int(left)] + sets[Int(right)]).sorted())
        union.insert(left, right, joined)
        return joined
    }

    private mutating func number(of set: [UInt32]) -> UInt32 {
        if let known = numberOfSet[set] { return known }
        let number = UInt32(sets.count)
        sets.append(set)
        numberOfSet[set] = number
        return number
    }

    private mutating func makeClass(_ atoms: [UInt32]) -> UInt32 {
        for atom in atoms { truth[Int(atom)] = true }
        var found: Set<UInt32> = []
        func evaluate(_ test: UInt32) {
            if program.tests[Int(test)].holds({ truth[Int($0)] }) { found.insert(test) }
        }
        for test in program.freeTests { evaluate(test) }
        for atom in atoms { for test in program.testsByAtom[Int(atom)] { evaluate(test) } }
        for atom in atoms { truth[Int(atom)] = false }
        return number(ofClass: found.sorted())
    }

    private mutating func number(ofClass holding: [UInt32]) -> UInt32 {
        if let known = classNumbers[holding] { return known }
        let number = UInt32(bits.count)
        classNumbers[holding] = number
        tests += holding
        testOffsets.append(UInt32(tests.count))
        bits.append(holding.reduce(0) { $0 | 1 << UInt64($1 & 63) })
        for test in holding { anchors += program.starts.anchorsByTest[Int(test)] }
        anchorOffsets.append(UInt32(anchors.count))
        return number
    }
}
