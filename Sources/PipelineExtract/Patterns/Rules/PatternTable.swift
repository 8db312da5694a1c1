internal import PipelineCore

/// Writes a pattern that is given as a table in the form of text, with all quotation that it needs. So both forms mean the
/// same and go through the same checks.
struct PatternTable {
    /// What is wrong in the table.
    struct Problem {
        var message: String
        var remedy: String?
    }

    private(set) var problems: [Problem] = []

    /// What one element may be: each stands alone in it.
    static let kinds = [
        "word", "exact", "matches", "test", "annotation", "list", "macro", "group", "any_of", "ahead", "not_ahead",
        "behind", "not_behind", "edge",
    ]

    /// A list of elements, or a string for one.
    mutating func text(_ setting: Setting) -> String {
        if let word = setting.string { return Self.quoted(word) }
        guard let table = setting.asTable else {
            return complain("a pattern is a table or a string, not a \(setting.kind)")
        }
        // An element may stand for a pattern of one.
        guard table.fields.isEmpty else { return element(table) }
        return table.items.map { element($0) }.joined(separator: " ")
    }

    private mutating func element(_ setting: Setting) -> String {
        if let word = setting.string { return Self.group(Self.quoted(word)) }
        guard let table = setting.asTable else {
            return complain("an element of a pattern is a string or a table, not a \(setting.kind)")
        }
        return element(table)
    }

    private mutating func element(_ table: Setting.Table) -> String {
        let known = RuleShapes.patternElement.names
        for key in table.fields.keys.sorted() where !known.contains(key) {
            _ = complain("an element of a pattern has no key '\(key)'", Suggestion.remedy(for: key, among: known))
        }
        let given = Self.kinds.filter { table.fields[$0] != nil }
        guard given.count == 1, let kind = given.first, let value = table.fields[kind], table.items.isEmpty else {
            return complain(
                "an element of a pattern says one thing, not \(given.isEmpty ? "nothing" : given.joined(separator: " and "))",
                "write one of \(Self.kinds.joined(separator: ", "))")
        }
        let name = table.fields["capture"].map { self.name($0, "capture") + ":" } ?? ""
        return name + Self.group(content(kind, value, table)) + times(table)
    }

    private mutating func content(_ kind: String, _ value: Setting, _ table: Setting.Table) -> String {
        switch kind {
        case "word": words(value).map { Self.quoted($0) }.joined(separator: " | ")
        case "exact": words(value).map { Self.quoted($0, by: "'") }.joined(separator: " | ")
        case "matches": expression(value, table)
        case "test": "[" + test(value) + "]"
        case "annotation": annotation(value, table)
        case "list": "%" + name(value, "list")
        case "macro": macro(value, table)
        case "any_of": alternatives(value)
        case "edge": edge(value)
        case "ahead": "(?= " + text(value) + ")"
        case "not_ahead": "(?! " + text(value) + ")"
        case "behind": "(?<= " + text(value) + ")"
        case "not_behind": "(?<! " + text(value) + ")"
        default: text(value)
        }
    }

    private mutating func alternatives(_ value: Setting) -> String {
        guard let table = value.asTable, table.fields.isEmpty, !table.items.isEmpty else {
            return complain("'any_of' is a list of patterns")
        }
        return table.items.map { text($0) }.joined(separator: " | ")
    }

    private mutating func edge(_ value: Setting) -> String {
        switch value.string {
        case "start": "^"
        case "end": "$"
        default: complain("'edge' is \"start\" or \"end\"")
        }
    }

    private mutating func macro(_ value: Setting, _ table: Setting.Table) -> String {
        let name = "$" + name(value, "macro")
        guard let with = table.fields["with"] else { return name }
        guard let arguments = with.asTable, arguments.fields.isEmpty else {
            return complain("'with' is a list of patterns")
        }
        return name + "(" + arguments.items.map { text($0) }.joined(separator: ", ") + ")"
    }

    private mutating func annotation(_ value: Setting, _ table: Setting.Table) -> String {
        var parts = ["<" + name(value, "annotation")]
        if let conditions = table.fields["where"]?.asTable {
            for (attribute, setting) in conditions.fields.sorted(by: { $0.key < $1.key }) {
                parts += comparisons(attribute, setting)
            }
        }
        return parts.joined(separator: " ") + "/>"
    }

    private mutating func times(_ table: Setting.Table) -> String {
        let lazy = table.fields["lazy"]?.value?.boolean == true ? "?" : ""
        guard let times = table.fields["times"] else { return "" }
        if let sign = times.string, ["?", "*", "+"].contains(sign) { return sign + lazy }
        if let count = times.value?.integer { return "{\(count)}" + lazy }
        let bounds = (times.asTable?.items ?? []).compactMap { $0.value?.integer }
        switch bounds.count {
        case 1: return "{\(bounds[0]),}" + lazy
        case 2: return "{\(bounds[0]),\(bounds[1])}" + lazy
        default:
            return complain(
                "'times' is a number, { least, most }, { least }, \"?\", \"*\" or \"+\", not a \(times.kind)")
        }
    }
}

// MARK: - Tests

