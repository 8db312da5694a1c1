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
    /// Leads to what is being read.
    private var path: String

    /// - Parameter path: what messages call the table.
    init(path: String) { self.path = path }

    /// What one element may be: each stands alone in it.
    static let kinds = [
        "word", "exact", "matches", "test", "annotation", "list", "macro", "group", "any_of", "ahead", "not_ahead",
        "behind", "not_behind", "edge",
    ]

    /// A list of elements, or a string for one.
    mutating func text(_ setting: Setting) -> PatternDraft {
        if let word = setting.string { return "\(Self.quoted(word))" }
        guard let table = setting.asTable else {
            return complain("a pattern is a table or a string, not a \(setting.kind)")
        }
        // An element may stand for a pattern of one.
        guard table.fields.isEmpty else { return element(table) }
        return each(table) { $0.element($1) }.joined(separator: " ")
    }

    /// What is made of the items of a list, each at its place.
    private mutating func each(
        _ list: Setting.Table, _ body: (inout Self, Setting) -> PatternDraft
    ) -> [PatternDraft] {
        list.items.enumerated().map { index, item in at("[\(index + 1)]") { body(&$0, item) } }
    }

    /// What is made of something that lies further in.
    private mutating func at(_ step: String, _ body: (inout Self) -> PatternDraft) -> PatternDraft {
        let outer = path
        defer { path = outer }
        path += step
        return body(&self).placed(at: path)
    }

    private mutating func element(_ setting: Setting) -> PatternDraft {
        if let word = setting.string { return Self.group("\(Self.quoted(word))") }
        guard let table = setting.asTable else {
            return complain("an element of a pattern is a string or a table, not a \(setting.kind)")
        }
        return element(table)
    }

    private mutating func element(_ table: Setting.Table) -> PatternDraft {
        let known = RuleShapes.patternElement.names
        for key in table.fields.keys.sorted() where !known.contains(key) {
            note("an element of a pattern has no key '\(key)'", Suggestion.remedy(for: key, among: known))
        }
        let given = Self.kinds.filter { table.fields[$0] != nil }
        guard given.count == 1, let kind = given.first, let value = table.fields[kind], table.items.isEmpty else {
            return complain(
                "an element of a pattern says one thing, not \(given.isEmpty ? "nothing" : given.joined(separator: " and "))",
                "write one of \(Self.kinds.joined(separator: ", "))")
        }
        let name = table.fields["capture"].map { self.name($0, "capture") + ":" } ?? ""
        let content = at("." + kind) { $0.content(kind, value, table) }
        let times = table.fields["times"] == nil ? "" : at(".times") { $0.times(table) }
        return "\(name)\(Self.group(content))\(times)"
    }

    private mutating func content(_ kind: String, _ value: Setting, _ table: Setting.Table) -> PatternDraft {
        switch kind {
        case "word": "\(words(value).map { Self.quoted($0) }.joined(separator: " | "))"
        case "exact": "\(words(value).map { Self.quoted($0, by: "'") }.joined(separator: " | "))"
        case "matches": expression(value, table)
        case "test": "[\(test(value))]"
        case "annotation": annotation(value, table)
        case "list": "%\(name(value, "list"))"
        case "macro": macro(value, table)
        case "any_of": alternatives(value)
        case "edge": edge(value)
        case "ahead": "(?= \(text(value)))"
        case "not_ahead": "(?! \(text(value)))"
        case "behind": "(?<= \(text(value)))"
        case "not_behind": "(?<! \(text(value)))"
        default: text(value)
        }
    }

    private mutating func alternatives(_ value: Setting) -> PatternDraft {
        guard let table = value.asTable, table.fields.isEmpty, !table.items.isEmpty else {
            return complain("'any_of' is a list of patterns")
        }
        return each(table) { $0.text($1) }.joined(separator: " | ")
    }

    private mutating func edge(_ value: Setting) -> PatternDraft {
        switch value.string {
        case "start": "^"
        case "end": "$"
        default: complain("'edge' is \"start\" or \"end\"")
        }
    }

    private mutating func macro(_ value: Setting, _ table: Setting.Table) -> PatternDraft {
        let name: PatternDraft = "$\(name(value, "macro"))"
        guard let with = table.fields["with"] else { return name }
        guard let arguments = with.asTable, arguments.fields.isEmpty else {
            return complain("'with' is a list of patterns")
        }
        return "\(name)(\(each(arguments) { $0.text($1) }.joined(separator: ", ")))"
    }

    private mutating func annotation(_ value: Setting, _ table: Setting.Table) -> PatternDraft {
        var parts: [PatternDraft] = ["<\(name(value, "annotation"))"]
        if let conditions = table.fields["where"]?.asTable {
            for (attribute, setting) in conditions.fields.sorted(by: { $0.key < $1.key }) {
                parts.append(at("." + attribute) { $0.comparisons(attribute, setting).joined(separator: " ") })
            }
        }
        return "\(parts.joined(separator: " "))/>"
    }

    private mutating func times(_ table: Setting.Table) -> PatternDraft {
        let lazy = table.fields["lazy"]?.value?.boolean == true ? "?" : ""
        guard let times = table.fields["times"] else { return "" }
        if let sign = times.string, ["?", "*", "+"].contains(sign) { return "\(sign)\(lazy)" }
        if let count = times.value?.integer { return "{\(count)}\(lazy)" }
        let bounds = (times.asTable?.items ?? []).compactMap { $0.value?.integer }
        switch bounds.count {
        case 1: return "{\(bounds[0]),}\(lazy)"
        case 2: return "{\(bounds[0]),\(bounds[1])}\(lazy)"
        default:
            return complain(
                "'times' is a number, { least, most }, { least }, \"?\", \"*\" or \"+\", not a \(times.kind)")
        }
    }
}

