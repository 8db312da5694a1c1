// PipelineExtract
