-- Names by regular expressions, so that the test stands on nothing but the plugin; then a role and its noun.
local pipeline = require "pipeline"
local extract = pipeline.extract

return pipeline.define {
  name   = "aliases-tests",
  read   = pipeline.read.text "input/*.txt",
  stages = {
    pipeline.tokenize.english {},
    pipeline.tag.english { "pos", "lemma" },
    extract.expressions {
      { label = "PER", expression = [[Salem "Abu" Trabelwi|Anna Ruiz-Paz|Ana Ilic|Ana M\. Ilic|Jan van der Meer|Rosa Lindow|Hadi al-Sabri|(?<=Gen\. )Voss]] },
      { label = "ORG", expression = [[Halden Bank|Electoral Commission|Sea Rescue League|SRL(?=\))|Northern Harbour Command]] },
      { label = "LOC", expression = [[(?<!Rosa )Lindow]] },
    },
    require "aliases" {},
    extract.patterns(pipeline.rules {
      { phase = "roles",
        { name = "after-name", claim = "role", pattern = [[ person:<PER/> "," "the"? role:([lower = "energy"]? [lower = "minister"]) ]],
          emit = { relation = "ROLE", layer = "roles", "person", "role" } } },
    }),
    require "aliases" { name = "role-nouns", ties = { "roles" } },
  },
  write  = pipeline.write.jsonl { "out/aliases.jsonl", text = false },
}
