import PipelineCore

/// What may come next in a line: commands, names of documents, attributes of tokens and their values, layers and labels.
struct ReplCompletion {
    private static let attributes = ["text", "lower", "norm", "lemma", "upos", "xpos", "shape", "length", "ent"]
    private static let units = ["sentence", "paragraph", "document"]
    private static let most = 200

    let documents: [Document]
    let macros: [String]

    /// The candidates for a part of a line, given by its bytes, that begin as it does.
    func candidates(_ line: String, _ part: Range<Int>) -> [String] {
        let bytes = Array(line.utf8)
        let start = min(part.lowerBound, bytes.count)
        let before = String(decoding: bytes[..<start], as: UTF8.self)
        let typed = String(decoding: bytes[start..<min(part.upperBound, bytes.count)], as: UTF8.self)
        return Set(all(after: before, typed)).filter { $0.hasPrefix(typed) }.sorted().prefix(Self.most).map(\.self)
    }

    private func all(after before: String, _ typed: String) -> [String] {
        if before == ":" { return ReplSession.commands.map(\.name) }
        if before.hasPrefix(":") { return arguments(of: before) }
        if typed.hasPrefix("$") { return macros.map { "$\($0)" } }
        if let attribute = attribute(before) { return values(of: attribute) }
        switch before.last {
        case "<": return names(withLayers: true)
        case "/" where before.hasSuffix("</"): return []
        default: break
        }
        if before.lastIndex(of: "[").map({ !before[$0...].contains("]") }) ?? false { return attributes }
        return typed.isEmpty ? [] : words(typed)
    }

    private func arguments(of before: String) -> [String] {
        switch before.dropFirst().split(separator: " ").first {
        case "doc": documents.map(\.id)
        case "spans": names(withLayers: true)
        case "within": Self.units + layers
        default: []
        }
    }

    /// The attribute whose value is being typed: what stands before `="`.
    private func attribute(_ before: String) -> String? {
        guard let quote = before.last, "\"'|".contains(quote) else { return nil }
        let test = before.reversed().drop { !"=~".contains($0) }.drop { "=~!<> ".contains($0) }
        // A value that has begun and has not ended.
        guard before.reversed().prefix(while: { !"=~".contains($0) }).count(where: { "\"'".contains($0) }) == 1 else {
            return nil
        }
        let name = String(test.prefix { $0.isLetter || $0 == "_" || $0 == "." }.reversed())
        return attributes.contains(name) ? name : nil
    }

    private var columns: [TokenColumn] { documents.first?.tokens.assignedColumns ?? [] }

    private var attributes: [String] { Self.attributes + columns.map(\.name) + LexicalFlags.byName.keys }

    private func values(of attribute: String) -> [String] {
        var values = Set<String>()
        for document in documents.prefix(50) {
            for token in 0..<document.tokens.count {
                switch attribute {
                case "text": values.insert(document.tokenText(token))
                case "lower": values.insert(document.tokenText(token).lowercased())
                default: document.value(of: TokenColumn(attribute), at: token).map { _ = values.insert($0) }
                }
            }
        }
        return Array(values)
    }

    private var layers: [String] { Array(Set(documents.flatMap { $0.annotations.map(\.layer) })) }

    private func names(withLayers: Bool) -> [String] {
        Array(Set(documents.flatMap { $0.annotations.flatMap { withLayers ? [$0.layer, $0.label] : [$0.label] } }))
    }

    private func words(_ typed: String) -> [String] {
        values(of: "text").filter { $0.hasPrefix(typed) && $0.count > 2 }
    }
}
