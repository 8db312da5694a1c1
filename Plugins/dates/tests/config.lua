-- Documents with a date of their own in the metadata, in the line that opens them, and without any.
local pipeline = require "pipeline"

return pipeline.define {
  name   = "dates-tests",
  read   = pipeline.read.jsonl { "input/dates.jsonl", text = "text", id = "id" },
  stages = {
    pipeline.tokenize.english {},
    pipeline.tag.english { "pos", "lemma" },
    pipeline.extract.expressions { label = "PER", expression = "Mr\\. May" },
    require "dates" {},
  },
  write  = pipeline.write.jsonl { "out/dates.jsonl" },
}
