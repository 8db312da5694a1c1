// PipelineScore
