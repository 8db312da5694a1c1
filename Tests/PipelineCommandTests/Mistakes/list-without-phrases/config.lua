local pipeline = require "pipeline"

return pipeline.define {
  stages = {
    pipeline.tokenize.english {},
    pipeline.tag.english {},
    pipeline.extract.phrases { label = "LOC", list = "places.tsv" },
  },
}
