local pipeline = require "pipeline"

return pipeline.define {
  stages = {
    pipeline.tokenize.english {},
    function(doc) doc.meta.n = #doc.tokens end,
  },
}
