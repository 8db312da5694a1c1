local pipeline = require "pipeline"

local extra

return pipeline.define {
  stages = {
    pipeline.tokenize.english {},
    extra,
    pipeline.tag.english {},
  },
}
