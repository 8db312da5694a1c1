import PipelineCore

/// What a definition finds in documents, in a form that two runs can be compared in.
struct Findings {
    /// An annotation, a relation or a score: the same thing in two runs has the same key.
    struct Key: Hashable {
        var document: String
        var kind: String
        var place: [Range<Int>]
    }

    /// What is shown of a finding, and by what it is seen to have changed.
    struct Finding: Hashable {
        var excerpt: Excerpt
        /// Who made it, and what is known of it.
        var details: String
        var order: Int
    }

    /// Each finding; several of one key are told apart by their number.
    private(set) var all: [Key: [Finding]] = [:]
    private(set) var documents = 0
    private(set) var count = 0

    /// Takes in what was found in a document.
    mutating func add(_ document: Document) {
        documents += 1
        for annotation in document.annotations {
            let details = Self.details(annotation.provenance, annotation.attributes)
            add(document, "\(annotation.layer) \(annotation.label)", [annotation.bytes], details)
        }
        for relation in document.relations {
            let spans = relation.arguments.flatMap(\.annotations).compactMap { document.annotation($0)?.bytes }
            let arguments = relation.arguments.map { argument in
                let texts = argument.annotations.compactMap { document.annotation($0) }.map { document.text[$0.bytes] }
                return "\(argument.name): \(Excerpt.cut(texts.joined(separator: " … "), to: 60))"
            }
            let details = Self.details(relation.provenance, relation.attributes)
            add(document, relation.label, spans, "\(arguments.joined(separator: " · "))  \(details)")
        }
        for (name, score) in document.scores.sorted(by: { $0.key < $1.key }) {
            let level = score.level.map { " (\($0))" } ?? ""
            add(document, "score \(name)", [], "\(Self.amount(score.value))\(level)")
        }
    }

    private mutating func add(_ document: Document, _ kind: String, _ spans: [Range<Int>], _ details: String) {
        let key = Key(document: document.id, kind: kind, place: spans)
        let place = spans.first.map { Excerpt(of: $0, in: document.text) } ?? Excerpt()
        all[key, default: []].append(Finding(excerpt: place, details: details, order: count))
        count += 1
    }

    private static func details(_ provenance: Provenance, _ attributes: Value.Object) -> String {
        let values = attributes.entries.map { "\($0.key) \(Excerpt.cut($0.value.string ?? $0.value.json, to: 60))" }
        return ([provenance.by] + values).joined(separator: " · ")
    }

    private static func amount(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? String(number) }
}

/// What is different between two runs.
struct FindingsChange {
    enum Kind: String {
        case gained = "+"
        case lost = "−"
        case changed = "~"
    }

    struct Entry {
        var kind: Kind
        var key: Findings.Key
        var finding: Findings.Finding
        /// What was said of it before.
        var before: String?
    }

    /// In the order of the documents and of the findings in each.
    private(set) var entries: [Entry] = []

    init(from old: Findings, to new: Findings) {
        for (key, found) in new.all {
            let before = old.all[key] ?? []
            for (index, finding) in found.enumerated() {
                if index >= before.count {
                    entries.append(Entry(kind: .gained, key: key, finding: finding))
                } else if before[index].details != finding.details {
                    entries.append(Entry(kind: .changed, key: key, finding: finding, before: before[index].details))
                }
            }
        }
        for (key, before) in old.all {
            for finding in before.dropFirst(new.all[key]?.count ?? 0) {
                entries.append(Entry(kind: .lost, key: key, finding: finding))
            }
        }
        entries.sort { Self.order($0) < Self.order($1) }
    }

    func count(_ kind: Kind) -> Int { entries.count { $0.kind == kind } }

    private static func order(_ entry: Entry) -> (String, Int, Int, String) {
        (entry.key.document, entry.key.place.first?.lowerBound ?? .max, entry.finding.order, entry.kind.rawValue)
    }
}
