/// An article with what a careful reader finds in it: lines that begin with `|` are gold for the paragraph above them,
/// those at the head for the whole article. `Examples/news/gold/GUIDE.md` describes them.
struct GoldArticle {
    let name: String
    let text: GoldText
    private(set) var date = ""
    private(set) var reading = Reading()
    /// What is inconsistent in the gold.
    private(set) var problems: [String] = []
    private var entities: Set<String> = []

    static let kinds = ["STATEMENT": Layer.statement, "ROLE": Layer.role, "EVENT": Layer.event]

    /// The words that may stand behind a label, and the fields.
    struct Layer: Sendable {
        let attributes: [String: [String]]
        let fields: Set<String>
        let required: Set<String>

        static let statement = Layer(
            attributes: ["kind": ["direct", "mixed", "indirect"]], fields: ["source", "cue", "content", "speaker"],
            required: ["source", "cue", "content", "speaker"])
        static let role = Layer(
            attributes: ["status": ["current", "former", "acting"]], fields: ["role", "person", "organisation"],
            required: ["role", "person"])
        static let event = Layer(
            attributes: [
                "class": [
                    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
                    "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT",
                ],
                "modality": ["asserted", "planned", "possible", "denied"], "polarity": ["negative"],
            ],
            fields: ["trigger", "agent", "patient", "place", "time"], required: ["trigger"])
    }

    init(name: String, source: String) {
        var lines: [Substring] = []
        var gold: [(line: String, paragraph: Range<Int>)] = []
        var end = 0
        for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("|") {
                gold.append((String(line.dropFirst(2)), max(0, end - (lines.last?.utf8.count ?? 0))..<end))
            } else {
                end += line.utf8.count + (lines.isEmpty ? 0 : 1)
                lines.append(line)
            }
        }
        self.name = name
        text = GoldText(lines.joined(separator: "\n"))
        addNames(gold.filter { $0.paragraph.isEmpty }.map(\.line))
        for (line, paragraph) in gold where !paragraph.isEmpty { add(line, to: paragraph) }
        check()
    }

    private mutating func addNames(_ lines: [String]) {
        var forms: [(form: String, label: String, entity: String)] = []
        for line in lines {
            let (key, rest) = line.cut(" ")
            switch key {
            case "date:": date = rest
            case "tension:": reading.level = rest
            case "PER", "ORG", "LOC", "NORP":
                let (entity, listed) = rest.cut(" = ")
                entities.insert(entity)
                forms += (listed.isEmpty ? entity : listed).split(separator: "; ").map { (String($0), key, entity) }
            default: problems.append("\(name): '\(key)' is no label for the head of an article")
            }
        }
        var taken: [Range<Int>] = []
        for (form, label, entity) in forms.sorted(by: { $0.form.utf8.count > $1.form.utf8.count }) {
            let free = text.all(form).filter { !$0.overlaps(anyOf: taken) }
            if free.isEmpty { problems.append("\(name): '\(form)' is nowhere in the text") }
            taken += free
            reading.names += free.map { Reading.Name(bytes: $0, label: label, entity: entity) }
        }
    }

    private mutating func add(_ line: String, to paragraph: Range<Int>) {
        do throws(GoldText.Failure) {
            let (label, rest) = line.cut(" ")
            if let layer = Self.kinds[label] {
                try addLink(label, layer, rest, paragraph)
            } else if label == "DATE" || label == "MENTION" {
                let (value, snippet) = rest.cut(" @ ")
                let bytes = try text.find(snippet, in: paragraph)
                reading.names.append(
                    label == "DATE"
                        ? .init(bytes: bytes, label: label, entity: value, value: value)
                        : .init(bytes: bytes, label: label, entity: value))
                if label == "MENTION", !entities.contains(value) { throw .init(problem: "no entity '\(value)'") }
            } else {
                throw .init(problem: "'\(label)' is no label for a paragraph")
            }
        } catch {
            problems.append("\(name): \(error.problem): \(line)")
        }
    }

    private mutating func addLink(
        _ label: String, _ layer: Layer, _ rest: String, _ paragraph: Range<Int>
    ) throws(GoldText.Failure) {
        var link = Reading.Link(label: label, parts: [:], attributes: Reading.defaults)
        let columns = rest.split(separator: " | ").map(String.init)
        for word in columns[0].split(separator: " ") {
            let attribute = layer.attributes.first { $0.value.contains(String(word)) }
            guard let attribute else { throw .init(problem: "'\(word)' is no word of \(label)") }
            link.attributes[attribute.key] = String(word)
        }
        for column in columns.dropFirst() {
            let (field, value) = column.cut(": ")
            guard layer.fields.contains(field) else { throw .init(problem: "\(label) has no field '\(field)'") }
            if ["speaker", "person", "organisation"].contains(field) {
                guard value == "-" || entities.contains(value) else { throw .init(problem: "no entity '\(value)'") }
                link.parts[field] = reading.mentions(of: value)
                link.attributes[field] = value
            } else {
                link.parts[field] = []
                for piece in value.split(separator: " + ") {
                    link.parts[field]?.append(try text.find(String(piece), in: paragraph))
                }
            }
        }
        let missing = layer.required.subtracting(link.parts.keys)
        guard missing.isEmpty else { throw .init(problem: "no \(missing.sorted().joined(separator: ", "))") }
        reading.links.append(link)
    }

    private mutating func check() {
        if !["low", "medium", "high"].contains(reading.level) { problems.append("\(name): no level of tension") }
        // Mentions may stand below the statement that they speak in.
        for index in reading.links.indices {
            guard let speaker = reading.links[index].attributes["speaker"] else { continue }
            reading.links[index].parts["speaker"] = reading.mentions(of: speaker)
            let source = reading.links[index].parts["source"] ?? []
            if speaker != "-", !source.contains(where: { $0.overlaps(anyOf: reading.mentions(of: speaker)) }) {
                problems.append("\(name): a source does not mention its speaker, \(speaker)")
            }
        }
        let sources = reading.links.flatMap { $0.parts["source"] ?? [] }
        for mention in reading.names where mention.label == "MENTION" && !mention.bytes.overlaps(anyOf: sources) {
            problems.append("\(name): a mention of \(mention.entity) is no source")
        }
        let dated = reading.names.map(\.bytes)
        for word in Self.calendar.flatMap(text.all) where !word.overlaps(anyOf: dated) {
            problems.append("\(name): a day or month is neither a DATE nor in a name, at byte \(word.lowerBound)")
        }
    }

    private static let calendar = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
        "April", "June", "July", "August", "September", "October", "November", "December", "yesterday", "tomorrow",
    ]
}

extension String {
    /// What stands before and after a separator.
    func cut(_ separator: String) -> (String, String) {
        guard let range = firstRange(of: separator) else { return (self, "") }
        return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
    }
}
