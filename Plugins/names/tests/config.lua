-- Names by the plugin alone, without a recogniser.
local pipeline = require "pipeline"

local stages = { pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" } }
for _, stage in ipairs(require "names" {}) do stages[#stages + 1] = stage end

return pipeline.define {
  name   = "names-tests",
  read   = pipeline.read.text "input/*.txt",
  stages = stages,
  write  = pipeline.write.jsonl { "out/names.jsonl", text = false },
}
