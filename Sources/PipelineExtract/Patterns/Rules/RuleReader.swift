internal import PipelineCore

/// Reads a set of rules from a table of a definition. Finds all that is wrong in one go; what is wrong is left out.
struct RuleReader {
    let split: @Sendable (String) -> [String]
    private(set) var errors: [PipelineError] = []

    init(split: @escaping @Sendable (String) -> [String]) { self.split = split }

    /// Reads `{ lists = …, macros = …, { phase = …, { name = …, pattern = … } } }`. Rules that stand without a phase
    /// make one of the given name.
    mutating func ruleSet(_ table: Setting.Table, phaseName: String, origin outer: Origin = Origin()) -> RuleSet {
        let origin = outer.inner(table)
        check(table, "a set of rules", RuleShapes.rules.names, origin)
        var (set, _) = definitions(table, origin: origin)
        var loose: [Rule] = []
        for item in table.items {
            guard let inner = item.asTable else {
                complain("a set of rules holds phases, not a \(item.kind)", origin)
                continue
            }
            if inner.fields["pattern"] != nil {
                if let rule = rule(inner, origin) { loose.append(rule) }
            } else {
                set.phases.append(phase(inner, origin))
            }
        }
        if !loose.isEmpty {
            var phase = Phase(name: phaseName, rules: loose)
            phase.origin = origin
            set.phases.append(phase)
        }
        if set.phases.isEmpty { complain("a set of rules holds no phase", origin) }
        return set
    }

    /// Reads `lists` and `macros` alone; gives the names in the table that are neither.
    mutating func definitions(_ table: Setting.Table, origin: Origin) -> (set: RuleSet, rest: [String]) {
        var set = RuleSet(phases: [])
        set.origin = origin
        if let lists = self.table(table, "lists", origin) {
            let inner = origin.inner(lists)
            for (name, setting) in lists.fields.sorted(by: { $0.key < $1.key }) {
                set.lists[name] = list(name, setting, inner)
            }
            if !lists.items.isEmpty { complain("'lists' takes names: lists = { places = \"places.tsv\" }", inner) }
        }
        if let macros = self.table(table, "macros", origin) {
            let inner = origin.inner(macros)
            for (name, setting) in macros.fields.sorted(by: { $0.key < $1.key }) {
                var place = inner
                place.location = inner.location(of: name)
                let draft = pattern(setting, "macro '\(name)'", place)
                set.macros[name] = draft?.text
                set.macroPlaces[name] = draft?.places
            }
        }
        return (set, table.fields.keys.filter { $0 != "lists" && $0 != "macros" }.sorted())
    }

    private mutating func phase(_ table: Setting.Table, _ outer: Origin) -> Phase {
        let origin = outer.inner(table)
        let name = string(table, "phase", origin)
        if name == nil, table.fields["phase"] == nil {
            complain("a phase needs a name: { phase = \"names\", … }", origin)
        }
        let owner = "phase '\(name ?? "?")'"
        check(table, owner, RuleShapes.phase.names, origin)
        var phase = Phase(name: name ?? "?", rules: [])
        phase.origin = origin
        phase.layer = string(table, "layer", origin)
        phase.label = string(table, "label", origin)
        if let within = string(table, "within", origin) { phase.within = MatchUnit(within) }
        if let word = string(table, "policy", origin) {
            if let policy = Policy(rawValue: word) {
                phase.policy = policy
            } else {
                var origin = origin
                origin.location = origin.location(of: word)
                complain(
                    "\(owner) has no policy '\(word)'",
                    Suggestion.remedy(for: word, among: Policy.allCases.map(\.rawValue)), origin)
            }
        }
        for item in table.items {
            if let inner = item.asTable, let rule = rule(inner, origin) {
                phase.rules.append(rule)
            } else if item.asTable == nil {
                complain("\(owner) holds rules, not a \(item.kind)", origin)
            }
        }
        return phase
    }

