-- Names come with the documents; the rules find who holds which office.
local pipeline = require "pipeline"

return pipeline.tests {
  stages = { pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" }, require "roles" {} },

  { name = "head of a body", text = "[=who:PER Marta Ilves], [what: head] of the [=body:ORG Harbour Authority], left.",
    relations = { { relation = "ROLE", person = "who", role = "what", organisation = "body" } } },
  { name = "an office that is over", text = "[=who:PER Marta Ilves], [what: former deputy head] of the [=body:ORG Harbour Authority], left.",
    relations = { { relation = "ROLE", person = "who", role = "what", organisation = "body", attributes = { status = "former deputy" } } } },
  { name = "an office without a body", text = "[=who:PER Marta Ilves], a [what: retired judge], left.",
    relations = { { relation = "ROLE", person = "who", role = "what" } } },
  { name = "who leads", text = "[=who:PER Marta Ilves], who [what: leads] [=body:ORG Halden Bank], left.",
    relations = { { relation = "ROLE", person = "who", role = "what", organisation = "body" } } },
  { name = "led by", text = "The [=body:ORG Seventh Fleet] is [what: led] by Commodore [=who:PER Marta Ilves].",
    relations = { { relation = "ROLE", person = "who", role = "what", organisation = "body" } } },
  { name = "is president of", text = "[=who:PER Marta Ilves] is [what: president] of [=body:ORG Halden Bank].",
    relations = { { relation = "ROLE", person = "who", role = "what", organisation = "body" } } },
  { name = "the head before the name", text = "The acting [what: head] of the [=body:ORG Harbour Authority], Ms. [=who:PER Marta Ilves], left.",
    check = function(doc)
      local role = doc:relations("ROLE")[1]
      assert(role.attributes.status == "acting", role.attributes.status)
      assert(role.organisation.text == "Harbour Authority")
    end },
  { name = "a body's president", text = "[=body:ORG Halden Bank]'s [what: chief executive] [=who:PER Marta Ilves] left.",
    relations = { { relation = "ROLE", person = "who", role = "what", organisation = "body" } } },
  { name = "a body without its possessive", text = "[=body:ORG Halden Bank] [what: president] [=who:PER Marta Ilves] left.",
    relations = { { relation = "ROLE", person = "who", role = "what", organisation = "body" } } },
  { name = "as a form gives them", text = "Gen. [=who:PER Marta Ilves], [what: commander], [=body:ORG Harbour Command], left.",
    relations = { { relation = "ROLE", person = "who", role = "what", organisation = "body" } } },
  { name = "its", text = "[=body:ORG Halden Bank] lost. Its [what: president], Ms. [=who:PER Marta Ilves], left.",
    relations = { { relation = "ROLE", person = "who", role = "what", organisation = "body" } } },
  { name = "the sentence before is no part of who is described",
    text = "The [=body:ORG Harbour Chamber] said that goods were lost. Its [mentions/PER deputy head], Mr. [=who:PER Carl Sand], left." },
  { name = "assigned to a unit", text = "[=who:PER Sand] was [what: assigned] to the [=body:ORG 2nd Battalion].",
    relations = { { relation = "ROLE", person = "who", role = "what", organisation = "body" } } },
  { name = "a rank is none", text = "Gen. [=who:PER Marta Ilves] and Capt. [=other:PER Carl Sand] left.", none = "ROLE" },
  { name = "a rank with a body is one", text = "[what: Brigadier] [=who:PER Marta Ilves] of the [=body:ORG Harbour Guard] left.",
    relations = { { relation = "ROLE", person = "who", role = "what", organisation = "body" } } },
  { name = "a description is a mention of the person",
    text = "[=who:PER Marta Ilves], [m:mentions/PER head of the [=body:ORG Harbour Authority]], left.",
    relations = { { relation = "ALIAS", name = "m", of = "who" } } },
  { name = "what stands before a name without a comma is how one is addressed", text = "Energy Minister [=who:PER Marta Ilves] left.",
    none = "mentions/PER", relations = { { relation = "ROLE", person = "who", role = "Energy Minister" } } },
  { name = "states that belong to a body",
    text = "[=body:ORG Coalition] [what: nations] that fly there include [=a:LOC Norland], the [=b:LOC Ost Islands] and [=c:LOC Sudmark].",
    check = function(doc)
      local role = doc:relations("ROLE")[1]
      assert(#role.member == 3 and role.member[2].text == "Ost Islands", "three members")
      assert(role.organisation.text == "Coalition" and role.role.text == "nations")
    end },
  { name = "a member of a body", text = "[=who:LOC Norland], a [what: founding member] of the [=body:ORG Sea League], left.",
    relations = { { relation = "ROLE", member = "who", role = "what", organisation = "body" } } },
}
