-- Names by regular expressions and speakers by a stage, so that the test stands on nothing but the plugins.
local pipeline = require "pipeline"
local extract = pipeline.extract

local speak = pipeline.stage {
  name = "speak", requires = { "statements" }, assigns = { "statements" },
  process = function(doc)
    for _, statement in ipairs(doc:relations "STATEMENT") do statement.attributes.speaker = statement.source.text end
  end,
}

return pipeline.define {
  name   = "desk-tests",
  read   = pipeline.read.jsonl { "input/reports.jsonl", text = "text", id = "id" },
  stages = {
    pipeline.tokenize.english {},
    pipeline.tag.english { "pos", "lemma" },
    extract.expressions {
      { label = "PER", expression = "Ana Ilic|Leo Brandt|Eva Sand" },
      { label = "LOC", expression = "Norland|Sudmark|Karsk|Port Vello" },
    },
    require "dates" {},
    extract.patterns(pipeline.rules {
      { phase = "statements", within = "sentence", layer = "statements",
        { name = "said", claim = "content", pattern = [[ source:<entities/> cue:[lemma = "say|warn"] "that"? content:([]+?) (?= "." $) ]],
          emit = { relation = "STATEMENT", "source", "cue", "content" } } },
    }),
    speak,
    require "events" {},
    require "tension" {},
    require "desk" { rows = 5 },
  },
  write  = pipeline.write.jsonl { "out/desk.jsonl", text = false },
}
