import Pipeline
import PipelineCore
import PipelineScripting

extension Explanation {
    /// The explanation as plain data. Offsets are Unicode scalars, half-open; tokens are counted from 1.
    ///
    /// - Parameter byte: leaves what covers this byte of the text; everything without it.
    func value(at byte: Int? = nil) -> Value {
        func isAsked(_ bytes: Range<Int>?) -> Bool { byte.map { bytes?.contains($0) ?? false } ?? true }
        let annotations = document.annotations.filter { isAsked($0.bytes) }
        let ids = Set(annotations.map(\.id))
        let relations = document.relations.filter { relation in
            byte == nil || relation.arguments.contains { !ids.isDisjoint(with: $0.annotations) }
        }
        var object: Value.Object = [
            "id": .string(document.id), "text": .string(document.text[0..<document.text.count]),
        ]
        if let reason = document.dropReason { object["dropped"] = .string(reason) }
        object["tokens"] = .array((0..<document.tokens.count).filter { isAsked(document.tokens[$0]) }.map(token))
        let asked = matching.filter { $0.explanation.matches.contains { isAsked(bytes($0.match)) } }
        let rules = byte == nil ? self.rules : asked
        object["rules"] = .array(rules.map { rule in self.rule(rule) { isAsked(self.bytes($0.match)) } })
        object["annotations"] = .array(annotations.map(annotation))
        object["relations"] = .array(relations.map(relation))
        let scores = document.scores.sorted { $0.key < $1.key }.map { name, score in
            self.score(name, score) { isAsked($0.bytes) }
        }
        object["scores"] = .array(scores)
        return .object(object)
    }

    private func place(_ bytes: Range<Int>) -> Value.Object {
        let range = self.range(bytes)
        return [
            "start": .integer(Int64(range.lowerBound)), "stop": .integer(Int64(range.upperBound)),
            "text": .string(document.text[bytes]),
        ]
    }

    private func token(_ token: Int) -> Value {
        var object = place(document.tokens[token])
        for name in columns + ["shape"] {
            if let value = document.shown(field: name, ofToken: token) { object[name] = .string(value) }
        }
        object["sentence"] = .integer(Int64(document.sentences.index(ofToken: token) + 1))
        return .object(object)
    }

    private func rule(_ rule: Rule, _ isAsked: (ExplainedMatch) -> Bool) -> Value {
        let explanation = rule.explanation
        var object: Value.Object = ["rule": .string(explanation.provenance.by), "stage": .string(rule.stage)]
        object.add(explanation.provenance.location)
        object["pattern"] = .string(explanation.pattern)
        object["matches"] = .array(explanation.matches.filter(isAsked).map(match))
        if let miss = explanation.nearMiss { object["near_miss"] = near(miss) }
        return .object(object)
    }

    private func match(_ explained: ExplainedMatch) -> Value {
        var object = place(bytes(explained.match))
        switch explained.outcome {
        case .counts: object["outcome"] = "counts"
        case .isGuard: object["outcome"] = "guard"
        case .refused: object["outcome"] = "refused"
        case .lost(let winner):
            object["outcome"] = "lost"
            object["lost_to"] = short(winner)
        }
        object["score"] = .number(explained.match.score)
        object["terms"] = .array(
            explained.terms.map { term in
                var object: Value.Object = ["weight": .number(term.weight)]
                if let capture = term.capture { object["capture"] = .string(capture) }
                return .object(object)
            })
        var captures = Value.Object()
        for capture in explained.match.captures {
            captures[capture.name] = .array(capture.runs.map { .object(place(document.bytes(ofTokens: $0))) })
        }
        object["captures"] = .object(captures)
        if !explained.beaten.isEmpty { object["beats"] = .array(explained.beaten.map(short)) }
        return .object(object)
    }

    private func short(_ match: Match) -> Value {
        var object: Value.Object = ["rule": .string(match.provenance.by)]
        for entry in place(bytes(match)).entries { object[entry.key] = entry.value }
        object["score"] = .number(match.score)
        return .object(object)
    }

    private func near(_ miss: NearMiss) -> Value {
        var object: Value.Object = ["element": .string(miss.element)]
        if let test = miss.test { object["test"] = .string(test) }
        if !miss.tokens.isEmpty { object["matched"] = .object(place(document.bytes(ofTokens: miss.tokens))) }
        if let token = miss.token { object["found"] = .object(place(document.tokens[token])) }
        object.add(miss.location)
        return .object(object)
    }

    private func annotation(_ annotation: Annotation) -> Value {
        var object: Value.Object = [
            "id": .integer(Int64(annotation.id.number)), "layer": .string(annotation.layer),
            "label": .string(annotation.label),
        ]
        for entry in place(annotation.bytes).entries { object[entry.key] = entry.value }
        object["attributes"] = .object(annotation.attributes)
        object["by"] = .string(annotation.provenance.by)
        object.add(annotation.provenance.location)
        return .object(object)
    }

    private func relation(_ relation: Relation) -> Value {
        var arguments = Value.Object()
        for argument in relation.arguments {
            arguments[argument.name] = .array(argument.annotations.map { .integer(Int64($0.number)) })
        }
        var object: Value.Object = ["label": .string(relation.label), "arguments": .object(arguments)]
        object["attributes"] = .object(relation.attributes)
        object["by"] = .string(relation.provenance.by)
        object.add(relation.provenance.location)
        return .object(object)
    }

    private func score(_ name: String, _ score: Score, _ isAsked: (Score.Reason) -> Bool) -> Value {
        var object: Value.Object = ["name": .string(name), "value": .number(score.value)]
        if let level = score.level { object["level"] = .string(level) }
        object["terms"] = .array(
            score.reasons.filter(isAsked).map { reason in
                var object: Value.Object = ["rule": .string(reason.rule), "weight": .number(reason.weight)]
                if let bytes = reason.bytes { for entry in place(bytes).entries { object[entry.key] = entry.value } }
                return .object(object)
            })
        return .object(object)
    }
}

extension Value.Object {
    /// Adds file, line and column, as far as they are known.
    mutating func add(_ location: SourceLocation?) {
        guard let location else { return }
        self["file"] = .string(location.file)
        if let line = location.line { self["line"] = .integer(Int64(line)) }
        if let column = location.column { self["column"] = .integer(Int64(column)) }
    }
}
