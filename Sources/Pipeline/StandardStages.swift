/// The stages that come with the pipeline, by the names that definitions use. A new family is one more line here.
public enum StandardStages {
    /// All stages.
    public static let registry = Registry<any Stage>(
        TokenizeStages.components)
}
