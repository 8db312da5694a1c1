internal import PipelineCore
internal import PipelineLua

/// The methods of `doc` that change the document. What they change is there at once, and gone again if the stage raises.
extension ScriptState {
    /// `doc:annotate { label = "LOC", first = i, last = j }` over tokens, or `start` and `stop` over characters, or
    /// `span` over what another span covers. Gives the new span.
    func annotate(_ frame: inout LuaFrame) throws {
        let names = ["label", "layer", "first", "last", "start", "stop", "span", "attributes"]
        let arguments = try NamedArguments(frame, state: self, known: names)
        let label = try arguments.requiredString("label")
        let layer = try arguments.string("layer") ?? "entities"
        let attributes = try arguments.object("attributes")
        let id: AnnotationID
        if let first = try arguments.integer("first") {
            let last = try arguments.integer("last") ?? first
            guard first >= 1, first <= last, last <= document.tokens.count else {
                throw PipelineError.script(
                    "tokens \(first) to \(last) are no span of a document with \(document.tokens.count) tokens")
            }
            id = try document.annotate(
                tokens: first - 1..<last, layer: layer, label: label, attributes: attributes, provenance: provenance)
        } else {
            id = try document.annotate(
                bytes: try bytes(of: arguments), layer: layer, label: label, attributes: attributes,
                provenance: provenance)
        }
        pushSpan(id, to: &frame)
    }

    private func bytes(of arguments: NamedArguments) throws -> Range<Int> {
        if let span = try arguments.span("span") { return span.bytes(in: document) }
        guard let start = try arguments.integer("start"), let stop = try arguments.integer("stop") else {
            throw PipelineError.script("annotate needs 'first' and 'last', 'start' and 'stop', or 'span'")
        }
        guard start < stop, let first = offsets.byte(ofOffset: start), let end = offsets.byte(ofOffset: stop) else {
            throw PipelineError.script("characters \(start) to \(stop) are no span of the text")
        }
        return first..<end
    }

    /// `doc:relate { label = "ALIAS", name = a, of = b }`: every name but `label` and `attributes` is an argument, a span
    /// or a list of spans.
    func relate(_ frame: inout LuaFrame) throws {
        let named = try NamedArguments(frame, state: self, known: nil)
        let label = try named.requiredString("label")
        var arguments: [Relation.Argument] = []
        // Tables have no order, and the order of arguments is part of the output.
        let names = try lua.pairs(of: named.table).compactMap(\.key.text).sorted()
        for name in names where name != "label" && name != "attributes" {
            arguments.append(Relation.Argument(name, try annotations(of: named, name)))
        }
        let id = try document.relate(
            label: label, arguments: arguments, attributes: try named.object("attributes"), provenance: provenance)
        frame.push(classes.relation, id)
    }

    private func annotations(of named: NamedArguments, _ name: String) throws -> [AnnotationID] {
        let value = named[name]
        let values =
            value.table.map { list in
                (0..<lua.length(of: list)).map { lua.element($0 + 1, of: list) }
            } ?? [value]
        return try values.map { value in
            guard let object = value.object, object.isInstance(of: classes.span),
                case .annotation(let annotation) = try spanContent(object)
            else {
                throw PipelineError.script(
                    "relate: '\(name)' is a span of the document, not \(value.typeName)",
                    remedy: "annotate a run of tokens before it is an argument")
            }
            return annotation.id
        }
    }

    /// `doc:score { name = "tension", value = 2.5, because = "armed clash", span = s }` adds a term to a score.
    func score(_ frame: inout LuaFrame) throws {
        let arguments = try NamedArguments(frame, state: self, known: ["name", "value", "because", "span", "level"])
        let name = try arguments.requiredString("name")
        guard let value = try arguments.number("value") else { throw PipelineError.script("score needs 'value'") }
        guard value.isFinite else {
            throw PipelineError.script("score: 'value' is \(Self.shown(value)), which is no amount")
        }
        let reason = Score.Reason(
            rule: try arguments.string("because") ?? provenance.stage, weight: value,
            bytes: try arguments.span("span")?.bytes(in: document))
        document.addReason(reason, toScore: name)
        if let level = try arguments.string("level"), var score = document.scores[name] {
            score.level = level
            document.setScore(score, name: name)
        }
    }

    /// `doc:remove(span)`, `doc:remove(relation)`. Relations that name a removed span go with it.
    func remove(_ frame: inout LuaFrame) throws {
        guard let object = frame.value(1).object else { throw frame.mismatch(1, expected: "span or relation") }
        try requireCurrent(object)
        if object.isInstance(of: classes.relation) {
            document.removeRelation(object.a)
        } else if object.isInstance(of: classes.span), case .annotation(let annotation) = try spanContent(object) {
            document.remove(annotation.id)
        } else {
            throw PipelineError.script("only annotations and relations can be removed")
        }
    }

    /// `doc:derive { text = …, meta = … }`
    func derive(_ frame: inout LuaFrame) throws {
        let arguments = try NamedArguments(frame, state: self, known: ["text", "meta"])
        document.derive(
            text: DocumentText(try arguments.requiredString("text")), metadata: try arguments.object("meta"))
    }
}

// MARK: - Searching

extension ScriptState {
    /// `for m in doc:find(pattern) do … end`: the matches in text order.
    func find(_ frame: inout LuaFrame) throws {
        let found = try search(frame)
        var next = found.startIndex
        let owner = lua.makeObject(classes.document, 0).object
        let iterator = lua.makeFunction("find") { [unowned self] frame in
            if let owner { try requireCurrent(owner) }
            guard next < found.endIndex else { return frame.pushNil() }
            frame.push(classes.match, found[next])
            next += 1
        }
        frame.push(iterator)
    }

    /// `doc:match(pattern)`: the first match, or nil.
    func firstMatch(_ frame: inout LuaFrame) throws {
        let found = try search(frame)
        if found.isEmpty { frame.pushNil() } else { frame.push(classes.match, found.lowerBound) }
    }

    /// Where the matches of the pattern stand in ``matches``.
    private func search(_ frame: borrowing LuaFrame) throws -> Range<Int> {
        let pattern = try frame.string(1)
        guard let compile = script.catalog.patterns else {
            throw PipelineError.script("patterns are not available here")
        }
        if searchers[pattern] == nil {
            let source = PatternSource(name: "find", pattern: pattern)
            do {
                searchers[pattern] = try compile([source], Setting.Table(), provenance.stage).makeSearcher()
            } catch let error as PipelineError {
                throw PipelineError.script("the pattern is wrong: \(error.message)", remedy: error.remedy)
            }
        }
        let first = matches.count
        matches += try searchers[pattern]?.matches(in: document).first ?? []
        return first..<matches.count
    }
}
