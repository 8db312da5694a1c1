extension PatternNode {
    /// Whether the pattern can match no token at all.
    func canBeEmpty(_ macros: [String: PatternNode]) -> Bool {
        switch self {
        case .empty, .look, .unitStart, .unitEnd: true
        case .test, .annotation, .list: false
        case .placed(let node, _): node.canBeEmpty(macros)
        case .macro(let name): macros[name.name]?.canBeEmpty(macros) ?? true
        case .call: true
        case .sequence(let nodes): nodes.allSatisfy { $0.canBeEmpty(macros) }
        case .alternation(let nodes): nodes.contains { $0.canBeEmpty(macros) }
        case .repetition(let node, let repetition): repetition.minimum == 0 || node.canBeEmpty(macros)
        case .capture(_, let node): node.canBeEmpty(macros)
        }
    }

    /// How many runs of each capture one match may hold; 2 stands for two and more.
    func captureRuns(_ macros: [String: PatternNode]) -> [String: Int] {
        switch self {
        case .sequence(let nodes):
            nodes.reduce(into: [:]) { $0.merge($1.captureRuns(macros)) { min(2, $0 + $1) } }
        case .alternation(let nodes):
            nodes.reduce(into: [:]) { $0.merge($1.captureRuns(macros), uniquingKeysWith: max) }
        case .repetition(let node, let repetition):
            node.captureRuns(macros).mapValues { repetition.maximum.map { $0 > 1 } ?? true ? 2 : $0 }
        case .capture(let name, let node): node.captureRuns(macros).merging([name.name: 1]) { min(2, $0 + $1) }
        case .placed(let node, _): node.captureRuns(macros)
        case .macro(let name): macros[name.name]?.captureRuns(macros) ?? [:]
        default: [:]
        }
    }

    /// How many nodes the pattern has with its macros written out, each macro counted once and remembered.
    func weight(_ macros: [String: PatternNode], _ known: inout [String: Int]) -> Int {
        switch self {
        case .sequence(let nodes), .alternation(let nodes):
            return nodes.reduce(1) { min($0 + $1.weight(macros, &known), Self.maximumWeight + 1) }
        case .placed(let node, _): return node.weight(macros, &known)
        case .repetition(let node, _), .capture(_, let node), .look(_, let node):
            return 1 + node.weight(macros, &known)
        case .macro(let name):
            if let weight = known[name.name] { return weight }
            let weight = macros[name.name]?.weight(macros, &known) ?? 1
            known[name.name] = weight
            return weight
        default: return 1
        }
    }

    /// Macros that use others twice grow fast; heavier patterns are refused before anything walks through them.
    static let maximumWeight = 20_000

    /// Calls a function for the node and all nodes in it; macros are not followed.
    func visit(_ body: (PatternNode) -> Void) {
        body(self)
        switch self {
        case .sequence(let nodes), .alternation(let nodes), .call(_, let nodes):
            for node in nodes { node.visit(body) }
        case .repetition(let node, _), .capture(_, let node), .look(_, let node), .placed(let node, _):
            node.visit(body)
        default: break
        }
    }

    /// The node without its place.
    var bare: PatternNode { if case .placed(let node, _) = self { node.bare } else { self } }
}

extension TokenTest {
    /// The smallest tests that it consists of.
    var atoms: [Atom] {
        switch self {
        case .any: []
        case .atom(let atom): [atom]
        case .not(let test): test.atoms
        case .and(let tests), .or(let tests): tests.flatMap(\.atoms)
        }
    }
}
