internal import PipelineCore

/// The patterns of an `EntityRuler`, a `SpanRuler` or a `Matcher`.
struct SpacyPatterns: Sendable {
    /// One pattern.
    struct Pattern: Sendable {
        enum Body: Sendable {
            case tokens(PatternNode)
            case phrase(String)
        }

        var label: String
        var id: String?
        var body: Body
        /// The name in provenance: the file and line, or the number.
        var name: String
        var location: SourceLocation?
    }

    private(set) var patterns: [Pattern] = []
    private(set) var errors: [PipelineError] = []
    private(set) var warnings: [PipelineError] = []
    /// The label of patterns that have none.
    private let label: String?

    init(label: String?) { self.label = label }

    /// Reads a file: a pattern a line, or a list of them in JSON.
    mutating func read(_ path: String) throws(PipelineError) {
        let text = DocumentText(try FileBytes.read(path))
        let file = Path.name(of: path)
        if text.bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "["), readList(text, path, file) { return }
        for (index, line) in text.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
        where line.contains(where: { $0 > 0x20 }) {
            let place = SourceLocation(file: path, line: index + 1)
            do {
                add(try JSONParser.parse(line), name: "\(file):\(index + 1)", place)
            } catch {
                let column = String(decoding: line.prefix(error.offset), as: UTF8.self).unicodeScalars.count + 1
                complain(error.message, SourceLocation(file: path, line: index + 1, column: column))
            }
        }
    }

    /// Reads one list of patterns; gives false where it is none, but a bare pattern a line.
    private mutating func readList(_ text: DocumentText, _ path: String, _ file: String) -> Bool {
        guard let list = try? JSONParser.parse(text.bytes).array,
            list.allSatisfy({ $0.array != nil || $0.object?["pattern"] != nil || $0.object?["label"] != nil })
        else { return false }
        for (index, value) in list.enumerated() {
            add(value, name: "\(file)#\(index + 1)", SourceLocation(file: path))
        }
        return true
    }

    /// Adds a pattern: `{ label, pattern, id }`, or the tokens alone.
    mutating func add(_ value: Value, name: String, _ location: SourceLocation?) {
        guard let object = value.object else {
            guard let tokens = value.array else {
                return complain("a pattern is a dictionary with 'label' and 'pattern', not a \(value.kind)", location)
            }
            return add(.array(tokens), label: nil, id: nil, name: name, location)
        }
        for entry in object.entries where !["label", "pattern", "id"].contains(entry.key) {
            complain(
                "a pattern has no key '\(entry.key)'", location,
                Suggestion.remedy(for: entry.key, among: ["label", "pattern", "id"]))
        }
        guard let pattern = object["pattern"] else { return complain("the pattern has no key 'pattern'", location) }
        if let label = object["label"], label.string?.isEmpty ?? true {
            return complain("'label' is a string that is not empty", location)
        }
        add(pattern, label: object["label"]?.string, id: object["id"]?.plainText, name: name, location)
    }

    private mutating func add(
        _ value: Value, label: String?, id: String?, name: String, _ location: SourceLocation?
    ) {
        guard let label = label ?? self.label else {
            return complain(
                "the pattern has no label", location, "write \"label\": \"…\", or label = \"…\" for the stage")
        }
        var pattern = Pattern(
            label: label, id: id?.isEmpty == true ? nil : id, body: .tokens(.empty), name: name, location: location)
        switch value {
        case .string(let phrase): pattern.body = .phrase(phrase)
        case .array(let tokens):
            var parser = SpacyTokenParser()
            do throws(SpacyProblem) {
                pattern.body = .tokens(try parser.pattern(tokens))
            } catch {
                return complain(error.message, location, error.remedy)
            }
            warnings += parser.warnings.map { PipelineError(.patternInvalid, $0, location: location) }
        default: return complain("'pattern' is a string or a list of tokens, not a \(value.kind)", location)
        }
        patterns.append(pattern)
    }

    private mutating func complain(_ message: String, _ location: SourceLocation?, _ remedy: String? = nil) {
        errors.append(PipelineError(.patternInvalid, message, remedy: remedy, location: location))
    }
}
