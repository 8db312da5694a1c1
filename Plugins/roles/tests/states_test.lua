-- Ministers whose state is named elsewhere.
local pipeline = require "pipeline"

return pipeline.tests {
  stages = { pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" }, require "names" {}, require "roles" {} },

  { name = "the state that the document is about",
    text = "[state:LOC Zambia] waited. Energy Minister [who:PER Marta Ilves] came to [LOC Lusaka].",
    relations = { { relation = "ROLE", person = "who", role = "Energy Minister", organisation = "state", attributes = { confidence = 0.5 } } } },
  { name = "two states are one too many", text = "[LOC Zambia] and [LOC Kenya] waited. Energy Minister [who:PER Marta Ilves] came.",
    relations = { { relation = "ROLE", person = "who", role = "Energy Minister" } } },
  { name = "a place of another state right before", text = "[LOC Zambia], [LOC Zambia] and [LOC Lusaka] waited. [LOC Nairobi] did not. Energy Minister [who:PER Marta Ilves] came.",
    relations = { { relation = "ROLE", person = "who", role = "Energy Minister" } } },
  { name = "other offices are not given one", text = "[LOC Zambia] waited. Managing director [who:PER Marta Ilves] came.",
    relations = { { relation = "ROLE", person = "who", role = "Managing director" } } },
}
