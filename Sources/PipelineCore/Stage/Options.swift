/// The options of one component as a person wrote them, checked against what the component declares.
public struct Options: Sendable {
    /// The component's name, or the name that the definition gives it by `name = …`.
    public let name: String
    /// Where it is written.
    public let location: SourceLocation?
    /// The directory of the file that it is written in.
    public let directory: String
    private let values: [String: Setting]

    /// Checks a table.
    ///
    /// - Throws: ``PipelineError`` with code `definition.invalid`; several mistakes come together.
    init(_ table: Setting.Table, of component: String, options: [Option], positional: String?) throws(PipelineError) {
        var errors: [PipelineError] = []
        func complain(_ message: String, remedy: String? = nil, key: String? = nil) {
            let place = key.flatMap { table.sourceMap?.key($0, from: table.location?.line ?? 1) } ?? table.location
            errors.append(PipelineError(.definitionInvalid, message, remedy: remedy, location: place))
        }

        var values = table.fields
        let givenName = values.removeValue(forKey: "name")
        if let givenName, givenName.string == nil {
            complain("\(component): option 'name' takes a string, not \(givenName.kind)")
        }
        Self.place(table, in: &values, option: options.first { $0.name == positional }) {
            complain("\(component): \($0)")
        }
        for (key, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let option = options.first(where: { $0.name == key }) else {
                complain(
                    "\(component) has no option '\(key)'",
                    remedy: Suggestion.remedy(for: key, among: options.map(\.name) + ["name"]), key: key)
                continue
            }
            if let expected = Self.mismatch(value, option.kind) {
                complain(
                    "\(component): option '\(key)' takes \(expected), not \(Self.found(value, option.kind))",
                    remedy: Self.suggestion(value, option.kind), key: key)
            }
        }
        for option in options where option.isRequired && values[option.name] == nil {
            complain("\(component) needs the option '\(option.name)': \(option.summary)")
        }
        if var first = errors.first {
            first.others = Array(errors.dropFirst())
            throw first
        }
        name = givenName?.string ?? component
        location = table.location
        directory = table.directory
        self.values = values
    }

    private static func place(
        _ table: Setting.Table, in values: inout [String: Setting], option: Option?, complain: (String) -> Void
    ) {
        let items = table.items
        guard let first = items.first else { return }
        guard let option else { return complain("takes no value without a name") }
        guard values[option.name] == nil else {
            return complain("'\(option.name)' is given twice, with and without its name")
        }
        // The values stay where they are written: their paths and places are those of the table around them.
        var list = table
        list.fields = [:]
        switch option.kind {
        case .table, .list: values[option.name] = .table(list)
        case .strings, .script: values[option.name] = items.count == 1 && first.table == nil ? first : .table(list)
        default:
            if items.count > 1 { complain("takes one value without a name, not \(items.count)") }
            values[option.name] = first
        }
    }

    /// What was expected, if the value does not fit.
    private static func mismatch(_ setting: Setting, _ kind: Option.Kind) -> String? {
        switch kind {
        case .string, .path: setting.string == nil ? "a string" : nil
        case .integer: setting.value?.integer == nil ? "an integer" : nil
        case .number: setting.value?.double == nil ? "a number" : nil
        case .boolean: setting.value?.boolean == nil ? "true or false" : nil
        case .choice(let words):
            setting.string.map(words.contains) == true
                ? nil : "one of " + words.map { "\"\($0)\"" }.joined(separator: ", ")
        case .strings: setting.strings != nil ? nil : "a string or a list of strings"
        case .table, .shape, .list: setting.table == nil ? "a table" : nil
        case .either(let kinds):
            kinds.contains { mismatch(setting, $0) == nil }
                ? nil : kinds.compactMap { mismatch(setting, $0) }.joined(separator: " or ")
        case .script: setting.string == nil && setting.table == nil ? "the path of a Lua file or a table" : nil
        case .function: setting.function == nil ? "a function" : nil
        case .value: setting.value == nil ? "a plain value" : nil
        }
    }

    /// What was written instead: of a choice the word itself, otherwise the kind of value.
    private static func found(_ setting: Setting, _ kind: Option.Kind) -> String {
        if case .choice = kind, let word = setting.string { return "\"\(word)\"" }
        return setting.kind
    }

    private static func suggestion(_ setting: Setting, _ kind: Option.Kind) -> String? {
        guard case .choice(let words) = kind, let word = setting.string else { return nil }
        return Suggestion.closest(to: word, among: words).map { "did you mean \"\($0)\"?" }
    }

}

extension Options {
    /// Whether an option is given.
    public func has(_ name: String) -> Bool { values[name] != nil }

    /// The setting as it was written.
    public func setting(_ name: String) -> Setting? { values[name] }

    /// A string, or a word of a choice.
    public func string(_ name: String) -> String? { values[name]?.string }

    /// An integer.
    public func integer(_ name: String) -> Int? { values[name]?.value?.integer.map(Int.init) }

    /// A number.
    public func number(_ name: String) -> Double? { values[name]?.value?.double }

    /// A truth value.
    public func boolean(_ name: String) -> Bool? { values[name]?.value?.boolean }

    /// One or more strings.
    public func strings(_ name: String) -> [String]? { values[name]?.strings }

    /// A table.
    public func table(_ name: String) -> Setting.Table? { values[name]?.table }

    /// A function.
    public func function(_ name: String) -> ScriptFunction? { values[name]?.function }

    /// A path, made relative to the file that it is written in.
    public func path(_ name: String) -> String? { string(name).map(resolve) }

    /// A path as it is seen from the working directory.
    public func resolve(_ path: String) -> String { Path.resolve(path, in: directory) }

    /// An error about these options.
    public func error(_ message: String, remedy: String? = nil) -> PipelineError {
        PipelineError(.definitionInvalid, "\(name): \(message)", remedy: remedy, location: location)
    }
}

/// The few things that the pipeline does with paths.
public enum Path {
    /// A path as seen from the working directory, when it is written relative to a directory.
    public static func resolve(_ path: String, in directory: String) -> String {
        path.hasPrefix("/") || path == "-" || directory == "." || directory.isEmpty ? path : "\(directory)/\(path)"
    }

    /// The directory of a file; `.` for a bare name.
    public static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The last part of a path.
    public static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }
}
