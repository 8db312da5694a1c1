// PipelineFormats
