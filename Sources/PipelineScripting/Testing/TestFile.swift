package import PipelineCore
internal import PipelineLua

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// What a test file comes to: stages that run, and documents with what has to be found in them.
package struct TestFile: Sendable {
    /// The file.
    package let path: String
    /// The name in reports.
    package let name: String
    /// The cases in order.
    package let cases: [TestCase]
    /// The stages that run.
    package let pipeline: DocumentPipeline

    /// Loads a test file.
    ///
    /// - Throws: ``PipelineError`` that names file and line.
    package init(path: String, catalog: Catalog, log: @escaping (LogEntry) -> Void = { _ in }) throws {
        let loader = try DefinitionLoader(
            path: path, catalog: catalog, settings: [:], call: "tests", roots: Self.roots(of: path), log: log)
        self = try loader.loadTests()
    }

    init(path: String, name: String, cases: [TestCase], pipeline: DocumentPipeline) {
        self.path = path
        self.name = name
        self.cases = cases
        self.pipeline = pipeline
    }

    /// A plugin's tests find the plugin itself, wherever its folder is.
    private static func roots(of path: String) -> [String] {
        let directory = Path.directory(of: path)
        return ["..", "../.."].filter { root in
            let folder = root == ".." ? "" : "../"
            return access(Path.resolve("\(folder)\(PluginManifest.fileName)", in: directory), F_OK) == 0
        }
    }
}

extension DefinitionLoader {
    fileprivate static let testKeys = ScriptAPI.tests.fields.map(\.name)

    /// - Throws: ``PipelineError``; mistakes in several cases come together.
    func loadTests() throws -> TestFile {
        let value = try run(try script.sources.file(script.path))
        guard let call = ScriptCall(value, in: state), call.kind == "tests", let table = call.argument.table else {
            throw PipelineError(
                .definitionInvalid, "\(script.path) returns \(Self.describe(value, in: state)), not tests",
                remedy: "end the file with return pipeline.tests { … }", location: SourceLocation(file: script.path))
        }
        try checkKeys(of: table, known: Self.testKeys, what: "a test file", at: call.location)
        try checkHeader(against: table, at: call.location)
        let path = FunctionPath(file: script.path).appending(.name("argument"))
        var settings = Setting.Table(
            location: call.location, directory: Path.directory(of: script.path),
            sourceMap: script.sources.map(script.path))
        for (key, value) in try state.lua.pairs(of: table) {
            guard let name = key.text, name != "stages" else { continue }
            settings.fields[name] = try reader.setting(
                value, path: path.appending(.name(name)), location: call.location)
        }
        for index in 0..<state.lua.length(of: table) {
            let entry = path.appending(.position(index + 1))
            let value = state.lua.element(index + 1, of: table)
            settings.items.append(
                try reader.setting(value, path: entry, location: call.location) ?? .value(.null))
        }
        let cases = try cases(settings)
        let stages = state.lua.field("stages", of: table)
        var pipeline = try pipeline(settings, stages, path.appending(.name("stages")), call, given: cases)
        if let given = GivenStage(cases) {
            pipeline = pipeline.inserting(given) { $0.assigns.contains(.tokens) }
        }
        script.schema = pipeline.schema
        return TestFile(
            path: script.path, name: settings.fields["name"]?.string ?? script.path, cases: cases, pipeline: pipeline)
    }

    private func cases(_ settings: Setting.Table) throws -> [TestCase] {
        var defaults = TestCaseReader.Defaults(path: script.path)
        if let exact = settings.fields["exact"] {
            defaults.exact = try TestCaseReader.exactness(exact) { message, remedy in
                PipelineError(.definitionInvalid, message, remedy: remedy, location: settings.location)
            }
        }
        guard !settings.items.isEmpty else {
            throw PipelineError(
                .definitionInvalid, "the test file has no cases",
                remedy: "add { name = \"…\", text = \"[PER Lena Orlova] came.\" }", location: settings.location)
        }
        var cases: [TestCase] = []
        var errors: [PipelineError] = []
        for (index, setting) in settings.items.enumerated() {
            do {
                let reader = try TestCaseReader(setting, number: index + 1, in: settings)
                if cases.contains(where: { $0.name == reader.name }) {
                    throw reader.invalid("another case has the same name")
                }
                cases.append(try reader.testCase(defaults) { try check($0, of: reader) })
            } catch {
                errors.append(PipelineError(error, code: .definitionInvalid))
            }
        }
        if var first = errors.first {
            first.others += errors.dropFirst()
            throw first
        }
        return cases
    }

    private func check(_ function: ScriptFunction, of reader: TestCaseReader) throws -> LuaStage {
        let table = Setting.Table(fields: ["name": .value(.string("check")), "process": .function(function)])
        return try LuaStage(
            table, location: reader.location ?? SourceLocation(file: script.path), script: script)
    }

    private func pipeline(
        _ settings: Setting.Table, _ stages: LuaValue, _ path: FunctionPath, _ call: ScriptCall, given: [TestCase]
    ) throws -> DocumentPipeline {
        let provided = GivenStage(given)?.assigns ?? []
        let definition = settings.fields["definition"]
        let rules = settings.fields["rules"]
        guard [definition != nil, rules != nil, !stages.isNil].count(where: { $0 }) == 1 else {
            throw PipelineError(
                .definitionInvalid, "tests need exactly one of 'definition', 'stages' and 'rules'",
                remedy: "say what runs: definition = \"config.lua\", or rules = \"names.lua\"", location: call.location)
        }
        if let definition {
            let path = definition.string.map { Path.resolve($0, in: settings.directory) }
            guard let path else {
                throw PipelineError(.definitionInvalid, "'definition' is a path", location: call.location)
            }
            return try Definition(path: path, catalog: script.catalog).pipeline
        }
        let list = try rules.map { try ruleStages($0, settings, call) } ?? self.stages(stages, path: path, call)
        var prepare: (@Sendable (Worker) throws -> Void)?
        if reader.hasFunctions { prepare = { [script] worker in _ = try script.worker(for: worker).state } }
        return try DocumentPipeline(list, provided: provided, prepare: prepare, provider: script.catalog.provider)
    }

    /// The stages that rules usually come after, and the rules.
    private func ruleStages(_ setting: Setting, _ settings: Setting.Table, _ call: ScriptCall) throws -> [any Stage] {
        guard let paths = setting.strings, !paths.isEmpty else {
            throw PipelineError(
                .definitionInvalid, "'rules' is the path of a rule file, or a list of such", location: call.location)
        }
        var table = settings
        table.items = []
        table.fields = [:]
        let before = try ["tokenize.english", "tag.english"].compactMap { name in
            try script.catalog.stages[name]?.make(from: table)
        }
        return try before
            + paths.map { path in
                table.items = [.value(.string(path))]
                return try stage("extract.patterns", table, argument: .nil, call)
            }
    }
}
