local pipeline = require "pipeline"

return pipeline.define {
  stages = {
    pipeline.tokenise.english {},
  },
}
