package import PipelineCore

/// All that is found in a document, as lines for people: what golden files hold.
package enum DocumentListing {
    /// The lines: layers in alphabetical order with their annotations in text order, relations, scores, metadata.
    ///
    /// - Parameter hidden: the stages whose annotations are left out.
    package static func lines(_ document: Document, hidden: Set<String> = [GivenStage.stageName]) -> [String] {
        let offsets = OffsetMap(document.text)
        var lines: [String] = []
        if let reason = document.dropReason { lines.append("dropped: \(reason)") }
        let shown = document.annotations.filter { !hidden.contains($0.provenance.stage) }
        for layer in Set(shown.map(\.layer)).sorted() {
            lines.append(layer)
            let members = shown.filter { $0.layer == layer }.sorted {
                ($0.bytes.lowerBound, $0.bytes.upperBound, $0.label) < (
                    $1.bytes.lowerBound, $1.bytes.upperBound, $1.label
                )
            }
            lines += members.map { annotation in
                let start = offsets.offset(ofByte: annotation.bytes.lowerBound)
                let stop = offsets.offset(ofByte: annotation.bytes.upperBound)
                return "  \(start)-\(stop)  \(annotation.label)  \(oneLine(document.text[annotation.bytes]))"
                    + attributes(annotation.attributes) + "  by \(annotation.provenance.by)"
            }
        }
        if !document.relations.isEmpty { lines.append("relations") }
        lines += document.relations.map { relation in
            let arguments = relation.arguments.map { argument in
                let texts = argument.annotations.compactMap { document.annotation($0) }
                    .map { oneLine(document.text[$0.bytes]) }
                return "\(argument.name): \(texts.joined(separator: " … "))"
            }
            return "  \(relation.label)  \(arguments.joined(separator: " | "))" + attributes(relation.attributes)
                + "  by \(relation.provenance.by)"
        }
        if !document.scores.isEmpty { lines.append("scores") }
        for (name, score) in document.scores.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(name)  \(score.value)\(score.level.map { " \($0)" } ?? "")")
            lines += score.reasons.map { reason in
                "    \(reason.weight) \(reason.rule)" + (reason.bytes.map { "  \(oneLine(document.text[$0]))" } ?? "")
            }
        }
        if !document.metadata.isEmpty { lines.append("meta") }
        lines += document.metadata.entries.map { "  \($0.key) = \($0.value.json)" }
        return lines
    }

    private static func attributes(_ attributes: Value.Object) -> String {
        attributes.entries.map { "  \($0.key)=\($0.value.json)" }.joined()
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

/// What differs between two lists of lines.
package enum LineDifference {
    /// The lines that differ with two lines around them: ` ` for a common one, `-` for one of `old` alone, `+` for one
    /// of `new` alone. Empty when there is no difference.
    ///
    /// Cost: the product of the numbers of lines between the common beginning and the common end.
    package static func lines(from old: [String], to new: [String]) -> [String] {
        let difference = new.difference(from: old)
        guard !difference.isEmpty else { return [] }
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var merged: [(sign: Character, line: String)] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if left < old.count, removed.contains(left) {
                merged.append(("-", old[left]))
                left += 1
            } else if right < new.count, inserted.contains(right) {
                merged.append(("+", new[right]))
                right += 1
            } else {
                merged.append((" ", old[left]))
                left += 1
                right += 1
            }
        }
        return excerpt(merged)
    }

    private static func excerpt(_ lines: [(sign: Character, line: String)]) -> [String] {
        var result: [String] = []
        var last = -1
        for index in lines.indices {
            let near = lines[max(0, index - 2)..<min(lines.count, index + 3)]
            guard near.contains(where: { $0.sign != " " }) else { continue }
            if index > last + 1 { result.append("…") }
            last = index
            result.append("\(lines[index].sign) \(lines[index].line)")
        }
        return result
    }
}
