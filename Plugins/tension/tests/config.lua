-- Names by regular expressions, so that the test stands on nothing but the plugins.
local pipeline = require "pipeline"
local extract = pipeline.extract

return pipeline.define {
  name   = "tension-tests",
  read   = pipeline.read.text "input/*.txt",
  stages = {
    pipeline.tokenize.english {},
    pipeline.tag.english { "pos", "lemma" },
    extract.expressions {
      { label = "PER", expression = "Ana Ilic|Leo Brandt|Eva Sand" },
      { label = "LOC", expression = "Norland|Sudmark|Karsk|Port Vello" },
    },
    require "dates" { reference = "2021-05-13" },
    extract.patterns(pipeline.rules {
      { phase = "statements", within = "sentence", layer = "statements",
        { name = "said", claim = "content", pattern = [[ source:<entities/> cue:[lemma = "say|warn"] "that"? content:([]+?) (?= "." $) ]],
          emit = { relation = "STATEMENT", "source", "cue", "content" } } },
    }),
    require "events" {},
    require "tension" { levels = { medium = 2, high = 6 } },
  },
  write  = pipeline.write.jsonl { "out/tension.jsonl", text = false },
}
