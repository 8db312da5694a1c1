// PipelineTag
