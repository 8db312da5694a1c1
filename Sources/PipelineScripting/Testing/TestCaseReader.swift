internal import PipelineCore

/// Reads the cases of `pipeline.tests { … }`.
struct TestCaseReader {
    /// What all cases of a file begin with.
    struct Defaults {
        var exact = TestCase.Exactness.layers([])
        /// The test file.
        var path: String
    }

    let table: Setting.Table
    let name: String
    let location: SourceLocation?

    /// - Throws: ``PipelineError`` for an entry that is no case.
    init(_ setting: Setting, number: Int, in file: Setting.Table) throws(PipelineError) {
        guard let table = setting.table else {
            throw PipelineError(
                .definitionInvalid, "case \(number) of the tests is \(setting.kind), not a table",
                remedy: "write { name = \"…\", text = \"…\" }", location: file.location)
        }
        self.table = table
        guard let name = table.fields["name"]?.string, !name.isEmpty else {
            throw PipelineError(
                .definitionInvalid, "case \(number) of the tests has no name",
                remedy: "say in a few words what it tests: name = \"…\"", location: file.location)
        }
        self.name = name
        let map = table.sourceMap ?? file.sourceMap
        location = map.flatMap { map in map.literal(name).map { map.location(in: $0) } } ?? file.location
    }

    /// - Parameter stage: makes a stage of a function.
    func testCase(
        _ defaults: Defaults, stage: (ScriptFunction) throws -> LuaStage
    ) throws -> TestCase {
        try checkKeys(table, known: ScriptAPI.testCase.fields.map(\.name), what: "a case")
        if let item = table.items.first { throw invalid("has an entry without a name: \(item.kind)") }
        var test = TestCase(name: name, location: location)
        test.marks = try marks(defaults)
        test.metadata = try object("meta")
        test.exact = try table.fields["exact"].map { try Self.exactness($0, error: invalid) } ?? defaults.exact
        test.none = try strings("none")
        test.attributes = try attributes(of: test.marks)
        test.relations = try list("relations").map(relation)
        test.scores = try scores()
        if let words = table.fields["tokens"]?.strings, !words.isEmpty {
            test.words = words
        } else {
            test.tokens = try list("tokens").map(token)
        }
        test.sets = try object("sets")
        test.isDropped = try boolean("dropped")
        test.golden = try golden(defaults)
        test.skipped = try string("skip")
        if let check = table.fields["check"] {
            guard let function = check.function else { throw invalid("'check' is a function, not \(check.kind)") }
            test.check = try stage(function)
        }
        guard test.expectsSomething || test.skipped != nil else {
            throw invalid(
                "expects nothing",
                remedy:
                    "mark what has to be found, as in [PER Lena Orlova], or say exact = \"entities\" for nothing at all"
            )
        }
        return test
    }

    func invalid(_ message: String, remedy: String? = nil) -> PipelineError {
        PipelineError(.definitionInvalid, "case '\(name)': \(message)", remedy: remedy, location: location)
    }
}

// MARK: - Document

extension TestCaseReader {
    private func marks(_ defaults: Defaults) throws -> TestMarks {
        switch (try string("text"), try string("file")) {
        case (let text?, nil):
            do throws(TestMarks.Mistake) {
                return try TestMarks(text)
            } catch {
                var place = location
                if let map = table.sourceMap, let literal = map.literal(text, after: name) {
                    place = map.location(in: literal)
                    if literal.isVerbatim { place = map.location(of: error.bytes, in: literal) }
                }
                throw PipelineError(
                    .definitionInvalid, "case '\(name)': \(error.message)", remedy: error.remedy, location: place)
            }
        case (nil, let path?):
            do {
                let path = Path.resolve(path, in: Path.directory(of: defaults.path))
                return TestMarks(plain: String(decoding: try SourceFile(path: path).bytes, as: UTF8.self))
            } catch {
                throw invalid(error.message, remedy: "paths are relative to the file that names them")
            }
        default: throw invalid("needs either 'text' or 'file'", remedy: "text = \"[PER Lena Orlova] came.\"")
        }
    }

    private func golden(_ defaults: Defaults) throws -> String? {
        guard let setting = table.fields["golden"] else { return nil }
        let directory = Path.directory(of: defaults.path)
        if let path = setting.string { return Path.resolve(path, in: directory) }
        guard let wanted = setting.value?.boolean else { throw invalid("'golden' is a path or true") }
        guard wanted else { return nil }
        let file = Path.name(of: defaults.path)
        let folder = file.hasSuffix(".lua") ? String(file.dropLast(4)) : file
        let slug = String(name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
        return Path.resolve("\(folder).golden/\(slug).txt", in: directory)
    }

    private func attributes(of marks: TestMarks) throws -> [(mark: String, values: Value.Object)] {
        guard let setting = table.fields["attributes"] else { return [] }
        guard let table = setting.table, table.items.isEmpty else {
            throw invalid("'attributes' is a table: attributes = { who = { entity = \"…\" } }")
        }
        let names = marks.marks.compactMap(\.name)
        return try table.fields.sorted { $0.key < $1.key }.map { name, setting in
            guard names.contains(name) else {
                throw invalid(
                    "no mark has the name '\(name)'",
                    remedy: Suggestion.closest(to: name, among: names).map { "did you mean '\($0)'?" }
                        ?? "name one as in [\(name):PER Lena Orlova]")
            }
            return (name, try object(setting, "the attributes of '\(name)'"))
        }
    }
}

// MARK: - Expectations

extension TestCaseReader {
    private func relation(_ setting: Setting) throws -> TestCase.ExpectedRelation {
        guard let table = setting.table, let label = table.fields["relation"]?.string else {
            throw invalid(
                "a relation is a table with its label", remedy: "{ relation = \"STATEMENT\", source = \"who\" }")
        }
        var arguments: [(String, String)] = []
        for (name, value) in table.fields.sorted(by: { $0.key < $1.key })
        where name != "relation" && name != "attributes" {
            guard let text = value.string else {
                throw invalid("argument '\(name)' of \(label) is the name of a mark or a text, not \(value.kind)")
            }
            arguments.append((name, text))
        }
        return TestCase.ExpectedRelation(
            label: label, arguments: arguments,
            attributes: try table.fields["attributes"].map { try object($0, "the attributes of \(label)") } ?? [:])
    }

