internal import PipelineCore
internal import PipelineLua

extension ScriptState {
    /// What an annotation, a relation or a term of a score takes at least.
    private static let entrySize = 64

    /// Counts what a script adds to a document toward its limit of output.
    func countOutput(_ value: Value? = nil, bytes: Int = 0) throws {
        try lua.countOutput(Self.entrySize + bytes + (value?.outputSize ?? 0))
    }
}

extension Value {
    /// About how many bytes of output the value makes.
    fileprivate var outputSize: Int {
        switch self {
        case .string(let text): text.utf8.count + 2
        case .array(let values): values.reduce(2) { $0 + $1.outputSize }
        case .object(let object): object.entries.reduce(2) { $0 + $1.key.utf8.count + 4 + $1.value.outputSize }
        default: 8
        }
    }
}

/// The methods of `doc` that change the document. What they change is there at once, and gone again if the stage raises.
extension ScriptState {
    /// `doc:annotate { label = "LOC", first = i, last = j }` over tokens, or `start` and `stop` over characters, or
    /// `span` over what another span covers. Gives the new span.
    func annotate(_ call: inout APICall) throws {
        let label = try call.string("label")
        let layer = try call.string(ifGiven: "layer") ?? "entities"
        let attributes = try call.values("attributes")
        let provenance = provenance(ofRule: try call.string(ifGiven: "rule"))
        try check(attributes: attributes, in: layer)
        try countOutput(.object(attributes), bytes: layer.utf8.count + label.utf8.count)
        let id: AnnotationID
        if let first = try call.integer(ifGiven: "first") {
            let last = try call.integer(ifGiven: "last") ?? first
            guard first >= 1, first <= last, last <= document.tokens.count else {
                throw PipelineError.script(
                    "tokens \(first) to \(last) are no span of a document with \(document.tokens.count) tokens")
            }
            id = try document.annotate(
                tokens: first - 1..<last, layer: layer, label: label, attributes: attributes, provenance: provenance)
        } else {
            id = try document.annotate(
                bytes: try bytes(of: call), layer: layer, label: label, attributes: attributes,
                provenance: provenance)
        }
        pushSpan(id, to: &call.frame)
    }

    private func bytes(of call: borrowing APICall) throws -> Range<Int> {
        if let span = try call.span(ifGiven: "span") { return span.bytes(in: document) }
        guard let start = try call.integer(ifGiven: "start"), let stop = try call.integer(ifGiven: "stop") else {
            throw PipelineError.script("annotate needs 'first' and 'last', 'start' and 'stop', or 'span'")
        }
        guard start < stop, let first = offsets.byte(ofOffset: start), let end = offsets.byte(ofOffset: stop) else {
            throw PipelineError.script("characters \(start) to \(stop) are no span of the text")
        }
        return first..<end
    }

    /// `doc:relate { label = "ALIAS", name = a, of = b }`: every other name than `label`, `attributes` and `rule` is an argument, a span
    /// or a list of spans.
    func relate(_ call: inout APICall) throws {
        let label = try call.string("label")
        let arguments = try inDeclaredOrder(call.others(), of: label)
            .map { Relation.Argument($0.name, try annotations(of: $0.value, $0.name)) }
        let attributes = try call.values("attributes")
        let provenance = provenance(ofRule: try call.string(ifGiven: "rule"))
        try countOutput(.object(attributes), bytes: label.utf8.count + 32 * arguments.count)
        let id = try document.relate(
            label: label, arguments: arguments, attributes: attributes, provenance: provenance)
        call.frame.push(classes.relation, id)
    }

    /// A table in Lua has no order: what a stage declares gives one, other names follow by the alphabet.
    private func inDeclaredOrder(
        _ arguments: [(name: String, value: LuaValue)], of label: String
    ) -> [(name: String, value: LuaValue)] {
        guard let declared = schema.arguments[label] else { return arguments }
        return declared.compactMap { name in arguments.first { $0.name == name } }
            + arguments.filter { !declared.contains($0.name) }
    }

