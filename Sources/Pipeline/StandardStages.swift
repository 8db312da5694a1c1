/// The stages that come with the pipeline, by the names that definitions use. A new family is one more line here.
public enum StandardStages {
    /// Cuts the strings of patterns and lists as the English tokenizer cuts the text.
    public static let split: @Sendable (String) -> [String] = {
        let tokenizer = EnglishTokenizer()
        return { tokenizer.split($0) }
    }()

    /// Compiles patterns for stages and scripts that search for them.
    public static let patterns: PatternCompiler = PatternSetMatcher.compiler(split: split)

    /// Compiles regular expressions for scripts.
    public static let expressions: TextExpressionCompiler = ExpressionStage.compiler

    /// All stages.
    public static let registry = Registry<any Stage>(
        TokenizeStages.components(compile: expressions) + TagStages.components
            + ExtractStages.components(split: split)
            + ScoreStages.components(compile: patterns))
}
