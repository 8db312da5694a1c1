internal import PipelineCore

extension ScriptAPI {
    /// A module for each family of components: `pipeline.tokenize`, …, `pipeline.read`, `pipeline.write`.
    static func components(of catalog: Catalog) -> [APIModule] {
        var families: [String: [APIFunction]] = [:]
        for stage in catalog.stages.all {
            let parts = stage.name.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            families[parts[0], default: []].append(function(parts[1], family: parts[0], stage))
        }
        let stages = families.sorted { $0.key < $1.key }.map { family, functions in
            APIModule("pipeline.\(family)", summary: "stages that \(family)", functions: functions, noun: "stage")
        }
        let readers = catalog.readers.all.map { function($0.name, family: "read", $0) }
        let writers = catalog.writers.all.map { function($0.name, family: "write", $0) }
        return stages + [
            APIModule(
                "pipeline.read", summary: "readers: documents from outside", functions: readers, noun: "reader"),
            APIModule("pipeline.write", summary: "writers: documents to outside", functions: writers, noun: "writer"),
        ]
    }

    private static func function<Product>(
        _ name: String, family: String, _ component: Component<Product>
    ) -> APIFunction {
        let kind = "\(family).\(name)"
        return noted(
            name, kind: kind, takes: .required("options", .named(tableName(kind)), "the options"),
            summary: component.summary, example: example(kind, component))
    }

    /// The name of the table of a component's options: `ExtractPhrases` for `extract.phrases`.
    static func tableName(_ component: String) -> String {
        component.split(separator: ".").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    private static func example<Product>(_ kind: String, _ component: Component<Product>) -> String {
        let required = component.options.filter(\.isRequired).map(\.name)
        guard let positional = component.positional, required.allSatisfy({ $0 == positional }) else {
            return "\(kind) { \(required.map { "\($0) = …" }.joined(separator: ", ")) }"
        }
        return required.isEmpty ? "\(kind) {}" : "\(kind) \"…\""
    }
}
