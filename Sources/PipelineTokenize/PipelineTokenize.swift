// PipelineTokenize
