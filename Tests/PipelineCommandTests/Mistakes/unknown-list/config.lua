local pipeline = require "pipeline"

return pipeline.define {
  stages = {
    pipeline.tokenize.english {},
    pipeline.tag.english {},
    pipeline.extract.patterns(pipeline.rules {
      lists = { places = { "Oslo", "Bergen" } },
      { phase = "names", label = "PER",
        { name = "place", pattern = [[ "in" %place ]] },
      },
    }),
  },
}
