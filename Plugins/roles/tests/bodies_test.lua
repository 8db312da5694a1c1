-- Offices whose body is named elsewhere.
local pipeline = require "pipeline"

return pipeline.tests {
  stages = { pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" }, require "names" {}, require "roles" {} },

  { name = "the state that the document is about",
    text = "[state:LOC Zambia] waited. Energy Minister [who:PER Marta Ilves] came to [LOC Lusaka].",
    relations = { { relation = "ROLE", person = "who", role = "Energy Minister", organisation = "state", attributes = { confidence = 0.5 } } } },
  { name = "two states are one too many", text = "[LOC Zambia] and [LOC Kenya] waited. Energy Minister [who:PER Marta Ilves] came.",
    relations = { { relation = "ROLE", person = "who", role = "Energy Minister" } } },
  { name = "a place of another state right before", text = "[LOC Zambia], [LOC Zambia] and [LOC Lusaka] waited for [LOC Nairobi]. Energy Minister [who:PER Marta Ilves] came.",
    relations = { { relation = "ROLE", person = "who", role = "Energy Minister" } } },
  { name = "what the sentence before speaks of", text = "[LOC Zambia], [LOC Zambia] and [LOC Lusaka] waited. [state:LOC Kenya] did not. Energy Minister [who:PER Marta Ilves] came.",
    relations = { { relation = "ROLE", person = "who", role = "Energy Minister", organisation = "state" } } },
  { name = "the mayor of the town", text = "[LOC Lusaka] waited. The [mentions/PER mayor], [who:PER Marta Ilves], came from [LOC Lusaka].",
    check = function(doc) assert(doc:relations("ROLE")[1].organisation.text == "Lusaka", "the town") end },
  { name = "who speaks for the body named last", text = "The [body:ORG Harbour Authority] wrote. [who:PER Marta Ilves], a [mentions/PER spokeswoman], came.",
    relations = { { relation = "ROLE", person = "who", role = "spokeswoman", organisation = "body" } } },
  { name = "who came before", text = "[who:PER Marta Ilves], [mentions/PER head of the [body:ORG Harbour Authority]], left. [PER Marta Ilves]'s [mentions/PER predecessor], [other:PER Carl Sand], came.",
    check = function(doc)
      local bodies = {}
      for _, role in ipairs(doc:relations "ROLE") do bodies[role.person.text] = role.organisation.text end
      assert(bodies["Carl Sand"] == "Harbour Authority", bodies["Carl Sand"])
    end },
  { name = "other offices are not given one", text = "[LOC Zambia] waited. Managing director [who:PER Marta Ilves] came.",
    relations = { { relation = "ROLE", person = "who", role = "Managing director" } } },
}
