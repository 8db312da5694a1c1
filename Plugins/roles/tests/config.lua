-- Names by regular expressions, so that the test stands on nothing but the plugin.
local pipeline = require "pipeline"

return pipeline.define {
  name   = "roles-tests",
  read   = pipeline.read.text "input/*.txt",
  stages = {
    pipeline.tokenize.english {},
    pipeline.tag.english { "pos", "lemma" },
    pipeline.extract.expressions {
      { label = "PER", expression = [[Marta Ilves|Hendrik Voss|Dina Pell|Karim Dulaymi|Okonjo|Rosa Aldersheim|Tomas Arriaga]] },
      { label = "ORG", expression = [[Sea Rescue League|Halden Bank|Harbour Authority|Coastal Command]] },
      { label = "LOC", expression = [[Lindow|Ostrel]] },
    },
    require "roles" {},
  },
  write  = pipeline.write.jsonl { "out/roles.jsonl", text = false },
}
