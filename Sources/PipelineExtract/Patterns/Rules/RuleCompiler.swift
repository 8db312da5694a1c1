internal import PipelineCore

/// Turns sets of rules into programs, and finds all that is wrong in their patterns in one go.
struct RuleCompiler {
    /// What the stage says for rules that do not say it.
    struct Defaults {
        var layer: String?
        var label: String?
    }

    let stage: String
    let defaults: Defaults
    /// Whether the rules are only searched for, so that they need not make anything.
    let isBare: Bool
    let split: @Sendable (String) -> [String]
    var errors: [PipelineError] = []
    var warnings: [PipelineError] = []
    private(set) var phases: [CompiledPhase] = []
    private(set) var requires: Set<Feature> = [.tokens]
    private(set) var assigns: Set<Feature> = []
    /// The first element of a pattern that needs each feature.
    private(set) var places: [Feature: SourceLocation] = [:]

    /// The set in hand.
    private(set) var lists: [String: PhraseList] = [:]
    /// The macros without parameters, with calls of others written out.
    var macros: [String: PatternNode] = [:]
    /// All macros as they are written.
    var definitions: [String: MacroDefinition] = [:]
    /// The sizes of macros that are known already.
    private var weights: [String: Int] = [:]
    var usedLists: Set<String> = []
    var usedMacros: Set<String> = []

    init(
        stage: String, defaults: Defaults = Defaults(), isBare: Bool = false,
        split: @escaping @Sendable (String) -> [String]
    ) {
        self.stage = stage
        self.defaults = defaults
        self.isBare = isBare
        self.split = split
    }

    /// Throws what has been found wrong.
    func check() throws(PipelineError) {
        guard var first = errors.first else { return }
        first.others = Array(errors.dropFirst())
        throw first
    }

    /// Adds the phases of a set behind those that are there.
    mutating func add(_ set: RuleSet) {
        lists = set.lists
        macros = [:]
        definitions = [:]
        weights = [:]
        usedLists = []
        usedMacros = []
        parseMacros(set)
        for phase in set.phases { add(phase) }
        // Lists and macros beside bare patterns may be meant for something else.
        guard !isBare else { return }
        for name in set.lists.keys.sorted() where !usedLists.contains(name) {
            warn("list '\(name)' is not used", set.origin.location(ofKey: name, in: "lists"))
        }
        for name in definitions.keys.sorted() where !usedMacros.contains(name) {
            warn("macro '\(name)' is not used", definitions[name].flatMap { set.origin.location(of: $0.text.source) })
        }
    }

    private mutating func warn(_ message: String, _ location: SourceLocation?) {
        warnings.append(PipelineError(.patternInvalid, message, location: location))
    }

    /// Parses a pattern and sorts its problems.
    mutating func parse(_ text: PatternText) -> PatternNode {
        var parser = PatternParser(text.source, split: split)
        let node = parser.parse()
        for problem in parser.problems { report(problem, text) }
        for name in parser.listNames { checkList(name, text) }
        return node
    }

    mutating func report(_ problem: PatternProblem, _ text: PatternText) {
        if problem.isWarning { warnings.append(text.error(problem)) } else { errors.append(text.error(problem)) }
    }

    mutating func checkList(_ name: PatternNode.Name, _ text: PatternText) {
        usedLists.insert(name.name)
        guard lists[name.name] == nil else { return }
        report(
            PatternProblem(
                range: name.range, message: "there is no list '\(name.name)'",
                remedy: Suggestion.remedy(for: name.name, among: lists.keys)), text)
    }
}

// MARK: - Phases

extension RuleCompiler {
    private mutating func add(_ phase: Phase) {
        var builder = ProgramBuilder(macros: macros)
        var programs: [(program: Program, captures: [String])] = []
        var compiled: [CompiledRule] = []
        var seen: [PatternKey: Rule] = [:]
        for rule in phase.rules {
            let text = PatternText(
                source: rule.pattern, owner: "rule '\(rule.name)'", anchor: rule.name, places: rule.places,
                origin: rule.origin)
            let known = errors.count
            let written = parse(text)
            checkNames(written, text)
            let node = expand(written, text)
            guard errors.count == known, let program = build(node, text, &builder) else { continue }
            lint(node, text, rule, phase, &seen)
            notePlaces(of: written, text)
            programs.append(program)
            compiled.append(compile(rule, in: phase, captures: program.captures, node, text))
        }
        if !isBare { checkNamesOfRules(phase) }
        let needs = features(builder, phase)
        requires.formUnion(needs.subtracting(assigns))
        for rule in compiled { assigns.formUnion(rule.assigns) }
        if let layer = phase.layer { assigns.insert(.layer(layer)) }
        phases.append(
            CompiledPhase(
                name: phase.name, policy: phase.policy, within: phase.within, rules: compiled,
                program: PhaseProgram(builder, rules: programs, claims: compiled.map(\.claim), lists: lists)))
    }

    private mutating func checkNamesOfRules(_ phase: Phase) {
        var names: Set<String> = []
        for rule in phase.rules where !names.insert(rule.name).inserted {
            errors.append(
                PipelineError(
                    .definitionInvalid, "phase '\(phase.name)' has two rules '\(rule.name)'",
                    location: rule.origin.location))
        }
    }

