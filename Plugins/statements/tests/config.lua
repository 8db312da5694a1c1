-- A text for each group of rules; what they find is in `expected`.
local pipeline = require "pipeline"

return pipeline.define {
  name   = "statements-tests",
  read   = pipeline.read.text "input/*.txt",
  stages = { pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" }, require "statements" {} },
  write  = pipeline.write.jsonl { "out/statements.jsonl", text = false },
}
