internal import PipelineCore

/// The lines of a brat annotation file.
struct BratStandoff {
    private let document: Document
    private let layers: [String]?
    private let offsets: OffsetMap
    private var lines: [String] = []
    /// What annotations are called here.
    private var names: [AnnotationID: String] = [:]
    private var counts: [Character: Int] = [:]

    init(_ document: Document, layers: [String]?) {
        self.document = document
        self.layers = layers
        offsets = OffsetMap(document.text)
    }

    mutating func encode() -> [UInt8] {
        for annotation in document.annotations where layers?.contains(annotation.layer) ?? true { add(annotation) }
        for relation in document.relations { add(relation) }
        return Array(lines.map { $0 + "\n" }.joined().utf8)
    }

    private mutating func name(_ kind: Character) -> String {
        counts[kind, default: 0] += 1
        return "\(kind)\(counts[kind] ?? 0)"
    }

    private mutating func add(_ annotation: Annotation) {
        let name = name("T")
        names[annotation.id] = name
        let pieces = lineParts(of: annotation.bytes)
        let places = pieces.map { "\(offsets.offset(ofByte: $0.lowerBound)) \(offsets.offset(ofByte: $0.upperBound))" }
        let text = pieces.map { Self.oneLine(document.text[$0]) }.joined(separator: " ")
        lines.append("\(name)\t\(Self.word(annotation.label)) \(places.joined(separator: ";"))\t\(text)")
        add(annotation.attributes, of: name)
    }

    /// What is left of a span without the line ends in it: no piece of a brat annotation has any.
    private func lineParts(of range: Range<Int>) -> [Range<Int>] {
        let lines = document.text.bytes[range].split { $0 == 0x0A || $0 == 0x0D }
        return lines.isEmpty ? [range] : lines.map { $0.startIndex..<$0.endIndex }
    }

    private mutating func add(_ relation: Relation) {
        let arguments = relation.arguments.flatMap { argument in
            argument.annotations.compactMap { id in names[id].map { (name: argument.name, target: $0) } }
        }
        guard let first = arguments.first else { return }
        let label = Self.word(relation.label)
        let triggers = arguments.filter { $0.name == "trigger" }
        let name: String
        if arguments.count > 1, arguments.allSatisfy({ $0.name == "member" }) {
            lines.append("*\t\(label) \(arguments.map(\.target).joined(separator: " "))")
            return
        } else if arguments.count == 2, triggers.isEmpty {
            name = self.name("R")
            lines.append("\(name)\t\(label) \(Self.list(arguments))")
        } else {
            name = self.name("E")
            let trigger = triggers.first ?? first
            let others = triggers.count == 1 ? arguments.filter { $0.name != "trigger" } : arguments
            let list = others.isEmpty ? "" : " \(Self.list(others))"
            lines.append("\(name)\t\(label):\(trigger.target)\(list)")
        }
        add(relation.attributes, of: name)
    }

    private static func list(_ arguments: [(name: String, target: String)]) -> String {
        arguments.map { "\(word($0.name)):\($0.target)" }.joined(separator: " ")
    }

    private mutating func add(_ attributes: Value.Object, of target: String) {
        for entry in attributes.entries {
            let text = Self.oneLine(entry.value.string ?? entry.value.json)
            guard !text.isEmpty else { continue }
            if entry.key == "note" {
                lines.append("\(name("#"))\tAnnotatorNotes \(target)\t\(text)")
            } else if entry.key == "reference", text.contains(":"), !text.contains(" ") {
                lines.append("\(name("N"))\tReference \(target) \(text)\t\(text)")
            } else {
                let value = entry.value == true ? "" : " \(text)"
                lines.append("\(name("A"))\t\(Self.word(entry.key)) \(target)\(value)")
            }
        }
    }

    /// A type or name as brat takes it: without blanks and colons.
    private static func word(_ label: String) -> String {
        String(label.map { $0.isWhitespace || $0 == ":" || $0 == ";" ? "_" : $0 })
    }

    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
}
