local pipeline = require "pipeline"

return pipeline.define {
  stages = {
    pipeline.tokenize.english {},
    pipeline.tag.english {},
    pipeline.extract.patterns(pipeline.rules {
      { phase = "names", label = "PER",
        { name = "verb", pattern = [[ [lema = "say"] ]] },
        { name = "name", pattern = [[ "Dr." [is_titel] ]] },
        { name = "day", pattern = [[ "on" (/Mon.*/ ]] },
      },
    }),
  },
}
