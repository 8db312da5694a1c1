internal import PipelineCore

extension ScriptAPI {
    /// A module for each family of components: `pipeline.tokenize`, …, `pipeline.read`, `pipeline.write`.
    static func components(of catalog: Catalog) -> [APIModule] {
        var families: [String: [APIFunction]] = [:]
        for stage in catalog.stages.all {
            let parts = stage.name.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            families[parts[0], default: []].append(function(parts[1], stage, kind: stage.name, returns: "Stage"))
        }
        let stages = families.sorted { $0.key < $1.key }.map { family, functions in
            APIModule("pipeline.\(family)", summary: "stages that \(family)", functions: functions, noun: "stage")
        }
        let readers = catalog.readers.all.map { function($0.name, $0, kind: "read.\($0.name)", returns: "Reader") }
        let writers = catalog.writers.all.map { function($0.name, $0, kind: "write.\($0.name)", returns: "Writer") }
        return stages + [
            APIModule(
                "pipeline.read", summary: "readers: documents from outside", functions: readers, noun: "reader"),
            APIModule("pipeline.write", summary: "writers: documents to outside", functions: writers, noun: "writer"),
        ]
    }

    /// The tables that components take: their options, and what stands within these.
    static func tables(of catalog: Catalog) -> [APIClass] {
        let options =
            catalog.stages.all.map { table($0, kind: $0.name) }
            + catalog.readers.all.map { table($0, kind: "read.\($0.name)") }
            + catalog.writers.all.map { table($0, kind: "write.\($0.name)") }
        return options + catalog.stages.all.flatMap(\.shapes).map(table)
    }

    private static func function<Product>(
        _ name: String, _ component: Component<Product>, kind: String, returns result: String
    ) -> APIFunction {
        noted(
            name, kind: kind,
            takes: .required("options", positionalType(of: component, kind), "the options"),
            returns: .named(result), summary: component.summary, example: example(kind, component))
    }

    /// The table of options, or what stands for the option that needs no name.
    private static func positionalType<Product>(of component: Component<Product>, _ kind: String) -> APIType {
        let table = APIType.named(tableName(kind))
        guard let option = component.options.first(where: { $0.name == component.positional }) else { return table }
        switch option.kind {
        case .string, .path, .strings, .choice: return .union([table, .string])
        case .script: return .union([table, .string] + (component.shapes.first.map { [.named($0.name)] } ?? []))
        default: return table
        }
    }

    /// The name of the table of a component's options: `ExtractPhrases` for `extract.phrases`.
    static func tableName(_ component: String) -> String {
        component.split(separator: ".").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    private static func table<Product>(_ component: Component<Product>, kind: String) -> APIClass {
        let shape = component.shapes.first?.name
        let positional = component.options.first { $0.name == component.positional }
        let named = APIField("name", .optional(.string), "the name in messages and provenance; '\(kind)' if not given")
        return APIClass(
            table: tableName(kind), summary: "the options of `\(kind)`: \(component.summary)",
            fields: component.options.map { option in
                option.name == component.positional
                    ? positionalField(option, script: shape) : field(option, script: shape)
            } + [named],
            element: positional.map { APIType($0.kind, script: shape).element })
    }

    private static func table(_ shape: TableShape) -> APIClass {
        APIClass(
            table: shape.name, summary: shape.summary, fields: shape.keys.map { field($0, script: nil) },
            element: shape.items.map { APIType($0, script: nil) },
            others: shape.others.map { field($0, script: nil) })
    }

    private static func field(_ option: Option, script: String?) -> APIField {
        let type = APIType(option.kind, script: script)
        return APIField(option.name, option.isRequired ? type : .optional(type), option.summary)
    }

    /// An option that may stand without its name is, to an editor, one that may be absent.
    private static func positionalField(_ option: Option, script: String?) -> APIField {
        let note = option.isRequired ? "needed, its name is not" : "its name may be left out"
        return APIField(
            option.name, .optional(APIType(option.kind, script: script)), "\(option.summary) (\(note))")
    }

    private static func example<Product>(_ kind: String, _ component: Component<Product>) -> String {
        let required = component.options.filter(\.isRequired).map(\.name)
        if required.isEmpty { return "\(kind) {}" }
        if required == [component.positional] { return "\(kind) \"…\"" }
        return "\(kind) { \(required.map { "\($0) = …" }.joined(separator: ", ")) }"
    }
}

extension APIType {
    /// The type of an option.
    ///
    /// - Parameter script: the shape that a script of the component has.
    init(_ kind: Option.Kind, script: String?) {
        self =
            switch kind {
            case .string, .path: .string
            case .integer: .integer
            case .number: .number
            case .boolean: .boolean
            case .choice(let words): .words(words)
            case .strings: .union([.string, .list(.string)])
            case .table: .table
            case .script: .union([.string, script.map { .named($0) } ?? .table])
            case .function:
                .function(
                    [
                        .required("m", .named("Match"), "the match"),
                        .required("doc", .named("Document"), "the document"),
                    ], [.any])
            case .shape(let name): .named(name)
            case .list(let kind): .list(APIType(kind, script: script))
            case .either(let kinds): .union(kinds.map { APIType($0, script: script) })
            case .value: .value
            }
    }

    /// What one entry of a list of the type is; of `string|string[]` a string.
    fileprivate var element: APIType {
        switch self {
        case .union(let types):
            types.contains { if case .list = $0 { true } else { false } } ? types.first?.element ?? self : self
        case .list(let type): type
        case .table: .value
        default: self
        }
    }
}
