// PipelineLua
