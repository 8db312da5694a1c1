/// Equal for patterns that mean the same element by element, whatever their white space and places.
struct PatternKey: Hashable {
    /// An element, before those that it holds.
    private enum Part: Hashable {
        case test(TokenTest)
        case annotation(AnnotationTest)
        case list(String)
        case macro(String)
        case sequence(Int)
        case alternation(Int)
        case repetition(minimum: Int, maximum: Int?, isLazy: Bool)
        case capture(String)
        case look(PatternNode.Look)
        case unitStart
        case unitEnd
    }

    private var parts: [Part] = []

    /// - Parameter macros: what stands for the names of macros. Calls have been written out.
    init(_ node: PatternNode, _ macros: [String: PatternNode]) { append(node, macros) }

    private mutating func append(_ node: PatternNode, _ macros: [String: PatternNode]) {
        switch node {
        case .empty: parts.append(.sequence(0))
        case .placed(let node, _): append(node, macros)
        case .test(let test): parts.append(.test(test))
        case .annotation(let test): parts.append(.annotation(test))
        case .list(let name): parts.append(.list(name.name))
        case .macro(let name), .call(let name, _):
            if let body = macros[name.name] { append(body, macros) } else { parts.append(.macro(name.name)) }
        case .sequence(let nodes): append(.sequence(nodes.count), nodes, macros)
        case .alternation(let nodes): append(.alternation(nodes.count), nodes, macros)
        case .repetition(let node, let repetition):
            let part = Part.repetition(
                minimum: repetition.minimum, maximum: repetition.maximum, isLazy: repetition.isLazy)
            append(part, [node], macros)
        case .capture(let name, let node): append(.capture(name.name), [node], macros)
        case .look(let look, let node): append(.look(look), [node], macros)
        case .unitStart: parts.append(.unitStart)
        case .unitEnd: parts.append(.unitEnd)
        }
    }

    private mutating func append(_ part: Part, _ nodes: [PatternNode], _ macros: [String: PatternNode]) {
        parts.append(part)
        for node in nodes { append(node, macros) }
    }
}
