local pipeline = require "pipeline"

return pipeline.define {
  stages = {
    pipeline.tokenize.english {},
    pipeline.tag.english {},
    pipeline.extract.patterns(pipeline.rules {
      { phase = "names", label = "PER",
        { name = "doctor", pattern = [[ "Dr." [is_title] ]] },
        { name = "title", pattern = [[ "Dr."  [is_title] ]] },
      },
    }),
  },
}
