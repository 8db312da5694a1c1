internal import PipelineCore

/// All rules of a phase, compiled: one array of code over shared numbers for tests and edges.
///
/// A matcher sees tokens as class numbers and nothing else of them, so the programs are an automaton over a small
/// alphabet: what a determinized form of all rules together would be built from.
struct PhaseProgram: Sendable {
    /// One rule's part.
    struct Rule: Sendable {
        var program: Program
        /// The names of the captures; their numbers in the code are positions here.
        var captures: [String]
        /// The capture for which the rule competes.
        var claim: Int?
    }

    var code: [Instruction]
    /// For each step its place in the pattern of its rule.
    var places: [Range<UInt32>]
    var rules: [Rule]
    /// The first step of each rule.
    var entries: [UInt32]
    var looks: [LookProgram]
    var tests: [TestFormula]
    var evaluators: [AtomEvaluator]
    var atomCount: Int
    var edges: EdgeMatchers
    /// For each atom the tests that can only hold when it, or another of their triggers, is true.
    var testsByAtom: [[UInt32]]
    /// The tests that may hold without a true atom.
    var freeTests: [UInt32]
    /// How rules that have an anchor are found.
    var starts: StartPlan
    /// The other rules, to be read backwards.
    var backward: BackwardProgram

    /// - Parameters:
    ///   - claims: for each rule the name of the capture for which it competes.
    init(
        _ builder: ProgramBuilder, rules: [(program: Program, captures: [String])], claims: [String?],
        lists: [String: PhraseList]
    ) {
        code = builder.code
        places = builder.places
        looks = builder.looks
        tests = builder.tests
        atomCount = builder.atoms.count
        self.rules = zip(rules, claims).map { rule, claim in
            Rule(
                program: rule.program, captures: rule.captures,
                claim: claim.flatMap { rule.captures.firstIndex(of: $0) })
        }
        entries = rules.map { UInt32($0.program.entry) }
        evaluators = Self.evaluators(builder.atoms, lists)
        edges = EdgeMatchers(builder.edgeKinds, lists: lists)
        testsByAtom = [[UInt32]](repeating: [], count: builder.atoms.count)
        freeTests = []
        starts = StartPlan(builder.code, self.rules, builder.tests, builder.atoms)
        backward = BackwardProgram(
            builder.code, starts.others.map { ($0, rules[$0].program) }, testCount: builder.tests.count,
            edgeCount: builder.edgeKinds.count)
        indexTests()
    }

    private static func evaluators(_ atoms: [Atom], _ lists: [String: PhraseList]) -> [AtomEvaluator] {
        var evaluators: [AtomEvaluator] = []
        var positions: [TokenSource: Int] = [:]
        for (number, atom) in atoms.enumerated() {
            let source = atom.attribute.source
            if positions[source] == nil {
                positions[source] = evaluators.count
                evaluators.append(AtomEvaluator(source: source))
            }
            if let position = positions[source] {
                evaluators[position].add(atom, number: UInt32(number), lists: lists)
            }
        }
        return evaluators
    }

    private mutating func indexTests() {
        for (number, test) in tests.enumerated() {
            guard let triggers = test.triggers else {
                freeTests.append(UInt32(number))
                continue
            }
            for atom in Set(triggers) { testsByAtom[Int(atom)].append(UInt32(number)) }
        }
    }
}

/// The kinds of edges of a phase, ready to be looked for in a document.
struct EdgeMatchers: Sendable {
    /// A condition on an annotation.
    struct Condition: Sendable {
        enum Match: Sendable {
            case oneOf(Set<String>)
            case expression(TokenExpression)
            case number(NumberComparison, Double)
        }
        var attribute: String
        var isNegative: Bool
        var match: Match
    }

    /// The annotation tests by the layer or label that they name.
    private(set) var annotations: [String: [(kind: UInt32, conditions: [Condition])]] = [:]
    private(set) var lists: [(kind: UInt32, list: PhraseList)] = []
    let count: Int

    init(_ kinds: [EdgeKind], lists: [String: PhraseList]) {
        count = kinds.count
        for (number, kind) in kinds.enumerated() {
            switch kind {
            case .annotation(let test):
                let conditions = test.conditions.compactMap(Self.condition)
                annotations[test.name, default: []].append((UInt32(number), conditions))
            case .list(let name):
                if let list = lists[name] { self.lists.append((UInt32(number), list)) }
            }
        }
    }

    var isEmpty: Bool { count == 0 }

    private static func condition(_ condition: AnnotationTest.Condition) -> Condition? {
        let match: Condition.Match
        switch condition.match {
        case .oneOf(let words): match = .oneOf(Set(words))
        case .number(let comparison, let limit): match = .number(comparison, limit)
        case .expression(let source, let isCaseless):
            guard let expression = try? TokenExpression(source, isCaseless: isCaseless) else { return nil }
            match = .expression(expression)
        }
        return Condition(attribute: condition.attribute, isNegative: condition.isNegative, match: match)
    }

    /// Calls a function with each kind that an annotation satisfies.
    func forEachKind(of annotation: Annotation, in document: Document, _ body: (UInt32) -> Void) {
        guard !annotations.isEmpty else { return }
        check(annotations[annotation.layer], annotation, document, body)
        if annotation.layer == Self.entityLayer, annotation.label != Self.entityLayer {
            check(annotations[annotation.label], annotation, document, body)
        }
    }

    /// The layer whose labels may stand as `<LABEL/>`.
    static let entityLayer = "entities"

    private func check(
        _ tests: [(kind: UInt32, conditions: [Condition])]?, _ annotation: Annotation, _ document: Document,
        _ body: (UInt32) -> Void
    ) {
        for (kind, conditions) in tests ?? []
        where conditions.allSatisfy({ $0.holds(for: annotation, in: document) }) {
            body(kind)
        }
    }
}

extension EdgeMatchers.Condition {
    fileprivate func holds(for annotation: Annotation, in document: Document) -> Bool {
        var value = value(of: annotation, in: document)
        let holds =
            switch match {
            case .oneOf(let words): words.contains(value)
            case .expression(let expression): value.withUTF8 { expression.matches($0) }
            case .number(let comparison, let limit): Double(value).map { comparison.holds($0, limit) } ?? false
            }
        return holds != isNegative
    }

    private func value(of annotation: Annotation, in document: Document) -> String {
        if attribute == "label" { return annotation.label }
        if let value = annotation.attributes[attribute] { return value.plainText }
        return attribute == "text" ? document.text[annotation.bytes] : ""
    }
}

extension Value {
    /// A plain value as text; empty for null and for what has parts.
    var plainText: String {
        switch self {
        case .string(let string): string
        case .integer(let integer): String(integer)
        case .number(let number): String(number)
        case .boolean(let boolean): String(boolean)
        case .null, .array, .object: ""
        }
    }
}