    private mutating func rule(_ table: Setting.Table, _ outer: Origin) -> Rule? {
        var origin = outer.inner(table)
        origin.location = origin.location(
            ofRule: table.fields["name"]?.string, pattern: table.fields["pattern"]?.string)
        let name = string(table, "name", origin) ?? "?"
        if table.fields["name"] == nil { complain("a rule needs a name: { name = \"said\", pattern = … }", origin) }
        let owner = "rule '\(name)'"
        check(table, owner, RuleShapes.rule.names, origin)
        guard let setting = table.fields["pattern"] else {
            // A misspelt key has been named already.
            let isMisspelt = table.fields.keys.contains { Suggestion.closest(to: $0, among: ["pattern"]) != nil }
            if !isMisspelt { complain("\(owner) needs a pattern", origin) }
            return nil
        }
        guard let pattern = pattern(setting, owner, origin) else { return nil }
        var rule = Rule(name: name, pattern: pattern.text)
        rule.places = pattern.places
        rule.origin = origin
        readScore(table, owner, origin, into: &rule)
        rule.priority = number(table, "priority", origin).flatMap { Int(exactly: $0) } ?? 0
        rule.claim = string(table, "claim", origin)
        rule.layer = string(table, "layer", origin)
        rule.label = string(table, "label", origin)
        rule.isGuard = boolean(table, "guard", origin) ?? false
        if let setting = table.fields["where"] {
            rule.condition = setting.function.map { .script($0) }
            if setting.function == nil { complain("\(owner): 'where' is a function, not a \(setting.kind)", origin) }
        }
        if let emit = table.fields["emit"] { rule.emit = emissions(emit, owner, origin) }
        return rule
    }
}

extension RuleReader {
    /// A pattern as text; `nil` when a table of one is wrong.
    mutating func pattern(_ setting: Setting, _ owner: String, _ origin: Origin) -> PatternDraft? {
        if let text = setting.string { return PatternDraft(stringLiteral: text) }
        var reader = PatternTable(path: "pattern")
        let draft = reader.text(setting).placed(at: "pattern")
        for problem in reader.problems {
            errors.append(
                PipelineError(
                    .definitionInvalid, "\(owner): \(problem.message)", remedy: problem.remedy,
                    location: origin.location))
        }
        return reader.problems.isEmpty ? draft : nil
    }

    /// A number, or `{ 0.6, that = 0.2, pronoun = -0.3 }`: a number with what captures add to it.
    private mutating func readScore(
        _ table: Setting.Table, _ owner: String, _ origin: Origin, into rule: inout Rule
    ) {
        guard let terms = table.fields["score"]?.asTable else {
            rule.score = number(table, "score", origin)
            return
        }
        rule.score = terms.items.first?.value?.double
        if rule.score == nil || terms.items.count > 1 {
            complain(
                "\(owner): 'score' begins with one number", "write score = { 0.6, capture = 0.2, … }", origin)
        }
        for (name, setting) in terms.fields.sorted(by: { $0.key < $1.key }) {
            if let weight = setting.value?.double {
                rule.scoreTerms.append(ScoreTerm(capture: name, weight: weight))
            } else {
                complain("\(owner): what '\(name)' adds to the score is a number, not a \(setting.kind)", origin)
            }
        }
    }
}

// MARK: - Lists

extension RuleReader {
    private mutating func list(_ name: String, _ setting: Setting, _ origin: Origin) -> PhraseList {
        let owner = "list '\(name)'"
        if let path = setting.string { return load([], path, Setting.Table(), nil, owner, origin) }
        guard let table = setting.asTable else {
            complain("\(owner) is a path or a table, not a \(setting.kind)", origin)
            return PhraseList(entries: [])
        }
        let inner = origin.inner(table)
        check(table, owner, RuleShapes.list.names, inner)
        let words = table.items + (self.table(table, "words", inner)?.items ?? [])
        return load(words, string(table, "file", inner), table, match(table, name, inner), owner, inner)
    }