    private func scores() throws -> [TestCase.ExpectedScore] {
        guard let setting = table.fields["scores"] else { return [] }
        guard let table = setting.table, table.items.isEmpty else {
            throw invalid("'scores' is a table: scores = { tension = 2.5 }")
        }
        return try table.fields.sorted { $0.key < $1.key }.map { name, setting in
            if let value = setting.value?.double { return TestCase.ExpectedScore(name: name, value: value) }
            guard let fields = setting.table else { throw invalid("score '\(name)' is a number or a table") }
            try checkKeys(fields, known: ScriptAPI.testScore.fields.map(\.name), what: "a score")
            return TestCase.ExpectedScore(
                name: name, value: fields.fields["value"]?.value?.double,
                least: fields.fields["at_least"]?.value?.double, most: fields.fields["at_most"]?.value?.double,
                level: fields.fields["level"]?.string, reasons: fields.fields["because"]?.strings)
        }
    }

    private func token(_ setting: Setting) throws -> TestCase.ExpectedToken {
        guard let table = setting.table, let text = table.fields["text"]?.string else {
            throw invalid(
                "'tokens' is a list of strings, or of tables with a text",
                remedy: "tokens = { { text = \"said\", lemma = \"say\" } }")
        }
        var columns: [(String, String)] = []
        for (name, value) in table.fields.sorted(by: { $0.key < $1.key }) where name != "text" {
            guard let value = value.value else { throw invalid("'\(name)' of token '\(text)' is a plain value") }
            columns.append((name, value.string ?? value.json))
        }
        return TestCase.ExpectedToken(text: text, columns: columns)
    }

    static func exactness(
        _ setting: Setting, error: (String, String?) -> PipelineError
    ) throws -> TestCase.Exactness {
        if let flag = setting.value?.boolean { return flag ? .everywhere : .layers([]) }
        if let layers = setting.strings { return .layers(Set(layers)) }
        throw error("'exact' is a layer, a list of layers, or true", nil)
    }
}

// MARK: - Values

extension TestCaseReader {
    private func checkKeys(_ table: Setting.Table, known: [String], what: String) throws {
        for key in table.fields.keys.sorted() where !known.contains(key) {
            throw invalid("\(what) has no key '\(key)'", remedy: Suggestion.remedy(for: key, among: known))
        }
    }

    private func string(_ key: String) throws -> String? {
        guard let setting = table.fields[key] else { return nil }
        guard let string = setting.string else { throw invalid("'\(key)' is a string, not \(setting.kind)") }
        return string
    }

    private func boolean(_ key: String) throws -> Bool? {
        guard let setting = table.fields[key] else { return nil }
        guard let flag = setting.value?.boolean else { throw invalid("'\(key)' is true or false, not \(setting.kind)") }
        return flag
    }

    private func strings(_ key: String) throws -> [String] {
        guard let setting = table.fields[key] else { return [] }
        guard let strings = setting.strings else { throw invalid("'\(key)' is a string or a list of strings") }
        return strings
    }

    private func list(_ key: String) throws -> [Setting] {
        guard let setting = table.fields[key] else { return [] }
        guard let list = setting.table, list.fields.isEmpty else { throw invalid("'\(key)' is a list of tables") }
        return list.items
    }

    private func object(_ key: String) throws -> Value.Object {
        try table.fields[key].map { try object($0, "'\(key)'") } ?? [:]
    }

    private func object(_ setting: Setting, _ what: String) throws -> Value.Object {
        guard let value = setting.plain, setting.table?.items.isEmpty != false, let object = value.object else {
            throw invalid("\(what) is a table of names with plain values")
        }
        return object
    }
}

extension Setting {
    /// The plain value that was written, a table with names as an object and any other as an array; `nil` for what holds
    /// a function.
    fileprivate var plain: Value? {
        switch self {
        case .value(let value): return value
        case .function: return nil
        case .table(let table) where table.fields.isEmpty && !table.items.isEmpty:
            let values = table.items.map(\.plain)
            return values.contains { $0 == nil } ? nil : .array(values.compactMap { $0 })
        case .table(let table):
            var object = Value.Object()
            for (name, setting) in table.fields.sorted(by: { $0.key < $1.key }) {
                guard let value = setting.plain else { return nil }
                object[name] = value
            }
            return .object(object)
        }
    }
}
