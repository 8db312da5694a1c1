internal import PipelineCore

/// A macro as it is written: `NAME`, or `NAME(first, second)` with parameters that stand as `$first` in its pattern.
struct MacroDefinition {
    var name: String
    var parameters: [String]
    var body: PatternNode
    var text: PatternText

    /// The name and the parameters of a macro's key; `nil` when it is none.
    static func signature(_ key: String) -> (name: String, parameters: [String])? {
        guard let open = key.firstIndex(of: "(") else { return isName(key) ? (key, []) : nil }
        guard key.last == ")" else { return nil }
        let inner = key[key.index(after: open)...].dropLast()
        let parameters = inner.split(separator: ",", omittingEmptySubsequences: false)
            .map { String($0.drop { $0 == " " }.prefix { $0 != " " }) }
        let name = String(key[..<open])
        guard isName(name), parameters.allSatisfy(isName), Set(parameters).count == parameters.count else { return nil }
        return (name, parameters)
    }

    private static func isName(_ text: String) -> Bool {
        var parser = PatternParser(text) { [$0] }
        return parser.identifier() == text
    }
}

// MARK: - Reading

extension RuleCompiler {
    mutating func parseMacros(_ set: RuleSet) {
        for (key, source) in set.macros.sorted(by: { $0.key < $1.key }) {
            guard let (name, parameters) = MacroDefinition.signature(key), definitions[name] == nil else {
                errors.append(
                    PipelineError(
                        .definitionInvalid, "'\(key)' is not the name of a macro, or one that is there already",
                        remedy: "write NAME, or [\"NAME(first, second)\"] for a macro with parameters",
                        location: set.origin.location))
                continue
            }
            let text = PatternText(
                source: source, owner: "macro '\(name)'", anchor: nil, places: set.macroPlaces[key] ?? [],
                origin: set.origin)
            definitions[name] = MacroDefinition(name: name, parameters: parameters, body: parse(text), text: text)
        }
        let names = definitions.keys.sorted()
        for name in names {
            guard let macro = definitions[name] else { continue }
            checkNames(macro.body, macro.text, parameters: macro.parameters)
        }
        breakCycles(names, set)
        for name in names {
            guard let macro = definitions[name], macro.parameters.isEmpty else { continue }
            macros[name] = expand(macro.body, macro.text)
        }
    }

    private mutating func breakCycles(_ names: [String], _ set: RuleSet) {
        var finished: Set<String> = []
        for name in names {
            guard let cycle = cycle(from: name, [], &finished) else { continue }
            errors.append(
                PipelineError(
                    .patternInvalid, "macro '\(cycle[0])' uses itself: \(cycle.joined(separator: " → "))",
                    location: set.origin.location(of: definitions[cycle[0]]?.text.source ?? "")))
            definitions[cycle[0]]?.body = .empty
        }
    }

    /// The way from a macro back to itself, or to one that it leads to. Macros that lead to none are finished and not
    /// gone through again.
    private func cycle(from name: String, _ path: [String], _ finished: inout Set<String>) -> [String]? {
        if let start = path.firstIndex(of: name) { return path[start...] + [name] }
        guard !finished.contains(name), let macro = definitions[name] else { return nil }
        var next: [String] = []
        macro.body.visit { node in
            if case .macro(let inner) = node, !macro.parameters.contains(inner.name) { next.append(inner.name) }
            if case .call(let inner, _) = node { next.append(inner.name) }
        }
        for inner in next {
            if let found = cycle(from: inner, path + [name], &finished) { return found }
        }
        finished.insert(name)
        return nil
    }

    /// Checks that the lists and macros that stand as elements exist, and that macros get what they take.
    mutating func checkNames(_ node: PatternNode, _ text: PatternText, parameters: [String] = []) {
        var macros: [(name: PatternNode.Name, count: Int)] = []
        var lists: [PatternNode.Name] = []
        node.visit { node in
            switch node {
            case .list(let name): lists.append(name)
            case .macro(let name): if !parameters.contains(name.name) { macros.append((name, 0)) }
            case .call(let name, let arguments): macros.append((name, arguments.count))
            default: break
            }
        }
        for name in lists { checkList(name, text) }
        for (name, count) in macros { checkMacro(name, count, text, parameters) }
    }

