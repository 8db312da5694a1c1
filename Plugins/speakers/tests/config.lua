-- Names by regular expressions and statements by one rule, so that the test stands on nothing but the plugins.
local pipeline = require "pipeline"
local extract = pipeline.extract

return pipeline.define {
  name   = "speakers-tests",
  read   = pipeline.read.text "input/*.txt",
  stages = {
    pipeline.tokenize.english {},
    pipeline.tag.english { "pos", "lemma" },
    extract.expressions {
      { label = "PER", expression = "Ana Ilic|Leo Brandt|Eva Sand" },
      { label = "ORG", expression = "Sea League" },
    },
    require "aliases" {},
    extract.patterns(pipeline.rules {
      { phase = "quotes", within = "paragraph",
        { name = "closed", pattern = [[ "“" [text != "”" & text != "“"]+ "”" ]], emit = { label = "QUOTE", layer = "quotes" } } },
      { phase = "statements", within = "paragraph", layer = "statements",
        { name = "said", claim = "content", pattern = [[ content:<quotes/> source:[!is_punct & lower != "said"]{1,8} cue:"said" ]],
          emit = { relation = "STATEMENT", "source", "cue", "content" } } },
    }),
    pipeline.stage { name = "no-mentions", assigns = { "mentions" }, process = function() end },
    require "speakers" {},
  },
  write  = pipeline.write.jsonl { "out/speakers.jsonl", text = false },
}
