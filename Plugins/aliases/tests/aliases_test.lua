-- Names come with the documents, so that the plugin is tested alone.
local pipeline = require "pipeline"

return pipeline.tests {
  stages = { pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" }, require "aliases" {} },

  { name = "a surname is tied to the full name",
    text = "[=full:PER Anna Ruiz-Paz] came. [=short:PER Ruiz-Paz] left.",
    attributes = {},
    relations = { { relation = "ALIAS", name = "short", of = "full" } } },
}