    private mutating func checkMacro(
        _ name: PatternNode.Name, _ count: Int, _ text: PatternText, _ parameters: [String]
    ) {
        usedMacros.insert(name.name)
        guard let macro = definitions[name.name] else {
            let known = Array(definitions.keys) + parameters
            let isListName = lists[name.name] != nil
            report(
                PatternProblem(
                    range: name.range, message: "there is no macro '\(name.name)'",
                    remedy: isListName
                        ? "a list is written %\(name.name)" : Suggestion.remedy(for: name.name, among: known)),
                text)
            return
        }
        guard macro.parameters.count != count else { return }
        let remedy =
            macro.parameters.isEmpty
            ? "put white space before '('"
            : "write $\(name.name)(\(macro.parameters.joined(separator: ", "))) with a pattern for each"
        report(
            PatternProblem(
                range: name.range,
                message: "macro '\(name.name)' takes \(macro.parameters.count) arguments and gets \(count)",
                remedy: remedy), text)
    }
}

// MARK: - Writing out

extension RuleCompiler {
    /// A pattern with the calls of macros written out.
    mutating func expand(_ node: PatternNode, _ text: PatternText) -> PatternNode {
        var hasCalls = false
        node.visit { if case .call = $0 { hasCalls = true } }
        guard hasCalls else { return node }
        var expansion = MacroExpansion(definitions: definitions)
        let expanded = expansion.expand(node, [:])
        if expansion.budget <= 0 {
            let whole = 0..<text.source.utf8.count
            report(PatternProblem(range: whole, message: "the pattern is too large with its macros written out"), text)
            return .empty
        }
        return expanded
    }
}

/// Puts the patterns of macros in the place of their calls.
private struct MacroExpansion {
    let definitions: [String: MacroDefinition]
    /// How many nodes may still be made: macros that call others twice grow fast.
    var budget = PatternNode.maximumWeight

    mutating func expand(_ node: PatternNode, _ arguments: [String: PatternNode]) -> PatternNode {
        budget -= 1
        guard budget > 0 else { return .empty }
        switch node {
        case .macro(let name): return arguments[name.name].map { expand($0, [:]) } ?? node
        case .call(let name, let given):
            let given = given.map { expand($0, arguments) }
            guard let macro = definitions[name.name], macro.parameters.count == given.count else { return .empty }
            let bindings = Dictionary(uniqueKeysWithValues: zip(macro.parameters, given))
            return expand(macro.body.moved(to: name.range), bindings)
        case .placed(let node, let range): return .placed(expand(node, arguments), range)
        case .sequence(let nodes): return .sequence(nodes.map { expand($0, arguments) })
        case .alternation(let nodes): return .alternation(nodes.map { expand($0, arguments) })
        case .repetition(let node, let repetition): return .repetition(expand(node, arguments), repetition)
        case .capture(let name, let node): return .capture(name, expand(node, arguments))
        case .look(let look, let node): return .look(look, expand(node, arguments))
        case .empty, .test, .annotation, .list, .unitStart, .unitEnd: return node
        }
    }
}

extension PatternNode {
    /// The tree with one place for all of it: its own places are places in another text.
    fileprivate func moved(to range: Range<Int>) -> PatternNode {
        func moved(_ name: Name) -> Name { Name(name: name.name, range: range) }
        switch self {
        case .placed(let node, _): return node.moved(to: range)
        case .list(let name): return .list(moved(name))
        case .macro(let name): return .macro(moved(name))
        case .call(let name, let nodes): return .call(moved(name), nodes.map { $0.moved(to: range) })
        case .sequence(let nodes): return .sequence(nodes.map { $0.moved(to: range) })
        case .alternation(let nodes): return .alternation(nodes.map { $0.moved(to: range) })
        case .repetition(let node, var repetition):
            repetition.range = range
            return .repetition(node.moved(to: range), repetition)
        case .capture(let name, let node): return .capture(moved(name), node.moved(to: range))
        case .look(let look, let node): return .look(look, node.moved(to: range))
        case .empty, .test, .annotation, .unitStart, .unitEnd: return self
        }
    }
}
