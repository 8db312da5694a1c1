import Pipeline
import PipelineCore
import PipelineScripting

/// An explanation for people.
struct ExplanationText {
    let explanation: Explanation
    let isColored: Bool

    private var document: Document { explanation.document }

    /// All of it: tokens, rules that matched, what they and other stages made, scores.
    var whole: String {
        ([heading] + tokens(in: 0..<document.tokens.count) + rules + made + scores).joined(separator: "\n")
    }

    /// What one rule did: its matches, or how near it came.
    var rule: String {
        var lines = [heading]
        for rule in explanation.rules {
            lines += ["", title(rule), "  \(Style.dim.paint(rule.explanation.pattern.squeezed, isColored))"]
            lines += matches(of: rule) { _ in true }
            guard rule.explanation.matches.isEmpty else { continue }
            guard let miss = rule.explanation.nearMiss else {
                lines.append("  no match, and no token to begin with")
                continue
            }
            lines += NearMissText.lines(miss, of: rule.explanation, in: document, isColored: isColored).map {
                "  \($0)"
            }
            if let token = miss.token { lines += tokens(in: max(0, token - 3)..<min(token + 4, document.tokens.count)) }
        }
        return lines.joined(separator: "\n")
    }

    /// All that is known at a byte of the text.
    func place(_ byte: Int) -> String {
        let mark = TextExcerpt.Mark(
            bytes: byte..<byte + 1, caption: "offset \(explanation.offsets.offset(ofByte: byte))", style: .cyan)
        var lines = [heading] + TextExcerpt(text: document.text, isColored: isColored).lines([mark])
        if let token = document.tokens.indices(touching: byte..<byte + 1).first {
            lines += [section("token \(token + 1)")] + self.token(token)
        }
        let covering = document.annotations.filter { $0.bytes.contains(byte) }
        if !covering.isEmpty { lines += [section("annotations")] + covering.map(line) }
        let ids = Set(covering.map(\.id))
        let relations = document.relations.filter { $0.arguments.contains { !ids.isDisjoint(with: $0.annotations) } }
        if !relations.isEmpty { lines += [section("relations")] + relations.map(line) }
        let rules = explanation.matching.flatMap { rule in
            let lines = matches(of: rule) { explanation.bytes($0).contains(byte) }
            return lines.isEmpty ? [] : [title(rule)] + lines
        }
        if !rules.isEmpty { lines += [section("rules")] + rules }
        let reasons = document.scores.sorted { $0.key < $1.key }.flatMap { name, score in
            score.reasons.filter { $0.bytes?.contains(byte) ?? false }.map { "  \(name): \(term($0))" }
        }
        if !reasons.isEmpty { lines += [section("scores")] + reasons }
        return lines.joined(separator: "\n")
    }

    private var heading: String {
        let counts = "\(document.tokens.count) tokens, \(document.sentences.count) sentences"
        return Style.bold.paint(document.id, isColored) + ": \(counts)"
            + (explanation.note.map { "; \($0)" } ?? "")
    }

    private func section(_ name: String) -> String { "\n" + Style.cyan.paint(name.uppercased(), isColored) }
}

// MARK: - Tokens

extension ExplanationText {
    private func tokens(in range: Range<Int>) -> [String] {
        guard !range.isEmpty else { return [] }
        let columns = explanation.columns.filter { name in range.contains { !value(name, $0).isEmpty } }
        var rows = [["#", "offset", "text"] + columns + ["shape", "in"]]
        for token in range {
            let start = explanation.offsets.offset(ofByte: document.tokens[token].lowerBound)
            let labels = document.annotations.filter { $0.tokens.contains(token) }.map(\.label)
            rows.append(
                [String(token + 1), String(start)] + (["text"] + columns + ["shape"]).map { value($0, token) }
                    + [labels.joined(separator: " ")])
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].unicodeScalars.count }.max() ?? 0 }
        let lines = rows.enumerated().map { number, row in
            let line = row.indices.map { column in
                let pad = String(repeating: " ", count: widths[column] - row[column].unicodeScalars.count)
                return column < 2 ? pad + row[column] : row[column] + pad
            }.joined(separator: "  ").trimmedEnd
            return number == 0 ? Style.dim.paint("  " + line, isColored) : "  " + line
        }
        return [section("tokens")] + lines
    }

    private func value(_ field: String, _ token: Int) -> String { document.shown(field: field, ofToken: token) ?? "" }

    private func token(_ token: Int) -> [String] {
        let fields = ["text", "lower"] + explanation.columns + ["shape", "length", "sentence"]
        let flags = LexicalFlags.byName.keys.sorted().filter { value($0, token) == "true" }
        return fields.map { "  \($0) = \(value($0, token))" } + ["  \(flags.joined(separator: ", "))"]
    }
}

// MARK: - Rules

extension ExplanationText {
    private var rules: [String] {
        let matching = explanation.matching
        var lines = matching.isEmpty ? [] : [section("rules that matched")]
        for rule in matching { lines += [title(rule)] + matches(of: rule) { _ in true } }
        let silent = explanation.rules.count - matching.count
        if silent > 0 {
            lines.append(
                "\n\(silent) \(silent == 1 ? "rule" : "rules") matched nothing; --rule NAME says how near one came")
        }
        return lines
    }

