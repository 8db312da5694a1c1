internal import PipelineCore

/// Reads the table of `pipeline.stage { … }`.
struct LuaStageTable {
    private static let keys = ScriptAPI.stage.fields.map(\.name)

    let name: String
    private let table: Setting.Table
    private let location: SourceLocation

    /// - Throws: ``PipelineError`` for a key that a stage does not have, or a stage without a name.
    init(_ table: Setting.Table, location: SourceLocation) throws(PipelineError) {
        self.table = table
        self.location = location
        let name = table.fields["name"]?.string ?? ""
        self.name = name
        for key in table.fields.keys.sorted() where !Self.keys.contains(key) {
            throw invalid("a stage has no key '\(key)'", remedy: Suggestion.remedy(for: key, among: Self.keys))
        }
        guard !name.isEmpty else { throw invalid("a stage needs a name") }
        guard table.items.isEmpty else {
            throw invalid("stage '\(name)' has an entry without a name", remedy: "process = function(doc) … end")
        }
    }

    private func invalid(_ message: String, remedy: String? = nil) -> PipelineError {
        PipelineError(.definitionInvalid, message, remedy: remedy, location: location)
    }

    private static func article(_ setting: Setting) -> String {
        (setting.kind == "integer" ? "an " : "a ") + setting.kind
    }

    func functions() throws(PipelineError) -> LuaStage.Functions {
        guard let process = try function("process") else {
            throw invalid("stage '\(name)' needs a function 'process'", remedy: "process = function(doc) … end")
        }
        return LuaStage.Functions(
            setup: try function("setup"), process: process, merge: try function("merge"),
            finish: try function("finish"))
    }

    private func function(_ key: String) throws(PipelineError) -> ScriptFunction? {
        guard let setting = table.fields[key] else { return nil }
        guard let function = setting.function else {
            throw invalid("'\(key)' of stage '\(name)' is a function, not \(Self.article(setting))")
        }
        return function
    }

    func features(_ key: String) throws(PipelineError) -> [Feature] {
        guard let setting = table.fields[key] else { return [] }
        guard let names = setting.strings else {
            throw invalid("'\(key)' of stage '\(name)' is a list of names, such as { \"tokens\", \"entities\" }")
        }
        return names.map(Feature.init(rawValue:))
    }

    /// In the order of their names: tables have none.
    func shared() throws(PipelineError) -> [SharedDeclaration] {
        guard let setting = table.fields["shared"] else { return [] }
        let example = "shared = { people = pipeline.shared.counter() }"
        guard let table = setting.table, table.items.isEmpty, table.fields["shared"]?.string == nil else {
            throw invalid("'shared' of stage '\(name)' is a table of names", remedy: example)
        }
        var declarations: [SharedDeclaration] = []
        for (key, setting) in table.fields.sorted(by: { $0.key < $1.key }) {
            guard let declaration = SharedDeclaration(name: key, setting) else {
                let isUncalled = setting.function != nil
                throw invalid(
                    "shared value '\(key)' of stage '\(name)' is \(Self.article(setting)), not one of pipeline.shared",
                    remedy: isUncalled ? "call it: pipeline.shared.counter()" : example)
            }
            declarations.append(declaration)
        }
        return declarations
    }

    /// A plain value, like every total.
    func initial() throws(PipelineError) -> Value? {
        guard let setting = table.fields["initial"] else { return nil }
        guard let value = Self.plain(setting) else {
            throw invalid(
                "'initial' of stage '\(name)' is no plain value",
                remedy: "it holds strings, numbers, lists and tables of names")
        }
        return value
    }

    private static func plain(_ setting: Setting) -> Value? {
        switch setting {
        case .value(let value): return value
        case .function: return nil
        case .table(let table):
            let items = table.items.compactMap(plain)
            let fields = table.fields.compactMapValues(plain)
            guard items.count == table.items.count, fields.count == table.fields.count else { return nil }
            if fields.isEmpty { return .array(items) }
            guard items.isEmpty else { return nil }
            var object = Value.Object()
            for (name, value) in fields.sorted(by: { $0.key < $1.key }) { object[name] = value }
            return .object(object)
        }
    }

    func onError() throws(PipelineError) -> ErrorPolicy {
        guard let setting = table.fields["on_error"] else { return .deadLetter }
        let words = ErrorPolicy.allCases.map(\.rawValue)
        guard let policy = setting.string.flatMap(ErrorPolicy.init) else {
            let found = setting.string.map { "\"\($0)\"" } ?? Self.article(setting)
            throw invalid(
                "'on_error' of stage '\(name)' is \(found)",
                remedy: Suggestion.remedy(for: setting.string ?? "", among: words))
        }
        return policy
    }

    func limits(over base: Limits) throws(PipelineError) -> Limits {
        guard let setting = table.fields["limits"] else { return base }
        return try Limits(setting, of: "stage '\(name)'", over: base, at: location)
    }

    /// - Throws: ``PipelineError`` when something is there for whose sake nothing happens.
    func checkFolding(_ functions: LuaStage.Functions, _ shared: [SharedDeclaration]) throws(PipelineError) {
        if functions.merge == nil, table.fields["initial"] != nil {
            throw invalid(
                "stage '\(name)' has 'initial' but no 'merge', which would begin with it",
                remedy: "merge = function(total, part) … return total end")
        }
        if functions.finish != nil, functions.merge == nil, shared.isEmpty {
            throw invalid(
                "stage '\(name)' has 'finish' but neither 'merge' nor 'shared', so there is nothing to finish",
                remedy: "declare shared values, or merge what process returns")
        }
    }
}
