internal import PipelineCore

/// All that scripts can call and read, declared once.
///
/// The static members are the declarations; a value is all that there is for one catalog and the stages of one
/// definition, for whoever reads about it.
struct ScriptAPI: Sendable {
    /// The proxies of the host.
    static let classes = [
        document, tokens, token, span, relation, arguments, match, captures, values, expression, shared, sharedValue,
    ]

    /// The modules, the outermost first.
    static let modules = [pipeline, text, json, re, log, files, sharedModule]

    /// The proxies of the host.
    let classes = Self.classes
    /// The modules with those of the components, the outermost first.
    let modules: [APIModule]
    /// The tables that definitions and their files hold.
    let tables: [APIClass]
    /// What the stages of the definition say.
    let schema: Schema

    init(catalog: Catalog, schema: Schema = Schema()) {
        modules = Self.modules + Self.components(of: catalog)
        let tables =
            [Self.definition, Self.stage, Self.limits] + Self.tables(of: catalog) + Self.results + [Self.textMatch]
            + Self.testTables
        // The calls of a definition name them, also when no stage of the catalog takes them.
        let absent = ["Rules", "Weights"].filter { name in !tables.contains { $0.name == name } }
        self.tables = tables + absent.map { APIClass(table: $0, summary: "a table that no stage takes", fields: []) }
        self.schema = schema
    }
}