    private func title(_ rule: Explanation.Rule) -> String {
        let place = rule.explanation.provenance.location.map { Style.dim.paint("  \($0)", isColored) } ?? ""
        return Style.bold.paint(rule.explanation.provenance.by, isColored) + place
    }

    private func matches(of rule: Explanation.Rule, _ isWanted: (Match) -> Bool) -> [String] {
        rule.explanation.matches.filter { isWanted($0.match) }.flatMap { match in
            let captures = match.match.captures.map { capture in
                let runs = capture.runs.map { explanation.quote(document.bytes(ofTokens: $0)) }
                return "\(capture.name): \(runs.joined(separator: ", "))"
            }
            let first = "  \(place(match.match)) \(outcome(match))"
            let lines = captures.isEmpty ? [first] : [first, "    \(captures.joined(separator: " · "))"]
            return lines + match.beaten.map { "    beats \($0.provenance.by), \(place($0))" }
        }
    }

    private func place(_ match: Match) -> String {
        let bytes = explanation.bytes(match)
        let range = explanation.range(bytes)
        return "\(range.lowerBound)-\(range.upperBound) \(explanation.quote(bytes))"
    }

    private func outcome(_ match: ExplainedMatch) -> String {
        let sum = match.terms.count > 1 || match.terms.first?.weight != 1 ? ", score \(self.sum(match))" : ""
        switch match.outcome {
        case .counts: return Style.green.paint("counts", isColored) + sum
        case .isGuard: return Style.green.paint("counts as a guard", isColored) + sum
        case .refused: return Style.red.paint("refused by its 'where'", isColored)
        case .lost(let winner):
            let reason = match.match.score < winner.score ? ", which scores \(winner.score.short)" : ""
            return Style.yellow.paint("lost to \(winner.provenance.by)", isColored)
                + " at \(place(winner))\(reason)\(sum)"
        }
    }

    private func sum(_ match: ExplainedMatch) -> String {
        let terms = match.terms.enumerated().map { index, term in
            let sign = term.weight < 0 ? "- " : index > 0 ? "+ " : ""
            return sign + abs(term.weight).short + (term.capture.map { " (\($0))" } ?? "")
        }
        return terms.count == 1 ? terms[0] : "\(match.match.score.short) = \(terms.joined(separator: " "))"
    }
}

// MARK: - What was made

extension ExplanationText {
    private var made: [String] {
        var lines: [String] = []
        let layers = Set(document.annotations.map(\.layer)).sorted()
        for layer in layers {
            lines.append(section("layer \(layer)"))
            lines += document.annotations.filter { $0.layer == layer }
                .sorted { $0.bytes.lowerBound < $1.bytes.lowerBound }.map(line)
        }
        if !document.relations.isEmpty { lines += [section("relations")] + document.relations.map(line) }
        return lines
    }

    private func line(_ annotation: Annotation) -> String {
        let range = explanation.range(annotation.bytes)
        let attributes = annotation.attributes.entries.map { " \($0.key)=\($0.value.json)" }.joined()
        return "  \(range.lowerBound)-\(range.upperBound) \(annotation.label) \(explanation.quote(annotation.bytes))"
            + attributes + Style.dim.paint("  by \(annotation.provenance.by)", isColored)
    }

    private func line(_ relation: Relation) -> String {
        let arguments = relation.arguments.map { argument in
            let texts = argument.annotations.compactMap { document.annotation($0)?.bytes }.map(explanation.quote)
            return "\(argument.name): \(texts.joined(separator: ", "))"
        }
        let attributes = relation.attributes.entries.map { " \($0.key)=\($0.value.json)" }.joined()
        return "  \(relation.label) \(arguments.joined(separator: " · "))" + attributes
            + Style.dim.paint("  by \(relation.provenance.by)", isColored)
    }

    private var scores: [String] {
        document.scores.sorted { $0.key < $1.key }.flatMap { name, score in
            [section("score \(name)"), "  \(score.value.short)" + (score.level.map { ", \($0)" } ?? "") + " ="]
                + score.reasons.map { "    \(term($0))" }
        }
    }

    private func term(_ reason: Score.Reason) -> String {
        let place = reason.bytes.map { bytes in
            let range = explanation.range(bytes)
            return "  \(range.lowerBound)-\(range.upperBound) \(explanation.quote(bytes))"
        }
        return "\(reason.weight < 0 ? "-" : "+") \(abs(reason.weight).short) \(reason.rule)" + (place ?? "")
    }
}

extension Double {
    /// The number without the noise of sums.
    var short: String {
        let rounded = (self * 1e6).rounded() / 1e6
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
    }
}

extension String {
    fileprivate var trimmedEnd: String { String(reversed().drop { $0 == " " }.reversed()) }

    /// Without line ends and more than one blank in a row.
    fileprivate var squeezed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
