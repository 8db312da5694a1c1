import Pipeline

/// What is found in an article: by a person, or by a definition.
struct Reading {
    /// A name, a date (`DATE`), or a pronoun or role noun that speaks (`MENTION`).
    struct Name {
        let bytes: Range<Int>
        let label: String
        let entity: String
        var value: String?
    }

    /// A statement, role or event: parts of the text by their name.
    struct Link {
        let label: String
        /// What an argument means stands in it wherever the text names it: all mentions of a speaker, of an agent.
        var parts: [String: [Range<Int>]]
        var attributes: [String: String]
    }

    var names: [Name] = []
    var links: [Link] = []
    var level = "low"

    static let defaults = ["status": "current", "modality": "asserted", "polarity": "positive"]

    /// Where a thing is mentioned.
    func mentions(of entity: String) -> [Range<Int>] {
        names.filter { $0.entity == entity && $0.label != "DATE" }.map(\.bytes)
    }
}

extension Reading {
    /// What the stages wrote into a document.
    init(_ document: Document) {
        level = document.scores["tension"]?.level ?? "low"
        for label in Agreement.names {
            names += document.annotations(in: "entities", label: label).map { Name($0, label, in: document) }
        }
        // A definition may resolve every pronoun; gold has those that speak.
        let sources = document.relations.filter { $0.label == "STATEMENT" }
            .flatMap { $0["source"] }.compactMap { document.annotation($0)?.bytes }
        names += document.annotations(in: "mentions").filter { $0.bytes.overlaps(anyOf: sources) }
            .map { Name($0, "MENTION", in: document) }
        for relation in document.relations where ["STATEMENT", "ROLE", "EVENT"].contains(relation.label) {
            add(Link(relation, in: document), in: document)
        }
    }

    /// One source with one cue says one thing, however many pieces its words come in.
    private mutating func add(_ link: Link, in document: Document) {
        var link = link
        let same = links.firstIndex {
            link.label == "STATEMENT" && $0.label == "STATEMENT" && link.parts["cue"] != nil
                && $0.parts["cue"] == link.parts["cue"] && $0.parts["source"] == link.parts["source"]
        }
        if let speaker = link.attributes["speaker"] {
            link.parts["speaker"] = speaker.split(separator: "\n").flatMap { mentions(of: String($0)) }
        }
        if let same {
            links[same].parts["content", default: []] += link.parts["content"] ?? []
        } else {
            links.append(link)
        }
    }
}

extension Reading.Name {
    fileprivate init(_ annotation: Annotation, _ label: String, in document: Document) {
        self.init(
            bytes: annotation.bytes, label: label,
            entity: annotation.attributes["entity"]?.string ?? document.text[annotation.bytes],
            value: annotation.attributes["value"]?.string)
    }
}

extension Reading.Link {
    fileprivate init(_ relation: Relation, in document: Document) {
        label = relation.label
        parts = [:]
        attributes = Reading.defaults
        for argument in relation.arguments {
            let annotations = argument.annotations.compactMap { document.annotation($0) }
            parts[argument.name, default: []] += annotations.map(\.bytes)
            guard relation.label != "STATEMENT" else { continue }
            for entity in annotations.compactMap({ $0.attributes["entity"] }) {
                let others = document.annotations.filter { $0.attributes["entity"] == entity }
                parts[argument.name, default: []] += others.map(\.bytes)
            }
        }
        for name in ["kind", "speaker", "status", "class", "modality", "polarity"] {
            guard let value = relation.attributes[name] else { continue }
            let several = value.array?.compactMap(\.string).joined(separator: "\n")
            attributes[name] = value.string ?? several
        }
    }
}

extension Range<Int> {
    func overlaps(anyOf others: [Range<Int>]) -> Bool { others.contains { overlaps($0) } }
}
