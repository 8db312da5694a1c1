extension PatternNode {
    /// Whether the pattern can match no token at all.
    func canBeEmpty(_ macros: [String: PatternNode]) -> Bool {
        switch self {
        case .empty, .look, .unitStart, .unitEnd: true
        case .test, .annotation, .list: false
        case .macro(let name): macros[name.name]?.canBeEmpty(macros) ?? true
        case .sequence(let nodes): nodes.allSatisfy { $0.canBeEmpty(macros) }
        case .alternation(let nodes): nodes.contains { $0.canBeEmpty(macros) }
        case .repetition(let node, let repetition): repetition.minimum == 0 || node.canBeEmpty(macros)
        case .capture(_, let node): node.canBeEmpty(macros)
        }
    }

    /// A text that is the same for patterns that mean the same element by element, whatever their white space.
    func canonical(_ macros: [String: PatternNode]) -> String {
        switch self {
        case .empty: "()"
        case .test(let test): "\(test)"
        case .annotation(let test): "\(test)"
        case .list(let name): "%\(name.name)"
        case .macro(let name): macros[name.name]?.canonical(macros) ?? "$\(name.name)"
        case .sequence(let nodes): "(" + nodes.map { $0.canonical(macros) }.joined(separator: " ") + ")"
        case .alternation(let nodes): "(" + nodes.map { $0.canonical(macros) }.joined(separator: "|") + ")"
        case .repetition(let node, let repetition):
            "\(node.canonical(macros)){\(repetition.minimum),\(repetition.maximum ?? -1),\(repetition.isLazy)}"
        case .capture(let name, let node): "\(name.name):\(node.canonical(macros))"
        case .look(let look, let node): "(?\(look)\(node.canonical(macros)))"
        case .unitStart: "^"
        case .unitEnd: "$"
        }
    }

    /// Calls a function for the node and all nodes in it; macros are not followed.
    func visit(_ body: (PatternNode) -> Void) {
        body(self)
        switch self {
        case .sequence(let nodes), .alternation(let nodes): for node in nodes { node.visit(body) }
        case .repetition(let node, _), .capture(_, let node), .look(_, let node): node.visit(body)
        default: break
        }
    }
}
