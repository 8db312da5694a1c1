-- Names come with the documents, so that the plugin is tested alone.
local pipeline = require "pipeline"

return pipeline.tests {
  stages = { pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" }, require "aliases" {} },

  -- People.
  { name = "a surname is tied to the full name",
    text = "[=full:PER Anna Ruiz-Paz] came. [=short:PER Ruiz-Paz] left.",
    attributes = { short = { entity = "Anna Ruiz-Paz" } },
    relations = { { relation = "ALIAS", name = "short", of = "full" } } },
  { name = "a surname that nothing has annotated is found",
    text = "[=full:PER Anna Ruiz] came. Then [short:PER Ruiz] left.", exact = "entities",
    attributes = { short = { entity = "Anna Ruiz" } },
    relations = { { relation = "ALIAS", name = "short", of = "full" } } },
  { name = "a surname in capitals", text = "[=full:PER Anna Tammik] came.\n\n[short:PER TAMMIK]: It is late.", exact = "entities",
    attributes = { short = { entity = "Anna Tammik" } } },
  { name = "a nickname, and a name without it",
    text = [[[=full:PER Peter "Pelle" Askmark] came. [=plain:PER Peter Askmark] and [nick:PER Pelle] are one.]],
    attributes = { full = { entity = "Peter Askmark" }, plain = { entity = "Peter Askmark" }, nick = { entity = "Peter Askmark" } } },
  { name = "two of one surname are not guessed at",
    text = "[=one:PER Anna Ruiz] and [=two:PER Carl Ruiz] came. Then Ruiz left.", none = { "PER", "ALIAS" } },
  { name = "what stands before the surname goes with it",
    text = "[=full:PER Jan van der Berg] came. Later [short:PER Van der Berg] left.",
    attributes = { short = { entity = "Jan van der Berg" } } },
  { name = "the end of a long name", text = "[=full:PER Idris Abu Tarek] came. [=short:PER Abu Tarek] left.",
    attributes = { short = { entity = "Idris Abu Tarek" } } },
  { name = "a family name that stands first", text = "[=full:PER Qiu Borong] came. Later [short:PER Qiu] left.",
    attributes = { short = { entity = "Qiu Borong" } } },
  { name = "a given name alone is nobody", text = "[=full:PER Peter Askmark] came. Later Peter left.", exact = "entities" },
  { name = "a town behind a preposition stays one",
    text = "[=full:PER Ana Lyons] came. Then she lived in [=town:LOC Lyons].", attributes = { town = { entity = "Lyons" } } },

  -- Bodies.
  { name = "a company without its last word",
    text = "[=full:ORG Halden Bank] lost. [short:ORG Halden] will sell.", attributes = { short = { entity = "Halden Bank" } },
    relations = { { relation = "ALIAS", name = "short", of = "full" } } },
  { name = "a body by its last word",
    text = "[=full:ORG European Harbour Commission] met. The [short:ORG Commission] will decide.",
    attributes = { short = { entity = "European Harbour Commission" } } },
  { name = "a recogniser's short name is the body before",
    text = "[=full:ORG Hanbit Semicon] grew. [=short:ORG Hanbit] said so.", attributes = { short = { entity = "Hanbit Semicon" } } },
  { name = "a first word that two bodies share says nothing",
    text = "[=one:ORG Harbour Board] met [=two:ORG Harbour Trust]. [=short:ORG Harbour] said so.",
    attributes = { short = { entity = "Harbour" } }, none = "ALIAS" },
  { name = "an acronym in brackets, and every later one",
    text = "[=full:ORG Sea Rescue League] ([=first:ORG XRL]) met. [later:ORG XRL] will sail.",
    attributes = { first = { entity = "Sea Rescue League" }, later = { entity = "Sea Rescue League" } } },
  { name = "an acronym of the letters of a name",
    text = "[=full:ORG Valley Democratic Front] won. The [short:ORG VDF] will stay.",
    attributes = { short = { entity = "Valley Democratic Front" } } },

  -- Spellings.
  { name = "spellings that share an entity are tied", text = "[=one:LOC Kiew] and [=two:LOC Kyiv] are far.",
    check = function(doc)
      local spans = doc:spans("LOC")
      assert(spans[1].attributes.entity == "Kiew" and spans[2].attributes.entity == "Kyiv", "no list says that they are one")
    end },
}
