local pipeline = require "pipeline"

return pipeline.define {
  stages = {
    pipeline.tokenize.english {},
    pipeline.tag.english {},
    pipeline.extract.patterns(pipeline.rules {
      { phase = "names", label = "PER",
        { name = "head", pattern = [[ (?<= who:[is_title]) "said" ]] },
      },
    }),
  },
}
