@_exported public import PipelineCore
@_exported public import PipelineExtract
@_exported public import PipelineScore
@_exported public import PipelineTag
@_exported public import PipelineTokenize
