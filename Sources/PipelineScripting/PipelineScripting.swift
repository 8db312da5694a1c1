// PipelineScripting