extension PatternTable {
    /// The inside of a token test: all entries hold.
    private mutating func test(_ setting: Setting) -> String {
        guard let table = setting.asTable, table.items.isEmpty else {
            return complain("'test' is a table of attributes: test = { lemma = \"say\", is_title = true }")
        }
        var parts: [String] = []
        for (key, value) in table.fields.sorted(by: { $0.key < $1.key }) {
            switch key {
            case "any_of": parts.append("(" + tests(key, value).joined(separator: " | ") + ")")
            case "none_of": parts.append("!(" + tests(key, value).joined(separator: " | ") + ")")
            case "within": parts.append("in(" + name(value, key) + ")")
            default:
                if let flag = value.value?.boolean {
                    parts.append((flag ? "" : "!") + name(key, "test"))
                } else {
                    parts += comparisons(name(key, "test"), value)
                }
            }
        }
        return parts.joined(separator: " & ")
    }

    private mutating func tests(_ key: String, _ value: Setting) -> [String] {
        guard let table = value.asTable, table.fields.isEmpty, !table.items.isEmpty else {
            return [complain("'\(key)' in a test is a list of tests")]
        }
        return table.items.map { "(" + test($0) + ")" }
    }

    /// What an attribute is compared with: a string or number, a list of strings, or a table that says how.
    private mutating func comparisons(_ attribute: String, _ setting: Setting) -> [String] {
        if let value = plain(setting) { return ["\(attribute) = \(value)"] }
        guard let table = setting.asTable else {
            return [complain("'\(attribute)' cannot be compared with a \(setting.kind)")]
        }
        if table.fields.isEmpty { return ["\(attribute) in \(set(setting))"] }
        let known = RuleShapes.patternComparison.names
        return table.fields.keys.sorted().filter { $0 != "ignore_case" }.map { key in
            let value = table.fields[key] ?? setting
            let number = value.value?.double.map { _ in plain(value) ?? "" }
            switch key {
            case "is", "is_not":
                if let plain = plain(value) { return "\(attribute) \(key == "is" ? "=" : "!=") \(plain)" }
                return "\(attribute) \(key == "is" ? "in" : "not in") \(set(value))"
            case "matches": return "\(attribute) ~ \(expression(value, table))"
            case "matches_not": return "\(attribute) !~ \(expression(value, table))"
            case "in_list": return "\(attribute) in %\(name(value, key))"
            case "not_in_list": return "\(attribute) not in %\(name(value, key))"
            case "above": return "\(attribute) > \(number ?? complain("'above' is a number"))"
            case "at_least": return "\(attribute) >= \(number ?? complain("'at_least' is a number"))"
            case "below": return "\(attribute) < \(number ?? complain("'below' is a number"))"
            case "at_most": return "\(attribute) <= \(number ?? complain("'at_most' is a number"))"
            default:
                return complain("a comparison has no key '\(key)'", Suggestion.remedy(for: key, among: known))
            }
        }
    }

    private func plain(_ setting: Setting) -> String? {
        switch setting.value {
        case .string(let string): Self.quoted(string)
        case .integer(let integer): String(integer)
        case .number(let number): String(number)
        default: nil
        }
    }

    private mutating func set(_ setting: Setting) -> String {
        "{" + words(setting).map { Self.quoted($0) }.joined(separator: ", ") + "}"
    }
}

// MARK: - Quotation

extension PatternTable {
    private mutating func complain(_ message: String, _ remedy: String? = nil) -> String {
        problems.append(Problem(message: message, remedy: remedy))
        return ""
    }

    /// A string, or a list of them.
    private mutating func words(_ setting: Setting) -> [String] {
        if let word = setting.string { return [word] }
        let words = (setting.asTable?.items ?? []).map(\.string)
        let found = words.compactMap { $0 }
        if found.isEmpty || found.count < words.count { _ = complain("words are a string or a list of strings") }
        return found
    }

    private mutating func name(_ setting: Setting, _ key: String) -> String {
        guard let name = setting.string else { return complain("'\(key)' is a name, not a \(setting.kind)") }
        return self.name(name, key)
    }

    /// A name, which cannot be quoted and so must be nothing else.
    private mutating func name(_ name: String, _ key: String) -> String {
        let isName = name.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte >= 0x80 || byte >= 0x30 && byte <= 0x39
                || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
        }
        return isName && !name.isEmpty ? name : complain("'\(name)' is no name, as '\(key)' takes one")
    }

    private mutating func expression(_ setting: Setting, _ table: Setting.Table) -> String {
        guard let source = setting.string else { return complain("'matches' is a regular expression in a string") }
        var escaped = ""
        var isEscaped = false
        for character in source {
            if character == "/", !isEscaped { escaped += "\\" }
            isEscaped = character == "\\" && !isEscaped
            escaped.append(character)
        }
        return "/\(escaped)/" + (table.fields["ignore_case"]?.value?.boolean == true ? "i" : "")
    }

    static func quoted(_ string: String, by quote: Character = "\"") -> String {
        var text = String(quote)
        for character in string {
            if character == quote || character == "\\" || character == "|" { text += "\\" }
            text.append(character)
        }
        return text + String(quote)
    }

    /// Brackets, so that what stands before and behind is said of the whole.
    private static func group(_ text: String) -> String { "(" + text + ")" }
}
