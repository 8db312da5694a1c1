local pipeline = require "pipeline"

return pipeline.define {
  stages = {
    pipeline.extract.patterns(pipeline.rules {
      { phase = "names", label = "PER", { name = "name", pattern = [[ "Dr." [upos = "PROPN"] ]] } },
    }),
    pipeline.tokenize.english {},
    pipeline.tag.english {},
  },
}
