-- Nouns that stand for a body.
local pipeline = require "pipeline"

return pipeline.tests {
  stages = {
    pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" },
    require "aliases" { name = "body-nouns", ties = { "bodies" } },
  },

  { name = "a word of its name",
    text = "The [=body:ORG Northern Rescue Fund] met. Later [noun:mentions/ORG the fund] gave money.",
    attributes = { noun = { entity = "Northern Rescue Fund", confidence = 0.8 } },
    relations = { { relation = "ALIAS", name = "noun", of = "body" } } },
  { name = "the word before its name",
    text = "The medical charity [=body:ORG Helvar Sud] met. Then [noun:mentions/ORG the charity] wrote.",
    attributes = { noun = { entity = "Helvar Sud" } } },
  { name = "the last of two", text = "The [=ORG Water Ministry] met the [=ORG Road Ministry]. Then [noun:mentions/ORG the ministry] wrote.",
    attributes = { noun = { entity = "Road Ministry", confidence = 0.6 } } },
  { name = "one that is told apart by what follows", text = "The [=ORG Water Ministry] met. Then the ministry of roads wrote.", none = "mentions/ORG" },
  { name = "a noun in front of another", text = "The [=ORG Water Ministry] met. Then the ministry building burned.", none = "mentions/ORG" },
  { name = "nothing before it", text = "Then the ministry wrote to the [=ORG Water Ministry].", none = "mentions/ORG" },
}
