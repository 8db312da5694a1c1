-- Names come with the documents.
local pipeline = require "pipeline"

return pipeline.tests {
  stages = {
    pipeline.tokenize.english {}, pipeline.tag.english { "pos", "lemma" },
    require "dates" { reference = "2021-05-13" }, require "events" {}, require "tension" { levels = { medium = 2, high = 5 } },
  },

  { name = "an attack", text = "[=LOC Norland] bombed [=LOC Karsk].",
    scores = { tension = { at_least = 3, at_most = 3, level = "medium", because = { "assault" } } } },
  { name = "an attack that is planned counts less", text = "[=LOC Norland] will bomb [=LOC Karsk].",
    scores = { tension = { at_most = 2, because = { "assault-planned" } } } },
  { name = "one that did not happen hardly", text = "[=LOC Norland] did not bomb [=LOC Karsk].",
    scores = { tension = { at_most = 1, level = "low", because = { "assault-not" } } } },
  { name = "a threat", text = "[=LOC Norland] threatened [=LOC Sudmark] with war.",
    scores = { tension = { at_least = 2, because = { "threaten" } } } },
  { name = "a treaty takes some away", text = "[=LOC Norland] bombed [=LOC Karsk]. [=LOC Norland] and [=LOC Sudmark] signed an agreement.",
    scores = { tension = { at_least = 2, at_most = 2.5, because = { "assault", "support" } } } },
  { name = "two that act on each other have a score of their own", text = "[=LOC Norland] attacked [=LOC Sudmark].",
    scores = { ["tension: Norland / Sudmark"] = { at_least = 2, because = { "assault" } } } },
  { name = "words without an event", text = "The crisis deepened, and the provocation was clear.",
    scores = { tension = { at_least = 1.25, at_most = 1.25, because = { "word-crisis", "word-provocation" } } } },
  { name = "no crisis", text = "There was no crisis.", none = "TENSE" },
  { name = "one reason counts four times", text = "A crisis, a crisis, a crisis, a crisis, a crisis and a crisis.",
    scores = { tension = { at_least = 2, at_most = 2 } } },
  { name = "an attack that is told twice", text = "[=LOC Norland] bombed [=LOC Karsk]. [=LOC Norland] bombed [=LOC Karsk].",
    scores = { tension = { at_least = 3.75, at_most = 3.75, level = "medium" } } },
  { name = "what happened long ago counts less", meta = { date = "2021-05-13" },
    text = "[=LOC Norland] bombed [=LOC Karsk] in [DATE 2014].", scores = { tension = { at_most = 1, because = { "assault-old" } } } },
  { name = "the forces of a state act for it", text = "[=NORP Norlandic] forces attacked [=LOC Sudmark].",
    scores = { ["tension: Norlandic / Sudmark"] = { at_least = 2 } } },
  { name = "an event bears its weight", text = "[=LOC Norland] bombed [=LOC Karsk].",
    check = function(doc) assert(doc:relations("EVENT")[1].attributes.tension == 3) end },
}
