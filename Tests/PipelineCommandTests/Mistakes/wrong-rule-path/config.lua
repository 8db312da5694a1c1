local pipeline = require "pipeline"

return pipeline.define {
  stages = {
    pipeline.tokenize.english {},
    pipeline.tag.english {},
    pipeline.extract.patterns "rules/names.lua",
  },
}
