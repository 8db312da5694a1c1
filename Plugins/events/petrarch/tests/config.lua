-- Dictionaries in the formats of PETRARCH, of our own making, in place of the plugin's lexicon.
local pipeline = require "pipeline"

return pipeline.define {
  name         = "petrarch-tests",
  capabilities = { "read:dictionaries/" },
  read         = pipeline.read.jsonl { "input/reports.jsonl", text = "text", id = "id" },
  stages       = {
    pipeline.tokenize.english {},
    pipeline.tag.english { "pos", "lemma" },
    pipeline.extract.expressions {
      { label = "PER", expression = "Ana Ilic" },
      { label = "ORG", expression = "Sea League" },
      { label = "LOC", expression = "Norland|Sudmark|Karsk" },
      { label = "NORP", expression = "Norlandic|Sudmarkian" },
    },
    require "events" {
      verbs = "dictionaries/verbs.txt", actors = { "dictionaries/actors.txt", "dictionaries/agents.txt" }, lint = true,
    },
  },
  write        = pipeline.write.jsonl { "out/petrarch.jsonl" },
}
