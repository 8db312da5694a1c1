-- Offices that stand for whoever holds them, and sides that stand for their state.
local pipeline = require "pipeline"

return pipeline.tests {
  stages = {
    pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" },
    require "names" {}, require "aliases" {}, require "roles" {},
    require "aliases" { name = "role-nouns", ties = { "roles" } },
  },

  { name = "the minister after somebody with that office",
    text = "Energy Minister [who:PER Marta Ilves] came. Later [noun:mentions/PER the minister] left.",
    attributes = { noun = { entity = "Marta Ilves" } } },
  { name = "words before the noun have to fit",
    text = "Energy Minister [PER Marta Ilves] came. Later the health minister left.", none = "mentions/PER", exact = "mentions" },
  { name = "a title is a noun later",
    text = "Dr. [PER Marta Ilves] came. Later [noun:mentions/PER the doctor] left.", attributes = { noun = { entity = "Marta Ilves" } } },
  { name = "the last of two ministers", text =
      "Energy Minister [PER Marta Ilves] met Health Minister [PER Carl Sand]. Later [noun:mentions/PER the minister] left.",
    attributes = { noun = { entity = "Carl Sand", confidence = 0.6 } } },
  { name = "a town called like somebody is that person",
    text = "[PER Ana Houston] came. Then [PER Houston] left.", none = "LOC" },
  { name = "a side is its state",
    text = "[state:LOC Russia] came. Then [side:mentions/ORG the Russian side] left.",
    attributes = { side = { entity = "Russia" } } },
}
