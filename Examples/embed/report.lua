local pipeline = require "pipeline"

return pipeline.define {
  name   = "report",
  read   = pipeline.read.text "input",
  stages = {
    pipeline.tokenize.english {},
    pipeline.extract.numbers {},                       -- a stage of the Swift program
    pipeline.stage {
      name = "busy", requires = { "numbers" }, assigns = { "meta" },
      process = function(doc) doc.meta.busy = #doc:spans { layer = "numbers" } > 1 end,
    },
  },
}
