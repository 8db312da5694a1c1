-- Names by the plugin, and what a recogniser would have said before it.
local pipeline = require "pipeline"

local SAID = {
  { text = "Voss", label = "PER", confidence = 0.8 },
  { text = "Lindow", label = "PER", confidence = 0.9 },
  { text = "Quelby", label = "ORG", confidence = 0.7 },
  { text = "Wenn", label = "ORG", confidence = 0.3 },
}

local recogniser = pipeline.stage {
  name = "tag.some", assigns = { "entities" },
  process = function(doc)
    for _, said in ipairs(SAID) do
      for found in doc:search("\\b" .. said.text .. "\\b") do
        doc:annotate {
          layer = "entities", label = said.label, start = found.start, stop = found.stop,
          attributes = { confidence = said.confidence },
        }
      end
    end
  end,
}

return pipeline.define {
  name   = "names-tests",
  read   = pipeline.read.text "input/*.txt",
  stages = { pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" }, recogniser, require "names" {} },
  write  = pipeline.write.jsonl { "out/names.jsonl", text = false },
}
