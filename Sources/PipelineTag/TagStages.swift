public import PipelineCore

/// The stages of this module. A new one is a line here.
public enum TagStages {
    /// What a definition may name.
    public static let components: [Component<any Stage>] = [
        EnglishTaggerStage.component,
        ModelTaggerStage.component,
    ]
}