    private mutating func load(
        _ words: [Setting], _ file: String?, _ table: Setting.Table, _ match: PhraseList.Match?, _ owner: String,
        _ origin: Origin
    ) -> PhraseList {
        var loader = PhraseListLoader(split: split)
        let list = loader.load(
            words: words, file: file, columns: table, match: match, fallback: .lower, owner: owner, origin)
        errors += loader.errors
        return list
    }

    private mutating func match(_ table: Setting.Table, _ name: String, _ origin: Origin) -> PhraseList.Match? {
        guard let word = string(table, "match", origin) else { return nil }
        if let match = PhraseList.Match(rawValue: word) { return match }
        let known = PhraseList.Match.allCases.map(\.rawValue)
        complain("list '\(name)' cannot match '\(word)'", Suggestion.remedy(for: word, among: known), origin)
        return nil
    }
}

// MARK: - Fields

extension RuleReader {
    mutating func complain(_ message: String, _ origin: Origin) { complain(message, nil, origin) }

    mutating func complain(_ message: String, _ remedy: String?, _ origin: Origin) {
        errors.append(PipelineError(.definitionInvalid, message, remedy: remedy, location: origin.location))
    }

    /// Refuses names that mean nothing.
    mutating func check(_ table: Setting.Table, _ owner: String, _ known: [String], _ origin: Origin) {
        for key in table.fields.keys.sorted() where !known.contains(key) {
            // Tables know the place of the call that holds them, or of their name; the key stands somewhere behind it.
            var origin = origin
            origin.location = origin.sourceMap?.key(key, from: origin.location?.line ?? 1) ?? origin.location
            complain("\(owner) has no option '\(key)'", Suggestion.remedy(for: key, among: known), origin)
        }
    }

    mutating func string(_ table: Setting.Table, _ key: String, _ origin: Origin) -> String? {
        field(table, key, "a string", origin) { $0.string }
    }

    mutating func number(_ table: Setting.Table, _ key: String, _ origin: Origin) -> Double? {
        field(table, key, "a number", origin) { $0.value?.double }
    }

    mutating func boolean(_ table: Setting.Table, _ key: String, _ origin: Origin) -> Bool? {
        field(table, key, "true or false", origin) { $0.value?.boolean }
    }

    mutating func table(_ table: Setting.Table, _ key: String, _ origin: Origin) -> Setting.Table? {
        field(table, key, "a table", origin) { $0.asTable }
    }

    private mutating func field<T>(
        _ table: Setting.Table, _ key: String, _ expected: String, _ origin: Origin, _ read: (Setting) -> T?
    ) -> T? {
        guard let setting = table.fields[key] else { return nil }
        if let value = read(setting) { return value }
        complain("'\(key)' is \(expected), not a \(setting.kind)", origin)
        return nil
    }
}

extension Setting {
    /// The table, also where it has come as a plain value.
    var asTable: Setting.Table? {
        switch self {
        case .table(let table): table
        case .value(.array(let values)): Setting.Table(items: values.map { .value($0) })
        case .value(.object(let object)):
            Setting.Table(fields: Dictionary(uniqueKeysWithValues: object.entries.map { ($0.key, .value($0.value)) }))
        default: nil
        }
    }

    /// The plain value, also where it has come as a table; `nil` when it holds a function.
    var asValue: Value? {
        switch self {
        case .value(let value): return value
        case .function: return nil
        case .table(let table):
            if table.fields.isEmpty, !table.items.isEmpty {
                let values = table.items.compactMap(\.asValue)
                return values.count == table.items.count ? .array(values) : nil
            }
            guard table.items.isEmpty else { return nil }
            var object = Value.Object()
            for (key, setting) in table.fields.sorted(by: { $0.key < $1.key }) {
                guard let value = setting.asValue else { return nil }
                object[key] = value
            }
            return .object(object)
        }
    }
}
