local pipeline = require "pipeline"

return pipeline.define {
  stages = {
    pipeline.tokenize.english {},
    pipeline.tag.english {},
    pipeline.extract.patterns(pipeline.rules {
      { phase = "names", policy = "longst", label = "PER", { name = "n", pattern = [[ "Dr." [is_title] ]] } },
    }),
  },
}
