internal import PipelineCore

/// Puts the lines of a brat annotation file into their document.
///
/// Lines may name what stands further down, so relations wait for the end.
struct BratAnnotations {
    struct Problem: Error {
        let message: String
    }

    /// A relation that waits, with the identity by which attributes and events name it.
    private struct Pending {
        let id: String
        let label: String
        let arguments: [(name: String, target: String)]
    }

    private static let provenance = Provenance(stage: "read.brat")

    private var document: Document
    private let layer: String
    private let offsets: OffsetMap
    private var annotations: [String: [AnnotationID]] = [:]
    private var pending: [Pending] = []
    private var attributes: [(target: String, name: String, value: Value)] = []

    init(_ document: Document, layer: String) {
        self.document = document
        self.layer = layer
        offsets = OffsetMap(document.text)
    }

    /// Takes a line.
    mutating func take(_ line: String) throws(Problem) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard let id = fields.first, let kind = id.first else { return }
        let body = fields.count > 1 ? fields[1] : ""
        switch kind {
        case "T": try takeText(id, body)
        case "R", "E": try takeRelation(id, body)
        case "*": try takeEquivalence(body)
        case "A", "M": try takeAttribute(body)
        case "N": try takeReference(body)
        case "#":
            if fields.count > 2, let target = body.split(separator: " ").dropFirst().first {
                attributes.append((String(target), "note", .string(fields[2])))
            }
        default: throw Problem(message: "'\(id)' is no annotation of brat")
        }
    }

    private mutating func takeText(_ id: String, _ body: String) throws(Problem) {
        guard let space = body.firstIndex(of: " ") else { throw Problem(message: "\(id) has no offsets") }
        var pieces: [Range<Int>] = []
        for piece in body[space...].split(separator: ";") {
            let edges = piece.split(separator: " ").compactMap { Int($0) }
            guard edges.count == 2, let start = offsets.byte(ofOffset: edges[0]),
                let end = offsets.byte(ofOffset: edges[1]), start < end
            else { throw Problem(message: "the offsets\(piece) of \(id) are no part of the text") }
            if let last = pieces.last, last.upperBound <= start, isBlank(last.upperBound..<start) {
                // Line ends divide what is one.
                pieces[pieces.count - 1] = last.lowerBound..<end
            } else {
                pieces.append(start..<end)
            }
        }
        for piece in pieces {
            do {
                annotations[id, default: []].append(
                    try document.annotate(
                        bytes: piece, layer: layer, label: String(body[..<space]), provenance: Self.provenance))
            } catch {
                throw Problem(message: error.message)
            }
        }
    }

    private func isBlank(_ range: Range<Int>) -> Bool {
        document.text.bytes[range].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }

    private mutating func takeRelation(_ id: String, _ body: String) throws(Problem) {
        var arguments: [(name: String, target: String)] = []
        for part in body.split(separator: " ") {
            let sides = part.split(separator: ":", maxSplits: 1).map(String.init)
            if sides.count == 2 { arguments.append((sides[0], sides[1])) }
        }
        let isEvent = id.first == "E"
        let first = body.prefix { $0 != " " && $0 != ":" }
        guard !first.isEmpty, !arguments.isEmpty else { throw Problem(message: "\(id) has no arguments") }
        if isEvent { arguments[0].name = "trigger" }
        pending.append(Pending(id: id, label: String(first), arguments: arguments))
    }

    private mutating func takeEquivalence(_ body: String) throws(Problem) {
        let parts = body.split(separator: " ").map(String.init)
        guard parts.count > 2 else { throw Problem(message: "an equivalence has two members or more") }
        pending.append(Pending(id: "*", label: parts[0], arguments: parts.dropFirst().map { ("member", $0) }))
    }

    private mutating func takeAttribute(_ body: String) throws(Problem) {
        let parts = body.split(separator: " ", maxSplits: 2).map(String.init)
        guard parts.count > 1 else { throw Problem(message: "an attribute has a name and what it belongs to") }
        attributes.append((parts[1], parts[0], parts.count > 2 ? .string(parts[2]) : true))
    }

    private mutating func takeReference(_ body: String) throws(Problem) {
        let parts = body.split(separator: " ").map(String.init)
        guard parts.count == 3 else { throw Problem(message: "a reference has a target and an entry") }
        attributes.append((parts[1], "reference", .string(parts[2])))
    }

    /// The document with all that was taken.
    ///
    /// - Throws: ``PipelineError`` when a line names what is not there.
    mutating func finish(_ path: String) throws(PipelineError) -> Document {
        var relations: [String: Int] = [:]
        // An event stands for its trigger where another names it.
        for event in pending where event.id.first == "E" {
            annotations[event.id] = annotations[event.arguments[0].target]
        }
        for relation in pending {
            var arguments: [Relation.Argument] = []
            var ids: [String: [AnnotationID]] = [:]
            for argument in relation.arguments {
                guard let found = annotations[argument.target] else {
                    throw PipelineError(
                        .documentUnreadable, "\(relation.id) names \(argument.target), which is not there",
                        location: SourceLocation(file: path))
                }
                if ids[argument.name] == nil { arguments.append(Relation.Argument(argument.name, found)) }
                ids[argument.name, default: []] += found
            }
            arguments = arguments.map { Relation.Argument($0.name, ids[$0.name] ?? []) }
            relations[relation.id] = try document.relate(
                label: relation.label, arguments: arguments, provenance: Self.provenance)
        }
        for attribute in attributes {
            if let relation = relations[attribute.target] {
                document.updateAttributes(ofRelation: relation) { $0[attribute.name] = attribute.value }
            } else {
                for id in annotations[attribute.target] ?? [] {
                    document.updateAttributes(of: id) { $0[attribute.name] = attribute.value }
                }
            }
        }
        return document
    }
}
