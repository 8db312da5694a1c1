public import PipelineCore

/// The stages of this module. A new one is a line here.
public enum TokenizeStages {
    /// What a definition may name.
    public static let components: [Component<any Stage>] = [
        EnglishTokenizerStage.component,
        WhitespaceTokenizerStage.component,
    ]
}
