-- Names by regular expressions and statements by one rule, so that the test stands on nothing but the plugins.
local pipeline = require "pipeline"
local extract = pipeline.extract

return pipeline.define {
  name   = "events-tests",
  read   = pipeline.read.text "input/*.txt",
  stages = {
    pipeline.tokenize.english {},
    pipeline.tag.english { "pos", "lemma" },
    extract.expressions {
      { label = "PER", expression = "Ana Ilic|Leo Brandt|Eva Sand" },
      { label = "ORG", expression = "Red Lantern|Sea League|Free Valley Front" },
      { label = "LOC", expression = "Norland|Sudmark|Karsk|Port Vello|Lake Ost" },
      { label = "NORP", expression = "Norlandic|Sudmarkian" },
    },
    require "dates" { reference = "2021-05-13" },
    extract.patterns(pipeline.rules {
      { phase = "statements", within = "sentence", layer = "statements",
        { name = "said", claim = "content", pattern = [[ source:<entities/> cue:[lemma = "say|deny|warn"] "that"? content:([]+?) (?= "." $) ]],
          emit = { relation = "STATEMENT", "source", "cue", "content" } } },
    }),
    require "events" {},
  },
  write  = pipeline.write.jsonl { "out/events.jsonl", text = false },
}
