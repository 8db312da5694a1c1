internal import PipelineCore

/// All that scripts can call and read, declared once.
enum ScriptAPI {
    /// The proxies of the host.
    static let classes = [document, tokens, token, span, relation, match, values]

    /// The modules, the outermost first.
    static let modules = [pipeline, text, json]
}
