local pipeline = require "pipeline"

pipeline.define {
  stages = { pipeline.tokenize.english {} },
}
