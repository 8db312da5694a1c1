public import PipelineCore

/// The stages of this family. A new one is one more line here.
public enum ScoreStages {
    /// The stages, given what compiles patterns.
    public static func components(compile: @escaping PatternCompiler) -> [Component<any Stage>] {
        [WeighStage.component(compile: compile)]
    }
}
