local pipeline = require "pipeline"

return pipeline.define {
  name = "desk"
  stages = { pipeline.tokenize.english {} },
}
