import PipelineCore

extension ReplSession {
    /// The tokens of a sentence, with their columns and what covers them.
    func listTokens(_ words: String) {
        guard let (document, sentence) = words.isEmpty ? lastSentence : sentence(with: words) else {
            return output.write(words.isEmpty ? "there is no token" : "no sentence holds '\(words)'")
        }
        let columns = document.tokens.assignedColumns
        var rows = [["", "text"] + columns.map(\.name) + ["annotations"]]
        for token in sentence {
            let covering = document.annotations.filter { $0.tokens.contains(token) }.map { "\($0.layer)/\($0.label)" }
            let values = columns.map { document.value(of: $0, at: token) ?? "–" }
            rows.append(
                [String(token + 1), Excerpt.flat(document.tokenText(token))] + values + [
                    covering.joined(separator: " ")
                ])
        }
        table(rows)
    }

    /// The sentence of the last pattern's first hit, or the first one that there is.
    private var lastSentence: (Document, Range<Int>)? {
        if let hit = lastTrial?.hits.first(where: { !$0.match.tokens.isEmpty }),
            let sentence = hit.document.sentences.ranges.first(where: { $0.contains(hit.match.tokens.lowerBound) })
        {
            return (hit.document, sentence)
        }
        return documents.lazy.compactMap { document in document.sentences.ranges.first.map { (document, $0) } }.first
    }

    private func sentence(with words: String) -> (Document, Range<Int>)? {
        let wanted = words.lowercased()
        for document in documents {
            let found = document.sentences.ranges.first {
                !$0.isEmpty && document.text[document.bytes(ofTokens: $0)].lowercased().contains(wanted)
            }
            if let found { return (document, found) }
        }
        return nil
    }

    /// The annotations of a layer or with a label.
    func listSpans(_ filter: String) {
        let found = documents.flatMap { document in
            document.annotations.filter { filter.isEmpty || $0.layer == filter || $0.label == filter }.map {
                (document, $0)
            }
        }
        for (document, span) in found.prefix(shown) {
            let line = Excerpt(of: span.bytes, in: document.text, width: 24).line(isColored: output.isColored)
            output.write("\(document.id)  \(span.layer)/\(span.label)  \(line)  \(by(span.provenance))")
        }
        let more = found.count > shown ? "… and \(found.count - shown) more. " : ""
        output.write("\(more)\(Self.count(found.count, "annotation"))")
    }

    /// How much each rule found.
    func listRules() {
        var counts: [Provenance: Int] = [:]
        for document in documents {
            for annotation in document.annotations { counts[annotation.provenance, default: 0] += 1 }
            for relation in document.relations { counts[relation.provenance, default: 0] += 1 }
        }
        let rows = counts.sorted { ($1.value, $0.key.by) < ($0.value, $1.key.by) }.map { rule, count in
            [
                String(count), rule.by,
                rule.location.map { SourceLocation(file: $0.file, line: $0.line).description } ?? "",
            ]
        }
        table([["found", "rule", "where"]] + rows)
    }

    /// All that is known where some words stand.
    func explain(_ words: String) {
        guard !words.isEmpty else { return output.write(":explain takes words that stand in a document") }
        var places = 0
        for document in documents {
            for token in document.tokens.ranges(of: words, in: document) where places < 5 {
                places += 1
                explain(token, in: document)
            }
        }
        if places == 0 { output.write("no document holds '\(words)'") }
    }

    private func explain(_ bytes: Range<Int>, in document: Document) {
        output.write("\(document.id)  \(Excerpt(of: bytes, in: document.text).line(isColored: output.isColored))")
        let covering = document.annotations.filter { $0.bytes.overlaps(bytes) }
        if covering.isEmpty { output.write("    nothing was found here") }
        for span in covering {
            let values = span.attributes.entries.map {
                " · \($0.key) \(Excerpt.cut($0.value.string ?? $0.value.json, to: 60))"
            }
            let text = Excerpt.cut(document.text[span.bytes], to: 80)
            output.write("    \(span.layer)/\(span.label)  \(text)\(values.joined())  \(by(span.provenance))")
        }
        let ids = Set(covering.map(\.id))
        for relation in document.relations
        where relation.arguments.contains(where: { !ids.isDisjoint(with: $0.annotations) }) {
            let arguments = relation.arguments.map { argument in
                let texts = argument.annotations.compactMap { document.annotation($0) }.map { document.text[$0.bytes] }
                return "\(argument.name): \(Excerpt.cut(texts.joined(separator: " … "), to: 60))"
            }
            output.write("    \(relation.label)  \(arguments.joined(separator: " · "))  \(by(relation.provenance))")
        }
        for (name, score) in document.scores.sorted(by: { $0.key < $1.key }) {
            for reason in score.reasons where reason.bytes?.overlaps(bytes) == true {
                output.write("    \(name)  \(reason.rule) \(reason.weight < 0 ? "" : "+")\(reason.weight)")
            }
        }
    }

    private func by(_ provenance: Provenance) -> String {
        let place = provenance.location.map { " (\(SourceLocation(file: $0.file, line: $0.line)))" } ?? ""
        return Paint.faint.paint("\(provenance.by)\(place)", isColored: output.isColored)
    }

    private func table(_ rows: [[String]]) {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        for (index, row) in rows.enumerated() {
            let line = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(
                separator: "  ")
            let text = String(line.reversed().drop { $0 == " " }.reversed())
            output.write(index == 0 ? Paint.faint.paint(text, isColored: output.isColored) : text)
        }
    }
}

extension TokenTable {
    /// Where words stand in a document, whatever their case, from the beginning of one token to the end of another.
    fileprivate func ranges(of words: String, in document: Document) -> [Range<Int>] {
        let wanted = words.lowercased()
        return (0..<count).compactMap { first in
            let start = self[first].lowerBound
            for last in first..<Swift.min(count, first + 12) {
                let text = Excerpt.flat(document.text[start..<self[last].upperBound]).lowercased()
                if text == wanted { return start..<self[last].upperBound }
                if text.count > wanted.count { return nil }
            }
            return nil
        }
    }
}
