public import PipelineCore

/// The stages of this module. A new one is a line here.
public enum TokenizeStages {
    /// What a definition may name.
    ///
    /// - Parameter compile: compiles the regular expressions of `tokenize.pattern`.
    public static func components(compile: @escaping TextExpressionCompiler) -> [Component<any Stage>] {
        [
            EnglishTokenizerStage.component,
            UnicodeTokenizerStage.component,
            PatternTokenizerStage.component(compile: compile),
            WhitespaceTokenizerStage.component,
        ]
    }
}