    private mutating func build(
        _ node: PatternNode, _ text: PatternText, _ builder: inout ProgramBuilder
    ) -> (program: Program, captures: [String])? {
        let whole = 0..<text.source.utf8.count
        var problems: [PatternProblem] = []
        guard node.weight(macros, &weights) <= PatternNode.maximumWeight else {
            report(PatternProblem(range: whole, message: "the pattern is too large with its macros written out"), text)
            return nil
        }
        Self.checkCaptures(node, macros, inLook: false, open: [], &problems)
        if node.canBeEmpty(macros) {
            problems.append(
                PatternProblem(
                    range: whole, message: "the pattern can match no token at all",
                    remedy: "make one element necessary, for instance + in place of *"))
        }
        guard problems.isEmpty else {
            for problem in problems { report(problem, text) }
            return nil
        }
        do {
            return try builder.add(node)
        } catch {
            if error.isPhase {
                let message = "the rules of the phase have more than \(ProgramBuilder.maximumTotal) steps together"
                report(PatternProblem(range: whole, message: message, remedy: "make two phases of it"), text)
            } else {
                let message = "the pattern has more than \(ProgramBuilder.maximumLength) steps"
                let remedy = "counted repetitions within each other multiply"
                report(PatternProblem(range: error.range ?? whole, message: message, remedy: remedy), text)
            }
            return nil
        }
    }

    /// Captures cannot stand in lookaround, nor in a capture of the same name.
    private static func checkCaptures(
        _ node: PatternNode, _ macros: [String: PatternNode], inLook: Bool, open: Set<String>,
        _ problems: inout [PatternProblem]
    ) {
        switch node {
        case .sequence(let nodes), .alternation(let nodes):
            for node in nodes { checkCaptures(node, macros, inLook: inLook, open: open, &problems) }
        case .repetition(let node, _): checkCaptures(node, macros, inLook: inLook, open: open, &problems)
        case .placed(let node, _): checkCaptures(node, macros, inLook: inLook, open: open, &problems)
        case .look(_, let node): checkCaptures(node, macros, inLook: true, open: open, &problems)
        case .macro(let name):
            var inner: [PatternProblem] = []
            checkCaptures(macros[name.name] ?? .empty, macros, inLook: inLook, open: open, &inner)
            for var problem in inner {
                problem.range = name.range
                problems.append(problem)
            }
        case .capture(let name, let node):
            if inLook {
                problems.append(
                    PatternProblem(
                        range: name.range, message: "lookaround cannot hold the capture '\(name.name)'",
                        remedy: "capture outside, or take the name away"))
            } else if open.contains(name.name) {
                problems.append(
                    PatternProblem(range: name.range, message: "the capture '\(name.name)' stands within itself"))
            }
            checkCaptures(node, macros, inLook: inLook, open: open.union([name.name]), &problems)
        default: break
        }
    }

    private mutating func lint(
        _ node: PatternNode, _ text: PatternText, _ rule: Rule, _ phase: Phase, _ seen: inout [PatternKey: Rule]
    ) {
        let whole = 0..<text.source.utf8.count
        let key = PatternKey(node, macros)
        if let other = seen[key] {
            var problem = PatternProblem(
                range: whole, message: "the pattern is that of rule '\(other.name)'",
                remedy: "join the two, or let one of them say more", isWarning: true)
            problem.note = other.origin.location.map {
                PipelineError.Note("the other rule", location: $0)
            }
            report(problem, text)
        }
        seen[key] = seen[key] ?? rule
        guard phase.within == .document else { return }
        node.visit { node in
            guard case .repetition(let body, let repetition) = node, repetition.maximum == nil else { return }
            guard case .test(.any) = body.bare else { return }
            report(
                PatternProblem(
                    range: repetition.range, message: "the repetition may run over the whole document",
                    remedy: "search within sentences or paragraphs, or write a count such as {0,40}", isWarning: true),
                text)
        }
    }

    /// What the tests and edges of a phase look at.
    private func features(_ builder: ProgramBuilder, _ phase: Phase) -> Set<Feature> {
        var features: Set<Feature> = [phase.within.requires]
        for atom in builder.atoms { features.formUnion(Self.features(atom.attribute.source)) }
        for kind in builder.edgeKinds {
            switch kind {
            case .annotation(let test): features.insert(Self.layer(named: test.name))
            case .list(let name): if lists[name]?.match == .lemma { features.insert(.column(.lemma)) }
            }
        }
        return features
    }

    private static func features(_ source: TokenSource) -> [Feature] {
        switch source {
        case .text, .norm: []
        case .column(let column): [.column(column)]
        case .entity: [.layer(EdgeMatchers.entityLayer)]
        case .layer(let name): [layer(named: name)]
        case .derived(let value): value.requires
        }
    }

    /// Remembers the elements that need something first. What macros need stands in no pattern.
    private mutating func notePlaces(of written: PatternNode, _ text: PatternText) {
        written.visit { node in
            guard case .placed(let element, let range) = node else { return }
            let needed: [Feature] =
                switch element {
                case .test(let test): test.atoms.flatMap { Self.features($0.attribute.source) }
                case .annotation(let test): [Self.layer(named: test.name)]
                case .list(let name): lists[name.name]?.match == .lemma ? [.column(.lemma)] : []
                default: []
                }
            for feature in needed where places[feature] == nil {
                places[feature] = text.error(PatternProblem(range: range, message: "")).location
            }
        }
    }

    /// Layers have lower-case names; a name with a capital is taken for a label of an entity.
    private static func layer(named name: String) -> Feature {
        let isLabel = name.unicodeScalars.first?.properties.isUppercase ?? false
        return .layer(isLabel ? EdgeMatchers.entityLayer : name)
    }
}
