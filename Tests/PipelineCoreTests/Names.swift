import PipelineCore

/// Swift Testing has a `SourceLocation` too; in these tests it is always ours.
typealias SourceLocation = PipelineCore.SourceLocation
