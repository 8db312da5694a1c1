public import PipelineCore

/// What definitions may name. The program fills it with all that ships; an embedder with what it wants to offer.
public struct Catalog: Sendable {
    /// The stages, named `family.kind`.
    public var stages: Registry<any Stage>
    /// The readers, named by format.
    public var readers: Registry<any Reader>
    /// The writers, named by format.
    public var writers: Registry<any Writer>
    /// Compiles the patterns that scripts search for; without it `doc:find` and `doc:match` are errors.
    public var patterns: PatternCompiler?
    /// Compiles the regular expressions of scripts; without it `pipeline.re` and `doc:search` are errors.
    public var expressions: TextExpressionCompiler?
    /// Folders in which `require` finds plugins, in order.
    public var pluginDirectories: [String]

    /// A catalog.
    public init(
        stages: Registry<any Stage>, readers: Registry<any Reader> = Registry(),
        writers: Registry<any Writer> = Registry(), patterns: PatternCompiler? = nil,
        expressions: TextExpressionCompiler? = nil, pluginDirectories: [String] = []
    ) {
        self.stages = stages
        self.readers = readers
        self.writers = writers
        self.patterns = patterns
        self.expressions = expressions
        self.pluginDirectories = pluginDirectories
    }

    /// The stage that usually assigns a feature, for advice.
    func provider(of feature: Feature) -> String? {
        stages.all.first { $0.assigns.contains(feature) }?.name
    }
}
