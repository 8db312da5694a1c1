-- What a recogniser has found, in other forms.
local pipeline = require "pipeline"

-- Single words as people, as recognisers have them.
local recogniser = pipeline.stage {
  name = "tag.some", assigns = { "entities" },
  process = function(doc)
    for found in doc:search "(?<!Anna )\\b(?:Quelby|Lindow)\\b(?! Coal)" do
      doc:annotate { layer = "entities", label = "PER", start = found.start, stop = found.stop, attributes = { confidence = 0.8 } }
    end
  end,
}

return pipeline.tests {
  stages = { pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" }, recogniser, require "aliases" {} },

  { name = "what it took for a person is the body before",
    text = "[=full:ORG Quelby Coal] failed. [short:ORG Quelby] had no money.", none = "PER",
    attributes = { short = { entity = "Quelby Coal" } }, relations = { { relation = "ALIAS", name = "short", of = "full" } } },
  { name = "not where somebody is called so",
    text = "[=body:ORG Lindow Coal] failed. [=who:PER Anna Lindow] said so. [short:PER Lindow] left.",
    attributes = { short = { entity = "Anna Lindow" } } },
}