    private func annotations(of value: LuaValue, _ name: String) throws -> [AnnotationID] {
        let values =
            value.table.map { list in
                (0..<lua.length(of: list)).map { lua.element($0 + 1, of: list) }
            } ?? [value]
        return try values.map { value in
            guard let object = value.object, object.isInstance(of: classes.span),
                case .annotation(let annotation) = try spanContent(object)
            else {
                throw PipelineError.script(
                    "relate: '\(name)' is a span of the document, not \(shown(value))",
                    remedy: "annotate a run of tokens before it is an argument")
            }
            return annotation.id
        }
    }

    private func shown(_ value: LuaValue) -> String {
        guard let object = value.object else { return APIType.withArticle(value.typeName) }
        return object.isInstance(of: classes.span) ? "a run of tokens" : APIType.withArticle(lua.type(of: object).name)
    }

    /// `doc:score { name = "tension", value = 2.5, because = "armed clash", span = s }` adds a term to a score.
    func score(_ call: inout APICall) throws {
        let name = try call.string("name")
        let value = try call.number("value")
        guard value.isFinite else {
            throw PipelineError.script("score: 'value' is \(Self.shown(value)), which is no amount")
        }
        let reason = Score.Reason(
            rule: try call.string(ifGiven: "because") ?? provenance.stage, weight: value,
            bytes: try call.span(ifGiven: "span")?.bytes(in: document))
        try countOutput(bytes: name.utf8.count + reason.rule.utf8.count)
        document.addReason(reason, toScore: name)
        if let level = try call.string(ifGiven: "level"), var score = document.scores[name] {
            score.level = level
            document.setScore(score, name: name)
        }
    }

    /// `doc:remove(span)`, `doc:remove(relation)`. Relations that name a removed span go with it.
    func remove(_ call: inout APICall) throws {
        guard let object = call.luaValue("what").object else { return }
        try requireCurrent(object)
        if object.isInstance(of: classes.relation) {
            document.removeRelation(object.a)
        } else if case .annotation(let annotation) = try spanContent(object) {
            document.remove(annotation.id)
            spanColumns.forget(annotation.id.number)
        } else {
            throw PipelineError.script("only annotations and relations can be removed")
        }
    }
}

// MARK: - Searching

extension ScriptState {
    /// `for m in doc:find(pattern) do … end`: the matches in text order.
    func find(_ call: inout APICall) throws {
        let found = try search(try pattern(of: call))
        var next = found.startIndex
        let owner = lua.makeObject(classes.document, 0).object
        let iterator = lua.makeFunction("find") { [unowned self] frame in
            if let owner { try requireCurrent(owner) }
            guard next < found.endIndex else { return frame.pushNil() }
            frame.push(classes.match, found[next])
            next += 1
        }
        call.frame.push(iterator)
    }

    /// `doc:match(pattern)`: the first match, or nil.
    func firstMatch(_ call: inout APICall) throws {
        let found = try search(try pattern(of: call))
        if found.isEmpty { call.frame.pushNil() } else { call.frame.push(classes.match, found.lowerBound) }
    }

    private static let keptSearchers = 256
    private static let matchSize = 160
    private static let captureSize = 64

    /// A text, or a table of elements, which is read anew in each call.
    private func pattern(of call: borrowing APICall) throws -> Value {
        guard case .table = call.luaValue("pattern") else { return .string(try call.string("pattern")) }
        return try call.value("pattern") ?? .null
    }

    /// Where the matches of the pattern stand in ``matches``.
    private func search(_ pattern: Value) throws -> Range<Int> {
        guard let compile = script.catalog.patterns else {
            throw PipelineError.script("patterns are not available here")
        }
        if searchers[pattern] == nil {
            // A script may make patterns as it goes.
            if searchers.count >= Self.keptSearchers { searchers.removeAll() }
            let source = PatternSource(name: "find", pattern: .value(pattern))
            do {
                searchers[pattern] = try compile([source], Setting.Table(), provenance.stage).makeSearcher()
            } catch let error as PipelineError {
                throw PipelineError.script("the pattern is wrong: \(error.message)", remedy: error.remedy)
            }
        }
        let first = matches.count
        let found = try searchers[pattern]?.matches(in: document).first ?? []
        charge(found.reduce(0) { $0 + Self.matchSize + $1.captures.count * Self.captureSize })
        matches += found
        return first..<matches.count
    }
}
