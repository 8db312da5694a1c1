public import PipelineCore

/// The stages of this module. A new one is a line here.
public enum ExtractStages {
    /// What a definition may name.
    ///
    /// - Parameter split: cuts the strings of patterns and lists into tokens as the pipeline's tokenizer does.
    public static func components(split: @escaping @Sendable (String) -> [String]) -> [Component<any Stage>] {
        [
            ExpressionStage.component,
            PatternStage.component(split: split),
            PhraseStage.component(split: split),
            SpacyStage.component(split: split),
        ]
    }
}
