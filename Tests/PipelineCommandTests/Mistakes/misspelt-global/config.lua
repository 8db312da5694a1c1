local pipeline = require "pipeline"

return pipline.define {
  stages = { pipeline.tokenize.english {} },
}
