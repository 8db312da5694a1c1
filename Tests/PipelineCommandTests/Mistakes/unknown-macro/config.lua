local pipeline = require "pipeline"

return pipeline.define {
  stages = {
    pipeline.tokenize.english {},
    pipeline.tag.english {},
    pipeline.extract.patterns(pipeline.rules {
      macros = { TITLE = [[ "Dr." | "Ms." ]] },
      { phase = "names", label = "PER",
        { name = "name", pattern = [[ $TITEL [is_title] ]] },
      },
    }),
  },
}