// MARK: - Tests

extension PatternTable {
    /// The inside of a token test: all entries hold.
    private mutating func test(_ setting: Setting) -> PatternDraft {
        guard let table = setting.asTable, table.items.isEmpty else {
            return complain("'test' is a table of attributes: test = { lemma = \"say\", is_title = true }")
        }
        let parts = table.fields.sorted { $0.key < $1.key }.map { key, value in
            at("." + key) { $0.test(key, value) }
        }
        return parts.joined(separator: " & ")
    }

    private mutating func test(_ key: String, _ value: Setting) -> PatternDraft {
        switch key {
        case "any_of": return "(\(tests(key, value)))"
        case "none_of": return "!(\(tests(key, value)))"
        case "within": return "in(\(name(value, key)))"
        default:
            guard let flag = value.value?.boolean else {
                return comparisons(name(key, "test"), value).joined(separator: " & ")
            }
            return "\(flag ? "" : "!")\(name(key, "test"))"
        }
    }

    private mutating func tests(_ key: String, _ value: Setting) -> PatternDraft {
        guard let table = value.asTable, table.fields.isEmpty, !table.items.isEmpty else {
            return complain("'\(key)' in a test is a list of tests")
        }
        return each(table) { "(\($0.test($1)))" }.joined(separator: " | ")
    }

    /// What an attribute is compared with: a string or number, a list of strings, or a table that says how.
    private mutating func comparisons(_ attribute: String, _ setting: Setting) -> [PatternDraft] {
        if let value = plain(setting) { return ["\(attribute) = \(value)"] }
        guard let table = setting.asTable else {
            return [complain("'\(attribute)' cannot be compared with a \(setting.kind)")]
        }
        if table.fields.isEmpty { return ["\(attribute) in \(set(setting))"] }
        return table.fields.keys.sorted().filter { $0 != "ignore_case" }.map { key in
            at("." + key) { $0.comparison(attribute, key, table.fields[key] ?? setting, table) }
        }
    }

    private mutating func comparison(
        _ attribute: String, _ key: String, _ value: Setting, _ table: Setting.Table
    ) -> PatternDraft {
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
            return complain(
                "a comparison has no key '\(key)'",
                Suggestion.remedy(for: key, among: RuleShapes.patternComparison.names))
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

    private mutating func set(_ setting: Setting) -> PatternDraft {
        "{\(words(setting).map { Self.quoted($0) }.joined(separator: ", "))}"
    }
}

// MARK: - Quotation

extension PatternTable {
    private mutating func complain<Text: ExpressibleByStringLiteral>(
        _ message: String, _ remedy: String? = nil
    ) -> Text where Text.StringLiteralType == String {
        note(message, remedy)
        return ""
    }

    private mutating func note(_ message: String, _ remedy: String? = nil) {
        problems.append(Problem(message: "\(message), in \(path)", remedy: remedy))
    }

    /// A string, or a list of them.
    private mutating func words(_ setting: Setting) -> [String] {
        if let word = setting.string { return [word] }
        let words = (setting.asTable?.items ?? []).map(\.string)
        let found = words.compactMap { $0 }
        if found.isEmpty || found.count < words.count { note("words are a string or a list of strings") }
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

    private mutating func expression(_ setting: Setting, _ table: Setting.Table) -> PatternDraft {
        guard let source = setting.string else { return complain("'matches' is a regular expression in a string") }
        var escaped = ""
        var isEscaped = false
        for character in source {
            if character == "/", !isEscaped { escaped += "\\" }
            isEscaped = character == "\\" && !isEscaped
            escaped.append(character)
        }
        return "/\(escaped)/\(table.fields["ignore_case"]?.value?.boolean == true ? "i" : "")"
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
    private static func group(_ text: PatternDraft) -> PatternDraft { "(\(text))" }
}
