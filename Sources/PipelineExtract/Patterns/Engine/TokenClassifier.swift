/// Turns the values of a token into its class: the set of a phase's tests that hold for it.
///
/// Each distinct value is tested once, each distinct combination of outcomes once more; after that a token costs an
/// array look-up a source and a hash a source that matters to it. What was learnt is kept from document to document
/// within ``maximumFootprint``.
struct TokenClassifier {
    static let maximumFootprint = 24 << 20
    /// Classes with more tests than these have a row.
    private static let maximumScan = 12
    private static let maximumRows = 1 << 20

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

    private(set) var classTable: [TokenClass] = []
    /// The tests that hold for each class, ascending, one class after the other.
    private(set) var tests: [UInt32] = []
    /// The tests of classes with many of them once more, a bit for each test of the phase.
    private(set) var rows: [UInt64] = []
    /// The anchors of each class, one class after the other.
    private(set) var groups: [AnchorGroup] = []
    private(set) var anchors: [StartPlan.Anchor] = []
    /// The class of each token of the document.
    private(set) var classes: [UInt32] = []
    /// What is known of each token of the document at first sight.
    private(set) var sketches: [TokenSketch] = []
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
        let footprint =
            tests.count * 4 + classTable.count * 40 + anchors.count * 40 + rows.count * 8 + classNumbers.count * 100
            + sets.count * 100
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
        sketches.removeAll(keepingCapacity: true)
        sketches.append(contentsOf: classes.lazy.map { [classTable] in classTable[Int($0)].sketch })
    }

    private mutating func forget() {
        setOfValue = columns.map { _ in [] }
        sets = [[]]
        numberOfSet = [[]: 0]
        union = PairTable()
        classOfSet = []
        classNumbers = [:]
        classTable = []
        tests = []
        rows = []
        groups = []
        anchors = []
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
        let number = UInt32(classTable.count)
        classNumbers[holding] = number
        var entry = TokenClass(
            sketch: TokenSketch(firstGroup: UInt32(groups.count)), firstTest: UInt32(tests.count))
        tests += holding
        entry.testCount = UInt32(holding.count)
        entry.sketch.bits = holding.reduce(0) { $0 | 1 << UInt64($1 & 63) }
        entry.row = addRow(holding)
        addAnchors(holding.flatMap { program.starts.anchorsByTest[Int($0)] })
        let own = groups[Int(entry.sketch.firstGroup)...]
        entry.sketch.groupCount = UInt32(own.count)
        entry.sketch.gate = own.reduce(0) { $0 | $1.gate }
        classTable.append(entry)
        return number
    }

    private mutating func addAnchors(_ found: [StartPlan.Anchor]) {
        let ordered = found.sorted {
            ($0.support.nearest, $0.support.furthest, $0.support.test, $0.rule)
                < ($1.support.nearest, $1.support.furthest, $1.support.test, $1.rule)
        }
        var last: AnchorGroup?
        for anchor in ordered {
            let (support, count) = (anchor.support, UInt32(anchors.count))
            if let group = last, group.nearest != support.nearest || group.furthest != support.furthest {
                groups.append(group)
                last = nil
            }
            var group = last ?? AnchorGroup(nearest: support.nearest, furthest: support.furthest, first: count)
            group.bits |= support.test == StartPlan.Anchor.none ? .max : 1 << UInt64(support.test & 63)
            group.count += 1
            last = group
            anchors.append(anchor)
        }
        if let last { groups.append(last) }
    }

    private mutating func addRow(_ holding: [UInt32]) -> UInt32 {
        let length = (program.tests.count + 63) / 64
        guard holding.count > Self.maximumScan, rows.count + length <= Self.maximumRows else { return TokenClass.noRow }
        let offset = rows.count
        rows += [UInt64](repeating: 0, count: length)
        for test in holding { rows[offset + Int(test >> 6)] |= 1 << UInt64(test & 63) }
        return UInt32(offset)
    }
}
