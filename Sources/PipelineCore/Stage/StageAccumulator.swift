/// Folds what a stage contributes over a whole run into one value. Made once a run and used in one place.
///
/// Contributions come in input order, whatever the number of workers, so the result may depend on their order: sums of
/// floating-point numbers and ties come out the same in every run.
///
/// ```swift
/// struct Longest: StageAccumulator {
///     private var longest: Int64 = 0
///
///     mutating func add(_ contribution: Contribution) { longest = max(longest, contribution.value.integer ?? 0) }
///     mutating func finish() -> Value { .integer(longest) }
/// }
/// ```
public protocol StageAccumulator {
    /// Takes in what the stage contributed of one document. A document that failed contributes nothing.
    ///
    /// - Throws: any error. The run then goes on without the stage's result, and ends with the error.
    mutating func add(_ contribution: Contribution) throws

    /// What all contributions come to. Called once, after the last document.
    ///
    /// - Throws: any error. All records have been written by then; the run ends with it.
    mutating func finish() throws -> Value
}

/// What a stage gives of one document to its ``StageAccumulator``.
public struct Contribution: Sendable, Hashable {
    /// The document.
    public let document: String
    /// The position of the stage in its pipeline, counted from 0: names may come twice.
    public let stage: Int
    /// What the accumulator takes in.
    public let value: Value

    /// A contribution.
    public init(document: String, stage: Int, value: Value) {
        self.document = document
        self.stage = stage
        self.value = value
    }
}

extension Document {
    /// Gives a value to the accumulator of a stage, once the document has come through. Undone like any other change
    /// when the stage throws; counts also when the document is dropped.
    public mutating func contribute(_ value: Value, as context: StageContext) {
        contributions.append(Contribution(document: id, stage: context.position, value: value))
    }
}
